"""A PostgreSQL server of the tests' own, on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

# PostgreSQL refuses to run as root.
UNPRIVILEGED = "postgres"
SECONDS = 60


class Cluster:
    """Runs while it is entered. It may lose what it wrote in a power cut: it is a test's."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        assert found, "PostgreSQL is missing; tests/programs installs it"
        self._programs = found[-1]
        self._folder = Path(tempfile.mkdtemp(prefix="kairan-pg-", dir="/tmp"))
        self._user = UNPRIVILEGED if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._numbers = count(1)

    @property
    def url(self) -> str:
        return f"postgresql://{self._user}@/postgres?host={self._folder}"

    def new_database(self) -> str:
        """The URL of a database nothing is in: a schema of its own, which is made in no time."""
        name = f"kairan_{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}&options=-csearch_path%3D{name}"

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "--auth=trust", "--no-sync", "--locale=C.UTF-8", "--encoding=UTF8")
        options = f"-c listen_addresses= -c fsync=off -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "--wait", f"--log={log}", f"--options={options}", "start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def stop(self) -> None:
        """Stop at once, whoever is connected; stopping twice is nothing."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        done = subprocess.run(
            [self._programs / program, "--pgdata", self._folder / "data", *arguments],
            user=user,
            cwd=self._folder,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"
