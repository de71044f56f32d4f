"""A reading list: words with their readings, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from plugins.reading.words import Reading, Word


class ReadingList(Mapping[str, str]):
    """How words are read, in hiragana, by word; and where such words stand in a text.

    ``common`` are those of them that are no names: they do not cut other words.
    """

    def __init__(self, readings: Mapping[str, str], common: Collection[str] = ()) -> None:
        self._readings = dict(readings)
        self._common = frozenset(common)
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(self._readings, key=len, reverse=True):
            self._by_first.setdefault(word[:1], []).append(word)

    def __getitem__(self, word: str) -> str:
        return self._readings[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)

    def found(self, text: str, words: Sequence[Word]) -> list[Reading]:
        """The listed words of a text, the longest at each place.

        One must begin and end where words do, so that 町会 is not found in 下町会館. Only a name of
        three characters or more may end within a word (鳴瀬川 in 鳴瀬 and 川沿い), because a name
        that the dictionary lacks is cut wrongly; but not within one that is itself listed.
        """
        starting = {word.start: word for word in words}
        ends = {word.end for word in words}
        found: list[Reading] = []
        place = 0
        for at, char in enumerate(text):
            if at < place or at not in starting or char not in self._by_first:
                continue
            for listed in self._by_first[char]:
                end = at + len(listed)
                if text.startswith(listed, at) and (
                    end in ends or self._may_cut(listed, self._cut(starting, at, end))
                ):
                    found.append(Reading(at, end, self._readings[listed]))
                    place = end
                    break
        return found

    def _may_cut(self, listed: str, cut: str) -> bool:
        return len(listed) > 2 and listed not in self._common and cut not in self._readings

    @staticmethod
    def _cut(starting: Mapping[int, Word], start: int, end: int) -> str:
        """The word that ``end`` is within, of those from ``start`` on."""
        word = starting[start]
        while word.end < end:
            word = starting[word.end]
        return word.surface
