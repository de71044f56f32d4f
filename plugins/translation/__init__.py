"""Translation: what a circular says, in the languages of those who read it."""
