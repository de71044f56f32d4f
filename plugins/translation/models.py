"""Models: the packages an operator installed, and the machine that speaks by them."""

from __future__ import annotations

from pathlib import Path

from plugins.settings import Settings
from plugins.translation.engine import Bounds
from plugins.translation.machine import Machine


def models_folder(settings: Settings) -> Path:
    """Where packages are installed."""
    return settings.state_folder("models")


def machine_of(settings: Settings) -> Machine:
    """The machine with what is installed, within the bounds the operator set."""
    bounds = Bounds(
        beam=settings.number("TRANSLATION_BEAM"),
        threads=settings.number("TRANSLATION_THREADS"),
        seconds=settings.number("TRANSLATION_SECONDS"),
        memory_mb=settings.number("TRANSLATION_MEMORY"),
    )
    return Machine(models_folder(settings), bounds)
