"""Starting a safety check: what is to be filled in, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from syncd.console.wording import Said, _

LONGEST_TITLE = 60
TITLES = {"ja": "安否確認", "en": "Safety check"}


@dataclass
class Start:
    """The fields as typed; ``kind`` is "drill" or "real", empty until somebody has said."""

    titles: Mapping[str, str]
    kind: str = ""
    wrong: dict[str, Said] = field(default_factory=dict)

    @property
    def drill(self) -> bool:
        return self.kind == "drill"


def read_start(fields: MultiDict[str, str]) -> Start:
    start = Start(
        {language: fields.get(f"title_{language}", "").strip() for language in TITLES},
        fields.get("kind", ""),
    )
    for language, title in start.titles.items():
        if not title:
            start.wrong[f"title_{language}"] = Said(_("Write a title; residents see it first."))
        elif len(title) > LONGEST_TITLE:
            start.wrong[f"title_{language}"] = Said(
                _("This is longer than %(most)d characters. Shorten it."), {"most": LONGEST_TITLE}
            )
    if start.kind not in {"drill", "real"}:
        start.wrong["kind"] = Said(_("Say whether this is a drill or real."))
    return start
