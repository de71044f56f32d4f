"""The officers' console: server-rendered pages under /console, readable without JavaScript."""

from syncd.console.desk import register

__all__ = ["register"]
