"""The files of the sites, by their place in a site and the digest of their bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from plugins.cache import Cache
from plugins.organizations import SOURCE_LANGUAGE

Manifest = dict[str, str]  # place in the site -> digest of the bytes kept in the cache


def folder_of(language: str) -> str:
    """The folder of a language in a site: Japanese at the root, the others below their tag."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


class SiteFiles:
    """The files only one association's site holds."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.manifest: Manifest = {}

    def add(self, place: str, data: bytes | str) -> None:
        raw = data.encode() if isinstance(data, str) else data
        self.manifest[place] = self._cache.keep(raw)


class SharedFiles:
    """The files that are the same in every site that shows them.

    Each belongs to a language or to all of them, and to an item or to every site.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._manifests: dict[tuple[str, str], Manifest] = defaultdict(dict)

    def add(self, place: str, data: bytes | str, *, item: str = "", language: str = "") -> None:
        raw = data.encode() if isinstance(data, str) else data
        self.add_kept(place, self._cache.keep(raw), item=item, language=language)

    def add_kept(self, place: str, content: str, *, item: str = "", language: str = "") -> None:
        """Add a file whose bytes the cache already keeps."""
        self._manifests[item, language][place] = content

    def shown(self, items: Iterable[str], languages: Iterable[str]) -> Manifest:
        """The shared files of a site in these languages that shows these items."""
        manifest: Manifest = {}
        tags = ("", *languages)
        for item in ("", *items):
            for tag in tags:
                manifest.update(self._manifests.get((item, tag), {}))
        return manifest
