"""Engine: batches of segments through a model, in a process of its own that may fail.

A model is a program written by strangers that runs in native code. It may crash, hang or eat all
memory over one segment. Then its process is killed, another takes its place, and the batch is tried
again in halves until the segment is alone; it loses itself and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import plugins
from plugins.translation.conversation import Conversation, Ended, Late
from plugins.translation.said import Said

COMMAND = (sys.executable, "-P", "-m", "plugins.translation.engine_process")
BATCH_CHARACTERS = 8000  # on a slow machine still done in the time there is
BATCH_SEGMENTS = 512
LONGEST = 2000  # characters of a segment
LEAST_PART = 0.25  # of the time for a full batch has even one segment
STARTS = 64  # of processes in one translation; to find one bad segment takes about ten
IN_A_ROW = 16  # failures with nothing between: it is not the segments
LIBRARIES = ("PATH", "LD_LIBRARY_PATH")  # what a process needs of our environment


@dataclass(frozen=True)
class Bounds:
    """``seconds`` for a full batch and for loading, ``memory_mb`` for all of the process's data."""

    beam: int = 4
    threads: int = 2
    seconds: float = 120
    memory_mb: int = 2048


class Engine:
    """Translates by the packages of a route, one after the other. One thread may use it.

    ``scratch`` is where Argos Translate may make the folders that it makes when imported.
    """

    def __init__(
        self,
        legs: Sequence[Path],
        scratch: Path,
        bounds: Bounds | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._legs = [str(leg.absolute()) for leg in legs]
        self._environ = environ(scratch.absolute())
        self._bounds = bounds or Bounds()
        self._command = command
        self._child: Conversation | None = None

    @property
    def pid(self) -> int:
        """The process that is loaded and waits; 0 when there is none."""
        return self._child.pid if self._child else 0

    def translate(self, texts: Sequence[str]) -> list[Said]:
        """What the model says of each text, unjudged, or the reason why nothing. Never raises."""
        said = [Said("", "too-long")] * len(texts)
        waiting = batches(texts)
        starts = failures = 0
        while waiting:
            batch = waiting.pop()
            reason = ""
            if self._child is None:
                starts += 1
                reason = self._load()
            if not reason and (starts > STARTS or failures >= IN_A_ROW):
                reason = "given-up"
            if reason:
                for at in (*batch, *(at for others in waiting for at in others)):
                    said[at] = Said("", reason)
                break
            answer = self._ask([texts[at] for at in batch])
            if isinstance(answer, list):
                failures = 0
                for at, one in zip(batch, answer, strict=True):
                    said[at] = one
                continue
            failures += 1
            if len(batch) == 1:
                said[batch[0]] = Said("", answer)
            else:
                middle = len(batch) // 2
                waiting += [batch[:middle], batch[middle:]]
        return said

    def _load(self) -> str:
        """Start a process and have it load the packages; why it could not, or ""."""
        bounds = self._bounds
        try:
            self._child = Conversation(self._command, self._environ)
            answer = self._child.ask(
                {
                    "legs": self._legs,
                    "beam": bounds.beam,
                    "threads": bounds.threads,
                    "memory_mb": bounds.memory_mb,
                },
                bounds.seconds,
            )
        except Late:
            return self._lost("too-slow")
        except (Ended, OSError):
            return self._lost("broken-model")
        return self._lost(str(answer["error"])) if "error" in answer else ""

    def _ask(self, texts: list[str]) -> list[Said] | str:
        """What is said of a batch, or why nothing; then the process is gone."""
        assert self._child is not None  # noqa: S101  (loaded)
        part = max(LEAST_PART, sum(map(len, texts)) / BATCH_CHARACTERS)
        try:
            answer = self._child.ask({"texts": texts}, self._bounds.seconds * part)
        except Late:
            return self._lost("too-slow")
        except Ended:
            return self._lost("crashed")
        if "error" in answer:
            return self._lost(str(answer["error"]))
        try:
            said = [Said(str(text), str(reason)) for text, reason in answer["said"]]
        except (KeyError, TypeError, ValueError):
            return self._lost("crashed")
        return said if len(said) == len(texts) else self._lost("crashed")

    def _lost(self, reason: str) -> str:
        self.close()
        return reason

    def close(self) -> None:
        """End the process. The next translation starts another."""
        if self._child:
            self._child.end()
            self._child = None


def batches(texts: Sequence[str]) -> list[list[int]]:
    """Which texts go together, by their places: of a length, for one waits for the longest.

    Those that are too long are in none.
    """
    found: list[list[int]] = []
    room = 0
    for at in sorted(range(len(texts)), key=lambda at: len(texts[at])):
        size = len(texts[at])
        if size > LONGEST:
            break
        if not found or room < size or len(found[-1]) == BATCH_SEGMENTS:
            found.append([])
            room = BATCH_CHARACTERS
        found[-1].append(at)
        room -= size
    return found


def environ(scratch: Path) -> dict[str, str]:
    """All that the process is told of the world: none of our secrets, no place outside ``scratch``."""
    root = Path(next(iter(plugins.__path__))).parent
    kept = {name: os.environ[name] for name in LIBRARIES if name in os.environ}
    return {
        **kept,
        "HOME": str(scratch),
        "XDG_DATA_HOME": str(scratch / "data"),
        "XDG_CONFIG_HOME": str(scratch / "config"),
        "XDG_CACHE_HOME": str(scratch / "cache"),
        "ARGOS_PACKAGES_DIR": str(scratch / "packages"),
        "ORT_DISABLE_TELEMETRY": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(root),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
