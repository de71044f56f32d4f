"""The engine's process: ``python -m plugins.translation.engine_process``, told by lines of JSON.

``{"legs": [folder, …], "beam", "threads", "memory_mb"}`` first, answered by ``{}``; then
``{"texts": [text, …]}``, answered by ``{"said": [[text, reason], …]}``. What cannot be gone on from
is answered by ``{"error": reason}``. It ends when whoever started it closes its input or ends.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import sys
import threading
from pathlib import Path
from typing import Any

import ctranslate2
from argostranslate.package import Package

MAX_TOKENS = 400  # of a segment: sentences, not books; models are trained on at most so many
DECODED_MOST = 512
MAX_BATCH_TOKENS = 1024  # what is fastest on two cores without much memory, measured
LENGTH_PENALTY = 0.2  # as Argos Translate has it
BADNESS = "900"


class Leg:
    """One package loaded: from one language to another."""

    def __init__(self, folder: str, beam: int, threads: int) -> None:
        self.package = Package(Path(folder))
        self._beam = beam
        # Several translations side by side are faster than several threads on one.
        self._translator = ctranslate2.Translator(
            str(Path(folder) / "model"),
            device="cpu",
            inter_threads=threads,
            intra_threads=1,
        )
        self.package.tokenizer.encode("。")  # loads it, so that what is broken shows now

    def translate(self, texts: list[str]) -> list[tuple[str, str]]:
        """Each text translated, or "" and the reason."""
        tokens = [self.package.tokenizer.encode(text) for text in texts]
        fit = [at for at, of in enumerate(tokens) if 0 < len(of) <= MAX_TOKENS]
        longest = max((len(tokens[at]) for at in fit), default=0)
        most = min(DECODED_MOST, 3 * longest + 32)
        prefix = self.package.target_prefix
        found = self._translator.translate_batch(
            [tokens[at] for at in fit],
            target_prefix=[[prefix]] * len(fit) if prefix else None,
            batch_type="tokens",
            max_batch_size=MAX_BATCH_TOKENS,
            beam_size=self._beam,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            max_input_length=0,
            max_decoding_length=most,
        )
        said = [("", "too-long" if of else "empty") for of in tokens]
        for at, result in zip(fit, found, strict=True):
            pieces = result.hypotheses[0]
            said[at] = ("", "cut-off") if len(pieces) >= most else (self._text(pieces), "")
        return said

    def _text(self, pieces: list[str]) -> str:
        text: str = self.package.tokenizer.decode(pieces)
        return text.removeprefix(self.package.target_prefix).strip(" ")


def through(legs: list[Leg], texts: list[str]) -> list[tuple[str, str]]:
    """The texts translated by one leg after the other; what fails on one is not given to the next."""
    said = [(text, "") for text in texts]
    for leg in legs:
        going = [at for at, (_, reason) in enumerate(said) if not reason]
        for at, result in zip(going, leg.translate([said[at][0] for at in going]), strict=True):
            said[at] = result
    return said


def serve(asked: queue.SimpleQueue[str], answers: int) -> None:
    """Answer question after question; the first one loads the packages."""

    def answer(what: dict[str, Any]) -> None:
        os.write(answers, json.dumps(what).encode() + b"\n")

    start = json.loads(asked.get())
    bound(start["memory_mb"])
    try:
        legs = [Leg(folder, start["beam"], start["threads"]) for folder in start["legs"]]
    except (RuntimeError, ValueError, OSError, TypeError, AttributeError, MemoryError) as error:
        answer({"error": "out-of-memory" if is_memory(error) else "broken-model"})
        return
    answer({})
    while True:
        texts = json.loads(asked.get())["texts"]
        try:
            said = through(legs, texts)
        except (RuntimeError, ValueError, MemoryError) as error:
            answer({"error": "out-of-memory" if is_memory(error) else "crashed"})
            return
        answer({"said": said})


def bound(megabytes: int) -> None:
    """No more memory than this, no core file, and the first to go when the machine runs out."""
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    score = Path("/proc/self/oom_score_adj")
    if os.access(score, os.W_OK):
        score.write_text(BADNESS)


def is_memory(error: Exception) -> bool:
    """Whether memory was wanting: CTranslate2 and its libraries say so in their own words."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "alloc" in said or "memory" in said


def listen(asked: queue.SimpleQueue[str]) -> None:
    """Take in questions; their end is the end of this process, whatever it is doing."""
    for line in sys.stdin:
        asked.put(line)
    os._exit(0)


def main() -> None:
    # Libraries may print; the answers go where they cannot.
    answers = os.dup(1)
    os.dup2(2, 1)
    asked: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(asked,), daemon=True).start()
    serve(asked, answers)
    os._exit(1)


if __name__ == "__main__":
    main()
