"""Stock Pelican: its own readers and writers, and nothing that was not asked for."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CITY = tomllib.loads((HERE / "city.toml").read_text("utf-8"))
WORDS = tomllib.loads((HERE / "interface.toml").read_text("utf-8"))

SITENAME = "Board"
SITEURL = ""
THEME = str(HERE / "theme")
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"
DATE_FORMATS = {"ja": "%Y年%m月%d日"}
DEFAULT_DATE_FORMAT = "%d %b %Y"

ARTICLE_PATHS = ["articles"]
PAGE_PATHS: list[str] = []
STATIC_PATHS = ["files"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = ARTICLE_URL
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}/index.html"

# As Kairan renders: plugins/rendering.py.
MARKDOWN = {
    "extensions": ["tables", "sane_lists", "nl2br", "footnotes", "def_list", "attr_list"],
    "extension_configs": {},
    "output_format": "html",
}
FORMATTED_FIELDS: list[str] = []

ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
DIRECT_TEMPLATES: list[str] = []
TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_PATHS: list[str] = []
PLUGINS: list[str] = []

LANGUAGES = [(code, code) for code in CITY["languages"]]
SITES = CITY["sites"]
INTERFACE = {code: WORDS.get(code, WORDS["en"]) for code in CITY["languages"]}
