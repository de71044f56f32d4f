"""Reviewing translations in the terminal: the next one nobody looked at, until there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from plugins.translation.entries import Entry
from plugins.translation.memories import Memory

CHOICES = "[a]ccept  [e]dit  [s]kip  [q]uit"


def review_one_by_one(memories: Iterable[Memory]) -> int:
    """Show each segment with what stands there; how many were reviewed. Each is kept at once."""
    reviewed = 0
    for memory in memories:
        for entry in memory.unreviewed():
            words = _asked(memory, entry)
            if words is None:
                return reviewed
            if words:
                memory.review(entry.msgid, words)
                memory.write()
                if not memory.is_fit:
                    click.echo(f"残せません / not kept: {words}", err=True)
                    return reviewed
                reviewed += 1
    return reviewed


def _asked(memory: Memory, entry: Entry) -> str | None:
    """A person's words; "" to leave it for later, None to end."""
    _show(entry)
    words = entry.words
    while True:
        choice = click.prompt(CHOICES, type=click.Choice(["a", "e", "s", "q"]), show_choices=False)
        if choice == "q":
            return None
        if choice == "s":
            return ""
        if choice == "e":
            words = _edited(entry.msgid, words)
            click.echo(f"  → {words}")
        if choice == "a" or words:
            if memory.fits(entry.msgid, words):
                return words
            click.echo(
                "⟦ ⟧ の印が原文と合いません。同じものを一つずつ入れてください。\n"
                "The marks ⟦ ⟧ are not those of the source. Put each in once.",
                err=True,
            )


def _edited(msgid: str, words: str) -> str:
    """The words as changed in the editor; typed in a line where there is no editor to open."""
    if not (sys.stdin.isatty() or os.environ.get("EDITOR") or os.environ.get("VISUAL")):
        return str(click.prompt("  →", default=words))
    edited = click.edit(f"{words}\n\n# {msgid}\n", extension=".txt")
    return words if edited is None else _without_comments(edited)


def _show(entry: Entry) -> None:
    file, line = next(iter(entry.po.occurrences), ("", ""))
    click.echo(f"\n{click.style(f'{file}:{line}', dim=True)}")
    for legend in entry.po.comment.splitlines():
        click.echo(f"    {legend}")
    if entry.po.previous_msgid:
        click.echo(f"  前 / was  {entry.po.previous_msgid}")
    click.echo(f"  日本語    {entry.msgid}")
    click.echo(f"  訳        {entry.words or '—'}")


def _without_comments(text: str) -> str:
    return " ".join(line for line in text.splitlines() if not line.startswith("#")).strip()
