"""The item index: ``index.json``, what a site shows, for the phone and for the daemon.

Public items stand in clear. The others are sealed here and in ``sealed/``, once for each audience,
so that whoever keeps the static files learns neither titles nor texts.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

import orjson

from plugins.attachments import Attachment
from plugins.edition import Edition
from plugins.items import Item
from plugins.keys import audience_key, opaque_name, seal
from plugins.manifests import Files
from plugins.organizations import Organization, Tree
from plugins.rendering import ROOT_MARK
from plugins.sheets import Sheet
from plugins.signals import item_files, site_files

VERSION = 1
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def head(site: Organization, tree: Tree) -> dict[str, Any]:
    """What the index says of the site; its items stand in "items"."""
    return {
        "version": VERSION,
        "organization": site.path,
        "names": {**site.names, **{code: site.name(code) for code in site.languages}},
        "languages": list(site.languages),
        "units": list(site.units),
        "timezone": site.timezone,
        "ancestors": [
            {"path": above.path, "names": dict(above.names)} for above in tree.chain(site.path)[1:]
        ],
        "calendars": [
            {
                "name": dict(calendar.names),
                "weekdays": [WEEKDAYS[day] for day in calendar.weekdays],
                "weeks": list(calendar.weeks),
            }
            for calendar in site.calendars
        ],
        "items": [],
    }


def clear_entry(item: Item) -> dict[str, Any]:
    return {**item.facts(), "url": item.circular.url, "digest": item.digest}


def sealed_entry(item: Item, edition: Edition) -> dict[str, Any]:
    opaque = _opaque(item, edition)
    entry = {**clear_entry(item), "url": f"sealed.html#{opaque}"}
    plaintext = _json(entry)
    identifiers = edition.key_identifiers(item.circular)
    return {
        "sealed": opaque,
        "keys": list(identifiers),
        "data": {
            identifier: urlsafe_b64encode(_sealed(edition, identifier, plaintext))
            .decode()
            .rstrip("=")
            for identifier in identifiers
        },
    }


def add_item(edition: Edition, item: Item, sheet: Sheet) -> None:
    """The item's entry; of one that is not public also what is sealed."""
    public = item.circular.public
    entry = clear_entry(item) if public else sealed_entry(item, edition)
    sheet.add_part("index", _json(entry).decode())
    if not public:
        _add_sealed(edition, item, sheet)


def _add_sealed(edition: Edition, item: Item, sheet: Sheet) -> None:
    """The sealed bodies and attachments, once for each key: ``sealed/<opaque>.<n>.bin``."""
    opaque, cache = _opaque(item, edition), edition.cache
    for number, identifier in enumerate(edition.key_identifiers(item.circular)):
        places = {
            place: f"sealed/{opaque_name(edition.master, opaque, identifier, place)}.bin"
            for place in item.files()
        }
        for place, attachment in item.files().items():
            data = cache.object(attachment.content).read_bytes()
            sheet.add(cache, places[place], _sealed(edition, identifier, data))
        body = _sealed(edition, identifier, _json(_body(item, places)))
        sheet.add(cache, f"sealed/{opaque}.{number}.bin", body)


def _body(item: Item, places: dict[str, str]) -> dict[str, Any]:
    files = item.files()
    return {
        "html": {
            language: _with_sealed_files(rendering.html, files, places)
            for language, rendering in item.renderings.items()
        },
        "attachments": [
            {
                "name": attachment.name,
                "type": attachment.type,
                "size": attachment.size,
                "url": places[attachment.file],
                "text": attachment.text,
            }
            for attachment in item.attachments
        ],
    }


def _with_sealed_files(html: str, files: dict[str, Attachment], places: dict[str, str]) -> str:
    """The text with every link to a file saying where it lies sealed and what it is."""
    for place, attachment in files.items():
        sealed = f'data-sealed="{places[place]}" data-type="{attachment.type}"'
        html = html.replace(f'src="{ROOT_MARK}{place}"', sealed)
        html = html.replace(f'href="{ROOT_MARK}{place}"', f'href="#" {sealed}')
    return html


def _opaque(item: Item, edition: Edition) -> str:
    return opaque_name(edition.master, item.id)


def _sealed(edition: Edition, identifier: str, plaintext: bytes) -> bytes:
    return seal(audience_key(edition.master, identifier), identifier, plaintext)


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def add_index(edition: Edition, site: Organization, sheets: list[Sheet], files: Files) -> None:
    entries = ",".join(sheet.parts["index", ""] for sheet in sheets)
    before, after = _json(head(site, edition.tree)).decode().split('"items":[]')
    files.add("index.json", f'{before}"items":[{entries}]{after}')


def register() -> None:
    item_files.connect(add_item)
    site_files.connect(add_index)
