"""The daemon's parts, put together once and handed to whoever needs them."""

from dataclasses import dataclass

from plugins.settings import Settings
from syncd.credentials import Credentials
from syncd.joining import Limits
from syncd.push.vapid import Vapid, load_vapid
from syncd.settings import database_url
from syncd.store import Store
from syncd.store.migration import migrate


@dataclass(frozen=True)
class Daemon:
    """Settings, store and secrets. ``sealing`` is the master secret of audience keys."""

    settings: Settings
    store: Store
    credentials: Credentials
    sealing: bytes
    vapid: Vapid

    @property
    def join_limits(self) -> Limits:
        return Limits(
            self.settings.number("JOIN_ATTEMPTS"),
            self.settings.number("JOIN_ATTEMPTS_ORGANIZATION"),
            self.settings.number("JOIN_WINDOW"),
        )


def open_daemon(settings: Settings) -> Daemon:
    """The daemon's parts, its schema migrated and its secrets made if this is the first run.

    Raises SchemaTooNew and plugins.settings.SettingsError.
    """
    store = Store(database_url(settings))
    migrate(store)
    return Daemon(
        settings,
        store,
        Credentials(settings.kept_secret("SECRET")),
        settings.kept_secret("SEALING_SECRET"),
        load_vapid(settings),
    )
