"""Counts: how the segments of a translation memory stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.translation.entries import Entry


@dataclass(frozen=True)
class Counts:
    """How many segments in use stand how; ``gone`` are translations of what is used no more."""

    reviewed: int = 0
    machine: int = 0
    stale: int = 0
    refused: int = 0
    missing: int = 0
    gone: int = 0


def counts(entries: Iterable[Entry]) -> Counts:
    return Counts(**Counter(_kind(entry) for entry in entries))


def _kind(entry: Entry) -> str:
    if entry.is_gone:
        return "gone"
    if entry.wrong:
        return "missing"
    if entry.is_reviewed:
        return "reviewed"
    if entry.is_proposal:
        return "stale"
    said = entry.said(None)
    if said is None:
        return "missing"
    return "refused" if said.reason else "machine"
