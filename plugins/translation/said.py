"""What the machine said of a segment, or why it said nothing that may be published."""

from __future__ import annotations

from dataclasses import dataclass

# Reason: what it means. The first come from the engine, the others from the gate.
REASONS = {
    "no-model": "no installed package leads to this language",
    "broken-model": "the package cannot be loaded",
    "too-long": "the segment is longer than the model may be given",
    "cut-off": "the model went on until it was stopped",
    "crashed": "the engine ended over this segment",
    "too-slow": "the engine was stopped over this segment",
    "out-of-memory": "the engine had not the memory for this segment",
    "given-up": "the engine failed too often to go on",
    "empty": "nothing was said",
    "control": "characters that cannot be seen, or are none",
    "unknown": "the model's mark for what it does not know",
    "masks": "a mask is missing, doubled, new or broken",
    "same": "the Japanese itself",
    "japanese": "Japanese left in a language without it",
    "script": "nothing in the script of the language",
    "length": "too short or too long for what was to be said",
    "repeats": "the same over and over",
    "digits": "a number that is not in the Japanese",
    "address": "a URL or mail address that is not in the Japanese",
    "markup": "Markdown or HTML that is not in the Japanese",
}

# Those of the engine over which trying again another way would be no better.
FAILURES = {"no-model", "broken-model", "crashed", "too-slow", "out-of-memory", "given-up"}


@dataclass(frozen=True)
class Said:
    """``text`` is a translation, or "" with the ``reason``, one of REASONS."""

    text: str
    reason: str = ""
