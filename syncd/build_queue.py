"""The build queue: steps of a build, told to workers on whatever machines share the folders.

No step is done twice at once, nor after its build was given up: see ``plugins.shifts``. One that is
done again because its worker died does no harm: what it makes is named by its content, what it lays
out is laid out anew, and what was switched stays switched.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import Any

from plugins.hands import HandsError, Step, Task
from plugins.settings import Settings
from plugins.shifts import at_work
from plugins.workshop import OutOfStep
from syncd.broker import open_broker
from syncd.credentials import Credentials

NAME = "kairan-build"
# The end of a shift already keeps workers from what a killed leader left; this clears it away.
EXPIRES_SECONDS = 3600

# What came of a chunk, one of these words, and its results or what is to be known of the failure.
Outcome = tuple[str, Any]
DONE, MISSING, OUT_OF_STEP, ELSEWHERE, FAILED = "done", "missing", "step", "elsewhere", "failed"


@dataclass(frozen=True)
class Ground:
    """The folders a build works in, as two machines can compare them: by their inodes."""

    content: int
    output: int

    @classmethod
    def of(cls, settings: Settings) -> Ground:
        content, output = (settings.path(name).resolve() for name in ("CONTENT", "OUTPUT"))
        output.mkdir(parents=True, exist_ok=True)
        return cls(content.stat().st_ino, output.stat().st_ino)


class BuildQueue:
    """The queue of builds where the settings say, and its one task.

    Its name tells the secret apart, without telling it: a worker with another secret looks at
    another queue, and takes nothing away that it could not read. ``do`` does a step here.
    """

    def __init__(self, settings: Settings, do: Step) -> None:
        credentials = Credentials(settings.kept_secret("SECRET"))
        name = f"{NAME}-{credentials.derived_secret(NAME)[:12]}"
        self.settings = settings
        self.do = do
        self.folder = settings.state_folder("build")
        self.huey = open_broker(name, settings, credentials, results=True)
        self.chunk = self.huey.task(name="chunk", expires=EXPIRES_SECONDS)(self._chunk)

    def close(self) -> None:
        self.huey.storage.close()

    def sweep(self) -> None:
        """Remove what is left of a build that was given up."""
        self.huey.storage.flush_queue()
        self.huey.storage.flush_results()

    def here(self) -> str:
        """This process and its folders, for whoever has to find out what is wrong with them."""
        folders = (self.settings.path(name).resolve() for name in ("CONTENT", "OUTPUT", "STATE"))
        return f"{socket.gethostname()}, process {os.getpid()}: {', '.join(map(str, folders))}"

    def _chunk(
        self, shift: str, number: int, ground: Ground, step: str, edition: str, tasks: list[Task]
    ) -> Outcome:
        """Do a chunk of a step, if its shift is still on."""
        with at_work(self.folder, shift, number) as is_on:
            if not is_on or Ground.of(self.settings) != ground:
                return ELSEWHERE, self.here()
            try:
                return DONE, self.do(step, edition, tasks)
            except FileNotFoundError as error:
                return MISSING, (error.errno, error.strerror, str(error.filename))
            except OutOfStep as error:
                return OUT_OF_STEP, f"{socket.gethostname()}: {error}"
            except HandsError as error:
                return FAILED, f"{socket.gethostname()}: {error}"
