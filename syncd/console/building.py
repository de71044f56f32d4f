"""Building: how the last build of the sites went, as its report says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.organizations import is_below
from syncd.clock import from_iso
from syncd.console.viewer import Viewer

REPORT = Path("build", "report.json")


@dataclass(frozen=True)
class Mistake:
    """A mistake in the content, in the words of the build."""

    where: str
    texts: Mapping[str, str]
    own: bool


@dataclass(frozen=True)
class Built:
    """How it went. ``error`` is why it could not run at all, in the machine's words."""

    failed: bool = False
    at: datetime | None = None
    mistakes: tuple[Mistake, ...] = ()
    error: str = ""


def last_build(state: Path, viewer: Viewer) -> Built | None:
    """The last build, the viewer's own mistakes first; None when nothing was ever built."""
    try:
        report = json.loads((state / REPORT).read_text("utf-8"))
        return _built(report, viewer)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Built(failed=True, error=f"{REPORT}: {error}")


def _built(report: Mapping[str, Any], viewer: Viewer) -> Built:
    mistakes = [
        Mistake(
            f"{found['path']}:{found['line']}" if found["line"] else str(found["path"]),
            {"ja": found["ja"], "en": found["en"]},
            _is_own(str(found["path"]), viewer.path),
        )
        for found in report.get("mistakes", ())
    ]
    mistakes.sort(key=lambda mistake: not mistake.own)
    return Built(
        report["status"] == "failed",
        from_iso(report.get("at")),
        tuple(mistakes),
        str(report.get("error", "")),
    )


def _is_own(path: str, organization: str) -> bool:
    # Paths begin with the content folder's own name, whatever it is called.
    return is_below(path.partition("/")[2], organization)
