"""Reading aids: words, their readings, and furigana."""
