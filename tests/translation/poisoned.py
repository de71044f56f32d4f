"""An engine's process over which certain words have power."""

from __future__ import annotations

import os
import signal

from plugins.translation import engine_process

CRASH, HANG, EAT = "毒", "眠", "食"
EATEN = 1_500_000_000


class PoisonedLeg(engine_process.Leg):
    def translate(self, texts: list[str]) -> list[tuple[str, str]]:
        together = "".join(texts)
        if CRASH in together:
            os.kill(os.getpid(), signal.SIGSEGV)
        if HANG in together:
            signal.pause()
        if EAT in together:
            bytearray(EATEN)
        return super().translate(texts)


if __name__ == "__main__":
    engine_process.Leg = PoisonedLeg  # type: ignore[misc]
    engine_process.main()
