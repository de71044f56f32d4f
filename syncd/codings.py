"""Content codings made while somebody waits, and kept in memory as long as there is room."""

from __future__ import annotations

import gzip
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli

# Quick enough for every request; the best codings, made by the build, take seconds a site.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda data: bytes(brotli.compress(data, quality=5)),
    "gzip": lambda data: gzip.compress(data, 6, mtime=0),
}
Key = tuple[int, int, int, int, str]


@dataclass(frozen=True)
class CodedFile:
    """The bytes of a file in a coding; the etag is another for other bytes or another coding."""

    data: bytes
    etag: str


class CodedFiles:
    """Files in their codings; of those kept, at most so many bytes, the longest unused forgotten.

    The same bytes under many names, as an item has them in every site, are kept once.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[Key, CodedFile] = OrderedDict()
        self._lock = threading.Lock()

    def coded(self, file: Path, coding: str) -> CodedFile:
        """The file in one of CODINGS. Raises OSError when it cannot be read."""
        with file.open("rb") as opened:
            state = os.fstat(opened.fileno())
            key = (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size, coding)
            with self._lock:
                if found := self._kept.get(key):
                    self._kept.move_to_end(key)
                    return found
            data = CODINGS[coding](opened.read())
        made = CodedFile(data, f"{state.st_mtime_ns:x}-{state.st_size:x}-{coding}")
        self._keep(key, made)
        return made

    def _keep(self, key: Key, made: CodedFile) -> None:
        with self._lock:
            if key in self._kept or len(made.data) > self.most_bytes:
                return
            self._kept[key] = made
            self.bytes += len(made.data)
            while self.bytes > self.most_bytes:
                _, forgotten = self._kept.popitem(last=False)
                self.bytes -= len(forgotten.data)
