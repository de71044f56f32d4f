"""Publishing after each build: again and again, cheaply, one at a time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from plugins.locks import held_if_free
from plugins.settings import Settings
from plugins.whole_files import write_whole
from syncd.clock import iso
from syncd.publishing.errors import PublicationError
from syncd.publishing.publication import Published, folder_of, publish

WANTED = "wanted"
OUTCOME = "outcome.json"


@dataclass(frozen=True)
class Outcome:
    """What came of publishing after a build, for the health report.

    ``left`` tells that another process is publishing at this moment and does this one's work too.
    """

    ok: bool = True
    error: str = ""
    sent: int = 0
    deleted: int = 0
    left: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def publish_after_build(settings: Settings) -> Outcome | None:
    """Publish to PUBLISH_TO what was built last; None when nothing is to be published anywhere.

    Calls while a publication is under way return at once: whoever publishes begins again until
    nobody has asked since it began. Never raises for what a storage or a network does; what failed
    is made up for by the next call.
    """
    remote = settings["PUBLISH_TO"]
    if not remote:
        return None
    folder = folder_of(settings, remote)
    wanted = folder / WANTED
    wanted.touch()
    total = Outcome(left=True)
    # Asked again once the lock is let go: somebody may have left work just before that.
    while wanted.exists():
        with held_if_free(folder / "turn") as turn:
            if turn is None:
                return total
            wanted.unlink(missing_ok=True)
            try:
                done = publish(settings, remote, gzip=settings.flag("PUBLISH_GZIP"))
            except (PublicationError, OSError) as error:
                return Outcome(False, str(error), total.sent, total.deleted)
            total = _sum(total, done)
    return total


def keep_outcome(settings: Settings, outcome: Outcome, now: datetime) -> None:
    """Keep what came of it where /healthz looks; not of one that left the work to another."""
    if outcome.left:
        return
    told = json.dumps({**outcome.as_json(), "at": iso(now)}, ensure_ascii=False)
    write_whole(settings.state_folder("published") / OUTCOME, told)


def _sum(total: Outcome, done: Published) -> Outcome:
    return Outcome(sent=total.sent + done.sent, deleted=total.deleted + done.deleted)
