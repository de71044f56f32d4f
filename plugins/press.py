"""The press: leads a build, from what changed in the content to what changed on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from plugins.binders import surroundings
from plugins.cache import digest
from plugins.circular_files import read_circulars
from plugins.edition import Edition
from plugins.hands import WORTH_SPREADING, Hands, Task
from plugins.ledger import Entry, Ledger
from plugins.mistakes import ContentError, Mistake, Mistakes
from plugins.orders import Order, Report
from plugins.organization_files import read_tree
from plugins.organizations import SOURCE_LANGUAGE, Organization, Tree, is_below
from plugins.publication import LAYING, SWITCHING
from plugins.sources import Holding, holding, holdings, owner_of
from plugins.workshop import ROOT, Workshop

PRUNE_SECONDS = 86_400
ATTEMPTS = 3  # a file may vanish between being seen and being read, from content or cache


@dataclass
class _Run:
    """One build on its way: what it found out so far."""

    order: Order
    edition: Edition
    ledger: Ledger
    whole: bool
    mistakes: list[Mistake] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    strayed: bool = False  # whether there are mistakes that are in no organization's circulars
    # Organizations with mistakes and without a binder that fits this edition: the sites that would
    # show it stay as they are.
    held_up: set[str] = field(default_factory=set)

    @property
    def tree(self) -> Tree:
        return self.edition.tree


class Press:
    """Builds again and again with what it has at hand."""

    def __init__(self, workshop: Workshop, content: Path, state: Path, hands: Hands) -> None:
        self._workshop = workshop
        self._publisher = workshop.publisher
        self._content = content
        self._state = state
        self._hands = hands
        self._edition: Edition | None = None
        self._broken: set[str] = set()  # organizations with mistakes that were told, not mended
        # Whether only a whole build knows how things stand: the last was cut short, or found
        # mistakes that are no organization's own.
        self._behind = False

    def run(self, order: Order) -> Report:
        """Build once. Raises ContentError when the order is not tolerant and content is wrong; the
        output is then as it was."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._run(order)
            except FileNotFoundError:
                if attempt == ATTEMPTS:
                    raise
                self._forget()
                order = replace(order, touched=None)
        raise AssertionError

    def _forget(self) -> None:
        """Know nothing of earlier builds: what they kept is not where it was."""
        (self._state / "ledger.json").unlink(missing_ok=True)
        self._edition = None
        self._workshop.forget()
        self._hands.release()

    def prepare(self) -> None:
        """Read and compile what every build needs; content that is wrong is told by the build."""
        found = Mistakes(self._content)
        tree = read_tree(self._content, found)
        if not found.found:
            self._edition = self._workshop.edition(tree)
            self._edition.ruby("回覧", SOURCE_LANGUAGE, "")  # reads the dictionary

    def has_much_to_do(self) -> bool:
        """Whether a change may concern so many sites that other hands are worth having ready."""
        return self._edition is not None and len(self._edition.site_paths) >= WORTH_SPREADING

    def _run(self, order: Order) -> Report:
        order.progress("reading", 0, 1)
        run = self._begun(order)
        self._behind = True
        for site in self._publisher.recover():
            run.ledger.sites.pop(site, None)
        self._bind(run)
        if run.mistakes and not order.tolerant:
            os.sync()  # the ledger names binders, which must not get lost before it
            run.ledger.write()
            raise ContentError(run.mistakes)
        changed = self._publish(run)
        run.ledger.write()
        self._behind = run.strayed
        if run.whole and order.below is None:
            self._prune(run)
        return self._report(run, changed)

    def _prune(self, run: _Run) -> None:
        """Once a day, forget what was kept for pages that are no more."""
        done = self._state / "pruned"
        if done.exists() and time.time() - done.stat().st_mtime < PRUNE_SECONDS:
            return
        if not done.exists():
            done.touch()  # a new cache holds nothing old
            return
        self._workshop.prune(entry.binder for entry in run.ledger.binders.values())
        done.touch()

    def _begun(self, order: Order) -> _Run:
        ledger = Ledger.read(self._state / "ledger.json")
        if order.touched is not None and self._edition is not None and not self._behind:
            known = ledger.binders.keys() | self._broken
            owners = [owner_of(self._edition.tree, place) for place in order.touched]
            if None not in owners and known >= self._edition.tree.organizations.keys():
                return _Run(order, self._edition, ledger, whole=False)
        found = Mistakes(self._content)
        tree = read_tree(self._content, found)
        if found.found and not (order.tolerant and self._edition):
            self._tell_all(tree, found)
            raise ContentError(found.found)
        if not found.found or self._edition is None:
            self._edition = self._workshop.edition(tree)
        return _Run(order, self._edition, ledger, whole=True, mistakes=found.found)

    def _tell_all(self, tree: Tree, mistakes: Mistakes) -> None:
        """Add the mistakes of the circulars to those of the organizations, for one run to tell."""
        for held in holdings(tree).values():
            read_circulars(tree, held.circulars(self._content), mistakes)

    # Binders

    def _bind(self, run: _Run) -> None:
        """Make the binders whose organizations' files changed."""
        began = time.time_ns()
        held = self._held(run)
        run.strayed = bool(run.mistakes)
        # A build of some sites only may have made their binders and left the other sites behind.
        run.looked_at = list(held)
        tasks: list[Task] = []
        due: dict[str, tuple[str, str]] = {}  # organization -> stamp and surroundings
        for path, files in held.items():
            entry = run.ledger.binders.get(path)
            around = surroundings(run.edition, run.tree[path])
            same = entry is not None and entry.surroundings == around
            stamp = files.stamp(self._content, entry.elsewhere if entry else ())
            if not (entry and same and entry.stamp == stamp):
                usable = entry and same and self._workshop.cache.object(entry.binder).exists()
                tasks.append([path, entry.binder if entry and usable else ""])
                due[path] = stamp if files.settled(began) else "", around
        for path in self._workshop.draft(run.edition, list(due)):
            due[path] = "", due[path][1]  # its files are other ones than those looked at
        progress = run.order.progress
        for done, result in enumerate(self._hands.do("bind", run.edition.identity, tasks)):
            progress("rendering", done, len(tasks))
            self._bound(run, result, *due[result[0]])
        if run.whole and run.order.below is None:
            for path in run.ledger.binders.keys() - run.tree.organizations.keys():
                del run.ledger.binders[path]

    def _held(self, run: _Run) -> dict[str, Holding]:
        """The files of the organizations that may have changed."""
        tree, order = run.tree, run.order
        if run.whole:
            found = holdings(tree)
            strays = Mistakes(self._content)
            read_circulars(tree, found.pop("").circulars(self._content), strays)
            run.mistakes.extend(strays.found)
            wanted = _sources(tree, _sites(tree, order.below)) if order.below else found.keys()
            return {path: found[path] for path in wanted}
        touched = {owner_of(tree, place) for place in order.touched or ()} | self._broken
        touched |= {
            path
            for path, entry in run.ledger.binders.items()
            if not (order.touched or frozenset()).isdisjoint(entry.elsewhere)
        }
        return {path: holding(tree, path) for path in sorted(filter(None, touched)) if path in tree}

    def _bound(self, run: _Run, result: Task, stamp: str, around: str) -> None:
        path, content, items, elsewhere, told = result
        entry = run.ledger.binders.get(path)
        self._broken.discard(path)
        if told:
            run.mistakes.extend(Mistake(**mistake) for mistake in told)
            self._broken.add(path)
            if entry is None or entry.surroundings != around:
                run.held_up.add(path)
            else:
                entry.stamp = ""
            return
        # What was first read elsewhere just now was not looked at before it was read.
        watched = set(elsewhere) <= set(entry.elsewhere if entry else ())
        run.ledger.binders[path] = Entry(
            stamp if watched else "", around, content, list(elsewhere), items
        )

    # Sites

    def _publish(self, run: _Run) -> list[Task]:
        """Put together and publish the sites that are made of something else than before."""
        keys, tasks = self._made_of(run)
        if run.whole and run.order.below is None:
            known = {*self._publisher.memory.sites(), *run.ledger.sites}
            gone = known - {ROOT, *run.edition.site_paths}
            tasks += [[site, []] for site in sorted(gone)]
        if not tasks:
            return []
        progress, identity = run.order.progress, run.edition.identity
        self._publisher.mark(LAYING, [site for site, _ in tasks])
        waiting = []
        for done, (site, changes) in enumerate(self._hands.do("lay out", identity, tasks)):
            progress("pages", done, len(tasks))
            if done == 0 and len(tasks) >= WORTH_SPREADING:
                os.sync()  # of what is finished, while others work: the last one has less to wait for
            if changes:
                waiting.append([site])
        self._publisher.mark(SWITCHING, [site for [site] in waiting])
        switched = []
        for done, result in enumerate(self._hands.do("switch", identity, sorted(waiting))):
            progress("publishing", done, len(waiting))
            switched.append(result)
        self._publisher.finish()
        for site, _ in tasks:
            run.ledger.sites.pop(site, None)
        run.ledger.sites.update({site: keys[site] for site, _ in tasks if site in keys})
        return switched

    def _made_of(self, run: _Run) -> tuple[dict[str, str], list[Task]]:
        """A digest of what each site is made of, and the tasks for those where it is different."""
        keys: dict[str, str] = {}
        tasks: list[Task] = []
        for site in self._sites_concerned(run):
            sources = run.tree.sources_for(site.path)
            if not run.held_up.isdisjoint(source.path for source in sources):
                continue
            entries = [run.ledger.binders.get(source.path) for source in sources]
            binders = [entry.binder for entry in entries if entry]
            keys[site.path] = digest(repr((run.edition.basis(site), binders)).encode())
            if run.ledger.sites.get(site.path) != keys[site.path] or self._is_lost(site.path, run):
                tasks.append([site.path, binders])
        if run.whole and run.order.below is None:
            keys[ROOT] = run.edition.identity
            if run.ledger.sites.get(ROOT) != keys[ROOT] or self._is_lost(ROOT, run):
                tasks.insert(0, [ROOT, []])
        return keys, tasks

    def _sites_concerned(self, run: _Run) -> Iterable[Organization]:
        if run.whole:
            return _sites(run.tree, run.order.below)
        reached = {site.path: site for path in run.looked_at for site in run.tree.reached_by(path)}
        return reached.values()

    def _is_lost(self, site: str, run: _Run) -> bool:
        """Whether somebody took away what was published; looked after in whole builds."""
        return run.whole and not (self._publisher.output / site / "index.html").exists()

    def _report(self, run: _Run, switched: list[Task]) -> Report:
        tree = run.tree
        return Report(
            organizations=len(tree.organizations),
            sites=len(_sites(tree, run.order.below)),
            items=sum(entry.items for entry in run.ledger.binders.values()),
            written=sum(written for _, written, _ in switched),
            removed=sum(removed for _, _, removed in switched),
            changed_sites=sorted(site for site, _, _ in switched),
            mistakes=tuple(run.mistakes),
        )


def _sites(tree: Tree, below: str | None) -> list[Organization]:
    return [site for site in tree.associations() if is_below(site.path, below or site.path)]


def _sources(tree: Tree, sites: list[Organization]) -> list[str]:
    """The organizations whose items these sites show."""
    return sorted({source.path for site in sites for source in tree.sources_for(site.path)})
