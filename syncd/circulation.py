"""Circulation: what was published is taken in, and pushed, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.locks import held
from plugins.organizations import Tree
from syncd.daemon import Daemon
from syncd.items import organizations
from syncd.items.index import read_indexes
from syncd.items.ingest import Changes, ingest
from syncd.push.announce import announce_changes

LOCK_FILE = "ingest.lock"


@dataclass(frozen=True)
class Circulated:
    """What an ingest changed, and how many deliveries of pushes it made."""

    changes: Changes
    deliveries: int


def circulate(daemon: Daemon, output: Path, tree: Tree, now: datetime) -> Circulated:
    """Take in the sites of an output folder; new and corrected items wait to be delivered.

    Items and the deliveries that tell of them are written together, so that a crash leaves either
    both or neither. Raises syncd.items.index.UnreadableSites; then nothing is changed.
    """
    # An ingest that read the sites earlier must not be written after one that read them later.
    with held(daemon.settings.state_folder() / LOCK_FILE):
        with daemon.store.read() as connection:
            known = organizations.index_digests(connection)
        reading = read_indexes(output, tree, daemon.sealing, known)
        with daemon.store.write() as connection:
            changes = ingest(connection, reading, tree, now)
            made = announce_changes(connection, changes, now)
    return Circulated(changes, made)
