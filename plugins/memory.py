"""The memory of what was published: a manifest a site, kept beside the output it describes."""

from __future__ import annotations

import json
import os
from pathlib import Path

from plugins.files import Manifest


class Memory:
    """A folder of manifests, one a site by its path; "" is what stands above all sites.

    Safe to delete: what is not remembered is looked up in the output itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "sites"

    def sites(self) -> list[str]:
        """The sites something is remembered of."""
        names = (file.stem for file in self._folder.glob("*.json"))
        return sorted("" if name == "_" else name.replace(".", "/") for name in names)

    def manifest(self, site: str) -> Manifest | None:
        """What was published of a site, None when nothing is remembered."""
        try:
            found: Manifest = json.loads(self._file(site).read_bytes())
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return found

    def remember(self, site: str, manifest: Manifest) -> None:
        """Remember what is published of a site now; forget a site of which nothing is."""
        file = self._file(site)
        if not manifest:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(json.dumps(manifest, sort_keys=True))
        os.replace(new, file)

    def _file(self, site: str) -> Path:
        return self._folder / f"{site.replace('/', '.') or '_'}.json"
