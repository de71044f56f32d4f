"""Manifests: which bytes stand at which place of a site."""

from __future__ import annotations

from plugins.cache import Cache
from plugins.organizations import SOURCE_LANGUAGE

Manifest = dict[str, str]  # place in the site -> digest of the bytes kept in the cache


def folder_of(language: str) -> str:
    """The folder of a language in a site: Japanese at the root, the others below their tag."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


class Files:
    """The files of one site, or of all sites, as they are made."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.manifest: Manifest = {}

    def add(self, place: str, data: bytes | str) -> None:
        raw = data.encode() if isinstance(data, str) else data
        self.manifest[place] = self._cache.keep(raw)

    def add_kept(self, place: str, content: str) -> None:
        """Add a file whose bytes the cache already keeps."""
        self.manifest[place] = content
