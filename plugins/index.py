"""The item index: ``index.json``, what a site shows, for the phone and for the daemon.

Public items stand in clear. The others are sealed here and in ``sealed/``, once for each audience,
so that whoever keeps the static files learns neither titles nor texts.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any

from plugins.attachments import Attachment
from plugins.city import City, Item
from plugins.edition import Edition
from plugins.files import SharedFiles, SiteFiles
from plugins.keys import audience_key, opaque_name, seal
from plugins.organizations import Organization
from plugins.rendering import ROOT_MARK
from plugins.signals import shared_files, site_files

VERSION = 1
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def index(site: Organization, city: City) -> dict[str, Any]:
    return {
        "version": VERSION,
        "organization": site.path,
        "names": dict(site.names),
        "languages": list(site.languages),
        "units": list(site.units),
        "timezone": site.timezone,
        "ancestors": [
            {"path": above.path, "names": dict(above.names)}
            for above in city.tree.chain(site.path)[1:]
        ],
        "calendars": [
            {
                "name": dict(calendar.names),
                "weekdays": [WEEKDAYS[day] for day in calendar.weekdays],
                "weeks": list(calendar.weeks),
            }
            for calendar in site.calendars
        ],
        "items": [
            clear_entry(item) if item.circular.public else sealed_entry(item, city)
            for item in city.shown_in(site)
        ],
    }


def clear_entry(item: Item) -> dict[str, Any]:
    return {**item.facts(), "url": item.circular.url, "digest": item.digest()}


def sealed_entry(item: Item, city: City) -> dict[str, Any]:
    opaque = _opaque(item, city)
    entry = {**clear_entry(item), "url": f"sealed.html#{opaque}"}
    plaintext = _json(entry)
    identifiers = city.key_identifiers(item)
    return {
        "sealed": opaque,
        "keys": list(identifiers),
        "data": {
            identifier: urlsafe_b64encode(_sealed(city, identifier, plaintext)).decode().rstrip("=")
            for identifier in identifiers
        },
    }


def add_sealed(edition: Edition, files: SharedFiles) -> None:
    """The sealed bodies and attachments, once for each key: ``sealed/<opaque>.<n>.bin``."""
    city = edition.city
    for item in city.items:
        if item.circular.public:
            continue
        opaque = _opaque(item, city)
        for number, identifier in enumerate(city.key_identifiers(item)):
            places = {
                place: f"sealed/{opaque_name(city.master, opaque, identifier, place)}.bin"
                for place in item.files()
            }
            for place, attachment in item.files().items():
                data = city.cache.object(attachment.content).read_bytes()
                files.add(places[place], _sealed(city, identifier, data), item=item.id)
            body = _json(_body(item, places))
            files.add(
                f"sealed/{opaque}.{number}.bin", _sealed(city, identifier, body), item=item.id
            )


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


def _opaque(item: Item, city: City) -> str:
    return opaque_name(city.master, item.id)


def _sealed(city: City, identifier: str, plaintext: bytes) -> bytes:
    return seal(audience_key(city.master, identifier), identifier, plaintext)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def add_index(edition: Edition, site: Organization, files: SiteFiles) -> None:
    files.add("index.json", _json(index(site, edition.city)))


def register() -> None:
    shared_files.connect(add_sealed)
    site_files.connect(add_index)
