"""The terminal: progress for long work, and mistakes told plainly, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from plugins import orders
from plugins.mistakes import Mistake

console = Console(stderr=True)


@contextmanager
def progress_shown() -> Iterator[orders.Progress]:
    """What tells the progress of a build; nothing is drawn where nobody can watch."""
    if not console.is_terminal:
        yield orders.no_progress
        return
    bar = Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:
        stages: dict[str, int] = {}

        def tell(stage: str, done: int, steps: int) -> None:
            if stage not in stages:
                stages[stage] = int(bar.add_task(stage, total=steps))
            bar.update(stages[stage], completed=done + 1, total=steps)  # type: ignore[arg-type]

        yield tell


def tell_mistakes(mistakes: Iterable[Mistake], *, unchanged: bool = True) -> None:
    """Every mistake with its remedy, and how many there are."""
    mistakes = list(mistakes)
    for mistake in mistakes:
        click.echo(str(mistake), err=True)
    ja, en = ("何も変えていません。", " Nothing was changed.") if unchanged else ("", "")
    click.echo(
        f"\n直すところが {len(mistakes)} か所あります。{ja}\n{len(mistakes)} to mend.{en}", err=True
    )
