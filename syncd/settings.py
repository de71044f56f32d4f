"""The daemon's settings, each with its environment name, default and meaning."""

from collections.abc import Mapping
from pathlib import Path

from plugins.settings import SITE_SETTINGS, Setting, Settings

DAEMON_SETTINGS = (
    Setting(
        "DATABASE",
        "",
        "URL of the store, such as postgresql+psycopg://user@host/kairan;"
        " empty: SQLite, kairan.db in the state folder.",
        secret=True,
    ),
    Setting(
        "QUEUE",
        "",
        "URL of the queue, redis://… or postgresql://…; empty: SQLite, queue.db in the state folder.",
        secret=True,
    ),
    Setting(
        "BUILD_QUEUE",
        "0",
        "1 lets 'kairan worker --build' do the steps of builds, told through the queue.",
    ),
    Setting(
        "SECRET",
        "",
        "Secret that signs the credentials of devices and gateways, 64 hexadecimal digits;"
        " made at first run if not given.",
        secret=True,
    ),
    Setting(
        "ORIGINS",
        "",
        "Origins of the sites that may call this daemon from a browser, separated by spaces,"
        " such as https://kairan.example.jp; the daemon's own origin needs no entry.",
    ),
    Setting(
        "PROXIES",
        "0",
        "How many proxies of yours stand before the daemon; so many X-Forwarded-For are believed.",
    ),
    Setting(
        "JOIN_ATTEMPTS",
        "10",
        "Wrong join codes taken from one address before it has to wait.",
    ),
    Setting(
        "JOIN_ATTEMPTS_ORGANIZATION",
        "200",
        "Wrong join codes taken for one organization, from all addresses, before all have to wait.",
    ),
    Setting("JOIN_WINDOW", "600", "Seconds over which wrong join codes are counted."),
    Setting(
        "VAPID_SUBJECT",
        "",
        "Contact shown to push services, mailto:… or https://…; empty: PUBLIC_URL if it is https."
        " Apple refuses pushes without a real one.",
    ),
    Setting(
        "PUSH_ALLOW_LOOPBACK",
        "0",
        "1 lets subscriptions name http://127.0.0.1: for tests with a local push service only.",
    ),
    Setting("PUSH_BATCH", "200", "Pushes sent side by side by one worker thread."),
    Setting("PUSH_TIMEOUT", "15", "Seconds after which a push service is given up for this time."),
    Setting("WORKER_THREADS", "4", "Threads of one worker."),
)

ALL_SETTINGS = SITE_SETTINGS + DAEMON_SETTINGS


def daemon_settings(
    environ: Mapping[str, str] | None = None, **overrides: str | Path | None
) -> Settings:
    """The settings in force for the daemon: overrides, else the environment, else the defaults."""
    return Settings(ALL_SETTINGS, environ, **overrides)


def database_url(settings: Settings) -> str:
    """The store's URL as SQLAlchemy reads it; psycopg 3 is the driver of a bare postgresql://."""
    url = settings["DATABASE"]
    if not url:
        return f"sqlite:///{settings.state_folder().absolute() / 'kairan.db'}"
    for bare in ("postgresql://", "postgres://"):
        if url.startswith(bare):
            return "postgresql+psycopg://" + url.removeprefix(bare)
    return url
