"""Programs the tests start: none outlives them, however they end."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h
_C = ctypes.CDLL(None)


def end_with_us() -> None:
    """For ``preexec_fn``: asks Linux to end the new process when the tests are killed."""
    if sys.platform == "linux":
        _C.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(process: subprocess.Popen[bytes], number: signal.Signals, seconds: float) -> int:
    """End a session leader and all it started; its status. By force, and told, when it stays."""
    os.killpg(process.pid, number)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
