"""The store as commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from plugins.organizations import Tree
from syncd.daemon import Daemon, open_daemon
from syncd.settings import daemon_settings


@contextmanager
def open_store(state: str | None) -> Iterator[Daemon]:
    """The daemon's parts, closed afterwards."""
    daemon = open_daemon(daemon_settings(STATE=state))
    try:
        yield daemon
    finally:
        daemon.store.close()


def require_organization(tree: Tree, path: str, kind: str | None = None) -> None:
    """Stop the command unless there is such an organization; names those there are."""
    if path in tree and kind in {None, tree[path].kind}:
        return
    known = "\n  ".join(o.path for o in tree if kind in {None, o.kind})
    raise click.ClickException(f"there is no {kind or 'organization'} {path!r}. Known:\n  {known}")
