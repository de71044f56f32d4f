"""The lifecycle of a build, on one screen. Plugins connect to these in ``register()``."""

from __future__ import annotations

from blinker import Namespace

_signals = Namespace()

#: ``(edition, item, sheet)`` Add to ``sheet`` (Sheet) the files of an item and its pieces of other
#: pages: they are made once, however many associations show it.
item_files = _signals.signal("kairan-item-files")

#: ``(edition, languages, files)`` Add to ``files`` (Files) what is the same in every site in these
#: languages, whatever it shows.
shared_files = _signals.signal("kairan-shared-files")

#: ``(edition, site, sheets, files)`` Add to ``files`` (Files) what only this association's site
#: holds; ``sheets`` are those it shows, the newest first.
site_files = _signals.signal("kairan-site-files")

#: ``(edition, files)`` Add to ``files`` (Files) what stands above all sites, at the bare address.
root_files = _signals.signal("kairan-root-files")
