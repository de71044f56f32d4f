"""Settings: what an operator may choose, each with its environment name, default and meaning."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """One thing an operator may choose, read from ``KAIRAN_<name>``.

    A secret may also be given as the path of a file in ``KAIRAN_<name>_FILE``.
    """

    name: str
    default: str
    help: str
    secret: bool = False

    @property
    def environment_name(self) -> str:
        return f"KAIRAN_{self.name}"


SITE_SETTINGS = (
    Setting("CONTENT", "content", "Folder of the organizations and their Markdown."),
    Setting("OUTPUT", "output", "Folder the sites are published to, one folder an association."),
    Setting("STATE", "var", "Folder of database, queue, caches and secrets; keep it private."),
    Setting(
        "DAEMONS",
        "/",
        "URLs of the daemon as phones reach it, separated by spaces, tried in order;"
        " '/' is the origin of the site itself.",
    ),
    Setting(
        "PUBLIC_URL",
        "",
        "URL under which the output folder is reached, for links on cards, in feeds and pushes.",
    ),
    Setting(
        "PRECOMPRESS",
        "",
        "Variants written beside every text file, of: br gz. Empty: none, as hosts compress.",
    ),
    Setting("FURIGANA", "1", "0 builds Japanese pages without readings above their kanji."),
    Setting("TRANSLATION_BEAM", "4", "Alternatives a translation model weighs; 1 is the quickest."),
    Setting(
        "TRANSLATION_THREADS", "2", "Batches translated side by side, each on a processor core."
    ),
    Setting(
        "TRANSLATION_SECONDS",
        "120",
        "Time a model has for a full batch or to be loaded; then it is stopped and the rest goes on.",
    ),
    Setting(
        "TRANSLATION_MEMORY",
        "2048",
        "MB of memory the translating process may take, all its models together.",
    ),
    Setting(
        "PUBLISH_TO",
        "",
        "Storage the sites are published to after each build, as rclone names it:"
        " s3:bucket/path, sftp:path, a folder. Empty: none.",
    ),
    Setting(
        "PUBLISH_GZIP",
        "0",
        "1 stores text gzip-encoded there: for storage that compresses nothing itself.",
    ),
    Setting(
        "SEALING_SECRET",
        "",
        "Master secret of sealed items, 64 hexadecimal digits; made at first run if not given.",
        secret=True,
    ),
)


class SettingsError(Exception):
    """A setting holds what it cannot hold; the message names it and says how to mend it."""


class Settings:
    """The settings in force: an override, else the environment, else the default."""

    def __init__(
        self,
        declared: tuple[Setting, ...] = SITE_SETTINGS,
        environ: Mapping[str, str] | None = None,
        **overrides: str | Path | None,
    ) -> None:
        self.declared = {setting.name: setting for setting in declared}
        self._environ = os.environ if environ is None else environ
        self._overrides = {k: str(v) for k, v in overrides.items() if v is not None}
        if unknown := self._overrides.keys() - self.declared.keys():
            raise SettingsError(f"unknown setting: {', '.join(sorted(unknown))}")

    def __getitem__(self, name: str) -> str:
        setting = self.declared[name]
        if name in self._overrides:
            return self._overrides[name]
        if setting.environment_name in self._environ:
            return self._environ[setting.environment_name]
        file = self._environ.get(f"{setting.environment_name}_FILE")
        if setting.secret and file:
            try:
                return Path(file).read_text("utf-8").strip()
            except OSError as error:
                raise SettingsError(
                    f"{setting.environment_name}_FILE={file}: {error.strerror}."
                    " Name a file this user can read."
                ) from error
        return setting.default

    def path(self, name: str) -> Path:
        return Path(self[name])

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(self[name].split())

    def flag(self, name: str) -> bool:
        return self[name].lower() in {"1", "true", "yes", "on"}

    def number(self, name: str) -> int:
        try:
            return int(self[name])
        except ValueError as error:
            raise SettingsError(
                f"KAIRAN_{name}={self[name]!r} is not a whole number. Write digits only."
            ) from error

    def state_folder(self, *parts: str) -> Path:
        """A folder inside the state folder, made on demand, readable by its owner only."""
        root = self.path("STATE")
        folder = root.joinpath(*parts)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        root.chmod(0o700)
        return folder

    def kept_secret(self, name: str) -> bytes:
        """32 secret bytes: those given as hexadecimal digits, else those made at the first run.

        What is made is kept in ``<state>/secrets/<name>`` with mode 600. Two processes starting
        together agree on one value.
        """
        given = self[name]
        if not given:
            file = self.state_folder("secrets") / name.lower()
            try:
                descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                given = file.read_text("ascii").strip()
            else:
                with os.fdopen(descriptor, "w") as out:
                    given = secrets.token_hex(32)
                    out.write(given)
        try:
            value = bytes.fromhex(given)
        except ValueError:
            value = b""
        if len(value) != 32:
            raise SettingsError(
                f"KAIRAN_{name} is not 64 hexadecimal digits."
                " Make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
            )
        return value
