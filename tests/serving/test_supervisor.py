"""The supervisor: what ends is started again, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from syncd.supervisor import FIRST_PAUSE, LONGEST_PAUSE, STEADY_SECONDS, Process, supervise

PATIENCE = 20.0
SLEEPER = (sys.executable, "-c", "import signal; signal.pause()")


def test_a_process_that_keeps_ending_is_started_ever_more_slowly() -> None:
    process = Process("worker", ())
    pauses = []
    for _ in range(9):
        process.ended(1, now=0.0)
        pauses.append(process.pause)

    assert pauses[0] == FIRST_PAUSE * 2
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert not process.due(now=LONGEST_PAUSE - 1)
    assert process.due(now=LONGEST_PAUSE)


def test_a_process_that_ran_well_is_started_at_once() -> None:
    process = Process("worker", (), pause=LONGEST_PAUSE, started_at=0.0)

    process.ended(1, now=STEADY_SECONDS)

    assert process.pause == FIRST_PAUSE


def test_an_ended_process_is_started_again_and_all_end_with_the_supervisor(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    once = f"open({str(marks)!r}, 'a').write('x'); import os, signal; os.path.getsize({str(marks)!r}) < 2 or signal.pause()"
    process = Process("once", (sys.executable, "-c", once))
    steady = Process("steady", SLEEPER)
    stop = threading.Event()
    thread = threading.Thread(
        target=supervise, args=([process, steady], dict(os.environ)), kwargs={"stop": stop}
    )
    thread.start()
    restarted = _until(lambda: marks.exists() and marks.read_text() == "xx")
    children = [p.running for p in (process, steady)]
    stop.set()
    thread.join(PATIENCE)

    assert restarted
    assert not thread.is_alive()
    assert all(child is not None and child.poll() is not None for child in children)


def test_nothing_is_orphaned_when_the_supervisor_is_killed() -> None:
    code = (
        "import os, sys, threading\n"
        "from syncd.supervisor import Process, supervise\n"
        f"process = Process('sleeper', {SLEEPER!r})\n"
        "supervise([process], dict(os.environ), stop=threading.Event(),\n"
        "          started=lambda: print(process.running.pid, flush=True))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        supervisor.send_signal(signal.SIGKILL)

    assert _until(lambda: not _runs(child))


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _until(condition: object) -> bool:
    """Whether a condition comes true in time; looks again every few milliseconds."""
    assert callable(condition)
    waiting = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if condition():
            return True
        waiting.wait(0.02)
    return False
