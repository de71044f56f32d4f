"""Parts: modules that not every machine has all the libraries for, loaded when they are wanted."""

from __future__ import annotations

import importlib
from types import ModuleType

import click


def part(module: str, wanted_by: str, extra: str) -> ModuleType:
    """The module. Raises ClickException naming the extra to install when a library is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"syncd", "plugins"}:
            raise
        raise click.ClickException(
            f"'{wanted_by}' needs {error.name}, which is not installed here."
            f" Install it with: pip install 'kairan[{extra}]'"
        ) from error
