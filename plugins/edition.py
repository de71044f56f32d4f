"""An edition: what all pages of one building of the city have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from plugins.cache import Cache, digest
from plugins.circulars import Circular, key_identifiers
from plugins.languages import EASY
from plugins.mistakes import Mistakes
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree
from plugins.reading.furigana import with_furigana
from plugins.reading.reading_list import ReadingList
from plugins.reading.readings import readings_of
from plugins.theme import Theme

T = TypeVar("T")
Languages = tuple[str, ...]
WITH_FURIGANA = (SOURCE_LANGUAGE, EASY)
# Libraries another version of which may give other bytes.
SHAPING = (
    "babel", "comrak", "feedgenerator", "jinja2", "markdown", "markupsafe", "nh3", "pillow", "pypdf",
    "sudachidict-core", "sudachipy",
)  # fmt: skip
SHAPING_FILES = {".py", ".po", ".toml", ".csv", ".tsv", ".txt"}


@dataclass(frozen=True)
class Edition:
    """What every plugin needs to make files.

    ``master`` is the sealing secret; ``daemons`` are the daemon's URLs, "/" being the site's own
    origin; ``public_url`` is where the output folder is reached, ending in "/", or "" when nobody
    said; ``variants`` are the compressed ones laid beside every text file; ``furigana`` says whether
    Japanese pages have any.
    """

    tree: Tree
    theme: Theme
    cache: Cache
    master: bytes
    daemons: tuple[str, ...] = ("/",)
    public_url: str = ""
    variants: tuple[str, ...] = ()
    furigana: bool = True

    @cached_property
    def version(self) -> str:
        """Another when the same circular may come out in other bytes: a newer program or theme,
        another secret or address."""
        facts = (
            _program(),
            self.theme.version,
            sha256(b"kairan edition" + self.master).hexdigest(),
            self.daemons,
            self.public_url,
            self.furigana,
        )
        return digest(repr(facts).encode())

    @cached_property
    def identity(self) -> str:
        """Another when anything but circulars is different, the organizations included."""
        return digest(repr((self.version, self.variants, list(self.tree))).encode())

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language some association's site is in, in a settled order."""
        return tuple(self.theme.languages)

    @cached_property
    def site_paths(self) -> tuple[str, ...]:
        return tuple(site.path for site in self.tree.associations())

    def spoken_at(self, path: str) -> tuple[Languages, ...]:
        """The different choices of languages of the sites that show what an organization issues."""
        reached = self.tree.reached_by
        return self.once(
            ("spoken", path), lambda: tuple(sorted({site.languages for site in reached(path)}))
        )

    def readings(self, path: str) -> ReadingList:
        """How words are read in an organization; mistakes in its lists are told by the check."""
        chain = self.tree.chain(path)
        return self.once(
            ("readings", path),
            lambda: readings_of(chain, self.tree.content, Mistakes(self.tree.content)),
        )

    def ruby(self, html: str, language: str, path: str) -> str:
        """HTML of a page in a language, with furigana where that is Japanese."""
        if not self.furigana or language not in WITH_FURIGANA:
            return html
        return with_furigana(html, self.readings(path))

    def spoken(self, path: str) -> Languages:
        """Every language that what an organization issues is read in, in a settled order."""
        return tuple(sorted({code for codes in self.spoken_at(path) for code in codes}))

    def basis(self, site: Organization) -> str:
        """A digest of what an association's site is made of besides its items."""
        above = [(o.path, o.names) for o in self.tree.chain(site.path)[1:]]
        return digest(repr((self.version, self.variants, site, above)).encode())

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gave when the key was first asked for in this edition."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def key_identifiers(self, circular: Circular) -> tuple[str, ...]:
        """The keys a circular that is not public is sealed under."""
        return key_identifiers(circular, self.tree)


@lru_cache
def _program() -> str:
    """A digest of this program and of the libraries it shapes bytes with."""
    here = Path(__file__).parent
    files = [file for file in here.rglob("*") if file.suffix in SHAPING_FILES]
    code = sorted((file.relative_to(here).as_posix(), digest(file.read_bytes())) for file in files)
    return digest(repr((code, [version(name) for name in SHAPING])).encode())
