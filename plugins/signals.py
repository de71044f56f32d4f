"""The lifecycle of a build, on one screen. Plugins connect to these in ``register()``."""

from __future__ import annotations

from blinker import Namespace

_signals = Namespace()

#: ``(edition, files)`` Add to ``files`` (SharedFiles) what is the same in every association's site:
#: it is made once, however many associations show it.
shared_files = _signals.signal("kairan-shared-files")

#: ``(edition, site, files)`` Add to ``files`` (SiteFiles) what only this association's site holds.
site_files = _signals.signal("kairan-site-files")

#: ``(edition, files)`` Add to ``files`` (SiteFiles) what stands above all sites, at the bare address.
root_files = _signals.signal("kairan-root-files")
