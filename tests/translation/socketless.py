"""Programs that cannot open a socket: ``python -m tests.translation.socketless HOW WHAT …``.

HOW ``kernel``: the kernel kills this process and all its descendants at the call, whoever makes
it; that is how one would know that native code makes it. HOW ``python``: Python raises, which
works wherever Python does. WHAT is one of the functions below.
"""

from __future__ import annotations

import ctypes
import platform
import socket
import struct
import subprocess
import sys
from pathlib import Path

from plugins.translation import engine_process
from plugins.translation.engine import Bounds
from plugins.translation.machine import Machine
from plugins.translation.packages import install
from tests.translation.models import ARCHIVE, JAPANESE

SOCKET = {"x86_64": 41, "aarch64": 198, "riscv64": 198}  # the number of the call
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 22, 38, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
KILL, ALLOW = 0x8000_0000, 0x7FFF_0000
PYTHON_ENGINE = (sys.executable, "-P", "-m", "tests.translation.socketless", "python", "engine")


class Program(ctypes.Structure):
    """A ``sock_fprog``, of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def forbidden_by_kernel() -> None:
    number = SOCKET[platform.machine()]
    lines = [(LOAD, 0, 0, 0), (EQUAL, 0, 1, number), (RETURN, 0, 0, KILL), (RETURN, 0, 0, ALLOW)]
    packed = b"".join(struct.pack("HBBI", *line) for line in lines)
    libc = ctypes.CDLL(None, use_errno=True)
    program = Program(len(lines), packed)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        PR_SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "no seccomp")


def forbidden_by_python() -> None:
    def refuse(event: str, _: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError(event)

    sys.addaudithook(refuse)


def translate(folder: str) -> None:
    """Install the model and translate with it by the usual engine."""
    install(ARCHIVE, Path(folder))
    command = PYTHON_ENGINE if sys.argv[1] == "python" else None
    more = {"command": command} if command else {}
    with Machine(Path(folder), Bounds(beam=1), **more) as machine:
        for one in machine.translate(JAPANESE, "en"):
            print(one.text)


def engine() -> None:
    engine_process.main()


def open_one() -> None:
    socket.socket()


def open_one_below() -> None:
    """In a descendant, whose end is ours."""
    code = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"]).returncode
    print(code)


if __name__ == "__main__":
    {"kernel": forbidden_by_kernel, "python": forbidden_by_python}[sys.argv[1]]()
    {f.__name__: f for f in (translate, engine, open_one, open_one_below)}[sys.argv[2]](
        *sys.argv[3:]
    )
