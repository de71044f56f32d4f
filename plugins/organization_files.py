"""Reading ``organization.toml``: files to the organization tree, every mistake named."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.mistakes import Mistakes
from plugins.organization_fields import OrganizationFields
from plugins.organizations import ORGANIZATION_FILE, Organization, Tree


def read_tree(content: Path, mistakes: Mistakes | None = None) -> Tree:
    """The organization tree of a content folder.

    With ``mistakes`` every mistake is added there and the organizations concerned are left out;
    without, the first reading that finds any raises ContentError.
    """
    found = Mistakes(content) if mistakes is None else mistakes
    organizations: dict[str, Organization] = {}
    for file in sorted(organization_files(content), key=lambda f: f.parent.parts):
        organization = OrganizationFields(content, file, found, organizations).organization()
        if organization:
            organizations[organization.path] = organization
    if not organizations and not found.found:
        found.add(
            content,
            0,
            "organization.none",
            ja=f"組織がひとつもありません。市のフォルダに {ORGANIZATION_FILE} を置いてください。",
            en=f"There is no organization here. Put an {ORGANIZATION_FILE} into the city's folder.",
        )
    if mistakes is None:
        found.raise_if_any()
    return Tree(content, organizations)


def organization_files(content: Path) -> list[Path]:
    found = []
    for folder, folders, files in os.walk(content):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if ORGANIZATION_FILE in files:
            found.append(Path(folder, ORGANIZATION_FILE))
    return found
