"""Reading the sites' ``index.json``: the entries of every association, sealed ones unsealed."""

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.keys import SealError, audience_key, unseal
from plugins.organizations import Tree
from syncd.clock import from_iso
from syncd.items.visibility import Scope, scope_of

INDEX_FILE = "index.json"


class UnreadableSites(Exception):
    """The published sites cannot be read as this program expects; nothing was changed."""


@dataclass(frozen=True)
class Entry:
    """One item as an index shows it. ``sealed`` is its opaque name, None for public items."""

    data: Mapping[str, Any]
    scopes: tuple[Scope, ...]
    reach: str
    sealed: str | None = None

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def deadline(self) -> datetime | None:
        return from_iso(self.data.get("deadline"))


@dataclass
class Reading:
    """What was read of a published output: the entries of every index that changed.

    ``digests`` are of all indexes by association, ``changed`` the associations read anew,
    ``sealed`` the opaque names met so far.
    """

    digests: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    entries: dict[str, Entry] = field(default_factory=dict)
    sealed: set[str] = field(default_factory=set)


def read_indexes(
    output: Path, tree: Tree, master: bytes, known_digests: Mapping[str, str | None]
) -> Reading:
    """Read the indexes whose bytes differ from those last ingested.

    An association without an index was not built and is left alone. Raises UnreadableSites when there
    is no index at all, or one that cannot be read: an empty folder must not withdraw everything.
    """
    reading = Reading()
    for association in tree.associations():
        file = output / association.path / INDEX_FILE
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            continue
        digest = hashlib.sha256(content).hexdigest()
        reading.digests[association.path] = digest
        if known_digests.get(association.path) != digest:
            reading.changed.add(association.path)
            _read_index(file, content, tree, master, reading)
    if not reading.digests:
        raise UnreadableSites(
            f"{output} holds no {INDEX_FILE} of any association; build the sites first"
        )
    return reading


def _read_index(file: Path, content: bytes, tree: Tree, master: bytes, reading: Reading) -> None:
    # Every association below a city repeats the city's entries; each is made of bytes seen before.
    try:
        for raw in json.loads(content)["items"]:
            if raw.get("sealed") in reading.sealed or raw.get("id") in reading.entries:
                continue
            entry = _sealed_entry(raw, tree, master) if "sealed" in raw else _entry(raw, tree)
            reading.entries[entry.id] = entry
            if entry.sealed:
                reading.sealed.add(entry.sealed)
    except (ValueError, KeyError, TypeError, SealError) as error:
        raise UnreadableSites(f"{file}: {type(error).__name__}: {error}") from error


def _entry(data: Mapping[str, Any], tree: Tree) -> Entry:
    reach = _reach(data["organization"], tree)
    return Entry(data, tuple((reach, audience) for audience in data["audience"]), reach)


def _sealed_entry(raw: Mapping[str, Any], tree: Tree, master: bytes) -> Entry:
    identifier = raw["keys"][0]
    sealed = urlsafe_b64decode(raw["data"][identifier] + "==")
    data = json.loads(unseal(audience_key(master, identifier), identifier, sealed))
    scopes = tuple(scope_of(key) for key in raw["keys"])
    return Entry(data, scopes, _reach(data["organization"], tree), raw["sealed"])


def _reach(organization: str, tree: Tree) -> str:
    return tree.reach_of(organization) if organization in tree else organization
