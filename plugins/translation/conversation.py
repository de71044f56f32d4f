"""A conversation with a child process: lines of JSON, each question answered within a time."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_ANSWER = 16 << 20


class Ended(Exception):
    """The child ended before it answered, or said what is no answer."""


class Late(Exception):
    """The child did not answer in time."""


class Conversation:
    """One child. Whatever goes wrong, it is killed and reaped; nothing is said to it after that.

    It inherits the environment given and no other, no file but its pipes, and nobody's terminal.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._child = subprocess.Popen(  # noqa: S603  (our own command)
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            bufsize=0,
            start_new_session=True,
        )
        assert self._child.stdin is not None  # noqa: S101  (a pipe was asked for)
        assert self._child.stdout is not None  # noqa: S101
        self._to, self._from = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self.pid = self._child.pid

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer. Raises Ended or Late, and the child is gone."""
        try:
            line = self._exchange(json.dumps(question).encode() + b"\n", seconds)
            answer = json.loads(line)
        except (OSError, ValueError) as error:
            self.end()
            raise Ended(str(error)) from error
        except BaseException:  # an interrupted question would leave its answer to the next
            self.end()
            raise
        if not isinstance(answer, dict):
            self.end()
            raise Ended("no answer")
        return answer

    def _exchange(self, line: bytes, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        answer = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(self._from, selectors.EVENT_READ)
            ready.register(self._to, selectors.EVENT_WRITE)
            while not answer.endswith(b"\n"):
                left = until - time.monotonic()
                if left <= 0:
                    raise Late
                for key, _ in ready.select(left):
                    if key.fd == self._from:
                        answer += self._read(len(answer))
                        continue
                    line = line[os.write(self._to, line) :]
                    if not line:
                        ready.unregister(self._to)
        return bytes(answer)

    def _read(self, had: int) -> bytes:
        said = os.read(self._from, 1 << 16)
        if not said or had > LONGEST_ANSWER:
            raise Ended("ended")
        return said

    def end(self) -> None:
        """Kill the child, if it lives; its pipes are closed."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()
