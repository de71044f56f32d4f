"""A publication: what was built is made to lie on a storage, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plugins.cache import Cache, digest
from plugins.locks import held
from plugins.settings import Settings
from syncd.publishing.arrived import INTERRUPTED, Arrived, memory_of
from syncd.publishing.built import Built, output_at_rest, read_built, require_sites
from syncd.publishing.errors import PublicationError
from syncd.publishing.plan import STAGES, UNSURE, Manner, Plan, difference, marks
from syncd.publishing.rclone import Rclone
from syncd.publishing.staging import empty_folder, gzip_coding, gzip_in_place, stage
from syncd.publishing.traits import Traits, remembered_traits, traits_of

# A bucket takes many requests at a time, an SFTP server few connections (sshd's MaxStartups).
MANY = ("--transfers", "16", "--checkers", "32")
FEW = ("--transfers", "4", "--checkers", "4")
TRAITS = "traits"

Tell = Callable[[str], None]


@dataclass
class Published:
    """What travelled: files and bytes sent, files deleted; by stage how many files.

    ``compared`` tells that the storage was asked what lies there, rather than remembered.
    """

    sent: int = 0
    bytes: int = 0
    deleted: int = 0
    unchanged: int = 0
    compared: bool = False
    stages: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def folder_of(settings: Settings, remote: str) -> Path:
    """The folder of what is remembered of a storage, by the name it is called by."""
    name = remote if ":" in remote else str(Path(remote).resolve())
    return settings.state_folder("published", digest(name.rstrip("/").encode())[:16])


def publish(
    settings: Settings,
    remote: str,
    *,
    compare: bool = False,
    gzip: bool = False,
    dry_run: bool = False,
    tell: Tell = lambda line: None,
) -> Published:
    """Make a storage hold what was built; whoever reads meanwhile meets no link without an end.

    With ``compare`` nothing is trusted, everything is compared. Raises PublicationError; what had
    arrived by then is remembered, and the next call goes on.
    """
    require_sites(settings.path("OUTPUT"))
    folder = folder_of(settings, remote)

    def busy() -> None:
        tell(f"another publication to {remote} is under way, waiting for it …")

    with held(folder / "lock", busy=busy) as lock, memory_of(folder / "arrived.db") as arrived:
        return Publication(settings, remote, folder, arrived, lock, gzip, tell).run(
            compare=compare, dry_run=dry_run
        )


class Publication:
    """One publication to one storage, with everything it needs at hand."""

    def __init__(
        self,
        settings: Settings,
        remote: str,
        folder: Path,
        arrived: Arrived,
        lock: int,
        gzip: bool,
        tell: Tell,
    ) -> None:
        self.settings = settings
        self.folder = folder
        self.arrived = arrived
        self.tell = tell
        self.output = settings.path("OUTPUT")
        self.cache = Cache(settings.state_folder("cache"))
        self.rclone = Rclone(remote, lock)
        self.traits = self._traits()
        if gzip and not self.traits.headers:
            raise PublicationError(
                f"{remote} keeps no headers, so pages stored gzip-encoded could not be read there."
                " Leave out --gzip; a web server compresses by itself."
            )
        self.manner = Manner(self.traits.headers, gzip)
        self.options = MANY if self.traits.bucket else FEW

    def run(self, *, compare: bool, dry_run: bool) -> Published:
        interrupted = self.arrived.fact(INTERRUPTED) is not None
        known = None if compare else self._remembered()
        listed = None if known is not None else self._listed()
        with empty_folder(self.folder / "staging") as staging:
            with output_at_rest(self.settings, lambda: self.tell("waiting for a build …")):
                built = read_built(self.settings, trust=not compare)
                wanted = marks(built, self.manner)
                if known is None:
                    if not compare:
                        self._refuse_strangers(listed or {}, wanted)
                    known = self._recognized(listed or {}, built, wanted)
                plan = difference(wanted, known, built, self.manner)
                if not dry_run:
                    stage(self.output, plan.places(), staging)
            published = Published(
                deleted=len(plan.gone),
                unchanged=len(wanted) - len(plan.places()),
                compared=listed is not None,
            )
            if dry_run:
                return self._foreseen(plan, published)
            if listed is not None:
                self.arrived.found(known)
            if plan.parcels or plan.gone or interrupted:
                self.arrived.begin([*plan.places(), *plan.gone])
                self._send(plan, wanted, staging, published)
                self._remove(plan, interrupted=interrupted)
                self.arrived.finish()
        return published

    def _traits(self) -> Traits:
        """What kind of storage it is: as remembered, else as rclone says."""
        remembered = self.arrived.fact(TRAITS)
        return remembered_traits(remembered) if remembered else traits_of(self.rclone.features())

    def _remembered(self) -> dict[str, str] | None:
        """What lies on the storage as far as is remembered; None when it has to be asked.

        One file is looked for. A storage that was emptied or made anew is not what is remembered.
        """
        known = self.arrived.known()
        witness = next((p for p, mark in reversed((known or {}).items()) if mark != UNSURE), None)
        if witness is None:
            return None
        if self.rclone.listing(None, only=self._list_file([witness])):
            return known
        self.tell(f"{witness} is not where it was published to: comparing everything.")
        return None

    def _listed(self) -> dict[str, str]:
        self.tell("asking what lies there …")
        listed = self.rclone.listing(self.traits.hash)
        self.arrived.note_facts({TRAITS: self.traits.as_text()})
        return listed

    def _refuse_strangers(self, listed: Mapping[str, str], wanted: Mapping[str, str]) -> None:
        """Somebody's photographs are not what is left of an older city."""
        if listed and wanted.keys().isdisjoint(listed):
            raise PublicationError(
                f"{self.rclone.remote} holds {len(listed):,} files, none of which is of these sites"
                f" ({next(iter(listed))}). Publishing would delete them. Name an empty folder, or"
                " say that they may go: --compare"
            )

    def _recognized(
        self, listed: Mapping[str, str], built: Built, wanted: Mapping[str, str]
    ) -> dict[str, str]:
        """The marks of what lies on the storage, UNSURE where its bytes are not those wanted."""
        sums: dict[tuple[str, bool], str] = {}
        known = {}
        for place, there in listed.items():
            known[place] = UNSURE
            if there and place in wanted:
                key = built.files[place], self.manner.coded(place)
                if key not in sums:
                    sums[key] = self._sum(place)
                if sums[key] == there:
                    known[place] = wanted[place]
        return known

    def _sum(self, place: str) -> str:
        """The hash of the bytes that are to be stored at a place, of the storage's own kind."""
        file = self.output / place
        if self.manner.coded(place):
            file = gzip_coding(file, place, self.cache)
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, str(self.traits.hash)).hexdigest()

    def _send(
        self, plan: Plan, wanted: Mapping[str, str], staging: Path, published: Published
    ) -> None:
        for parcel in plan.parcels:
            if self.manner.coded(parcel.places[0]):
                for place in parcel.places:
                    gzip_in_place(staging, place, self.cache)
            size = sum((staging / place).stat().st_size for place in parcel.places)
            title = STAGES[parcel.stage]
            self.tell(f"sending {len(parcel.places):,} of {title} ({size / 1000:,.0f} kB) …")
            missing = set(parcel.places)
            names = self._list_file(parcel.places)
            for place in self.rclone.copy(staging, names, parcel.headers, self.options):
                missing.discard(place)
                self.arrived.note(place, wanted[place])
            if missing:
                raise PublicationError(
                    f"rclone did not say that {min(missing)} arrived"
                    f" (and {len(missing) - 1} more). Call this again to go on."
                )
            published.sent += len(parcel.places)
            published.bytes += size
            published.stages[title] = published.stages.get(title, 0) + len(parcel.places)

    def _remove(self, plan: Plan, *, interrupted: bool) -> None:
        """Delete what is gone, now that nothing links to it any more, and what a cut-off left."""
        if plan.gone:
            self.tell(f"deleting {len(plan.gone):,} …")
            self.rclone.delete(self._list_file(plan.gone), self.options)
        if interrupted and self.traits.partial:
            self.rclone.delete_partial(self.options)
        if plan.empty and not self.traits.bucket:
            self.rclone.remove_empty(plan.empty, self.folder / "rules")
        self.arrived.removed(plan.gone)

    def _foreseen(self, plan: Plan, published: Published) -> Published:
        """Tell what would travel, in the order in which it would."""
        for parcel in plan.parcels:
            title = STAGES[parcel.stage]
            for place in parcel.places:
                self.tell(f"would send ({title}): {place}")
            published.stages[title] = published.stages.get(title, 0) + len(parcel.places)
            published.sent += len(parcel.places)
            published.bytes += sum((self.output / p).stat().st_size for p in parcel.places)
        for place in plan.gone:
            self.tell(f"would delete: {place}")
        return published

    def _list_file(self, places: Iterable[str]) -> Path:
        file = self.folder / "places"
        file.write_text("".join(f"{place}\n" for place in places), "utf-8")
        return file
