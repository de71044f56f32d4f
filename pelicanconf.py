"""Pelican's settings. `kairan build` reads them; so does a plain `pelican content`."""

from plugins.build import StrictPelican
from plugins.orders import Order
from plugins.settings import Settings

PELICAN_CLASS = StrictPelican
KAIRAN = Settings()
KAIRAN_JOBS = 1
KAIRAN_HANDS = None  # whoever does the steps of a build, instead of processes of its own
KAIRAN_ORDER = Order()

SITENAME = "回覧"
PATH = KAIRAN["CONTENT"]
OUTPUT_PATH = KAIRAN["OUTPUT"]
THEME = "theme"
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"

# In the order a circular goes. One that does not load stops the build.
PLUGINS = [
    "plugins.sites",
    "plugins.pages",
    "plugins.index",
    "plugins.pwa",
    "plugins.feeds",
    "plugins.directory",
]
PLUGIN_PATHS: list[str] = []
DELETE_OUTPUT_DIRECTORY = False
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False

# Feeds are made by plugins.feeds, one a site and language.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
