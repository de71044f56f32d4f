"""What stands stays standing: whatever was lost, cut short or done by others in between."""

from __future__ import annotations

import re
import shutil

import pytest

from plugins.mistakes import ContentError
from plugins.orders import Order
from plugins.publication import Publisher
from tests.build.conftest import MakeWorkshop
from tests.build.test_again import CITY, FILES, MATSU, UME, shown
from tests.build.test_tolerant import WRONG, files_with_mistakes, published_once, touching
from tests.conftest import ORGANIZATIONS, circular

FURIGANA = re.compile(r"</?ruby>|<rt>[^<]*</rt>")


@pytest.mark.parametrize("mark", ["\ue000", "\ue001", "\ue015"])
def test_gaiji_in_a_calendar(workshop: MakeWorkshop, mark: str) -> None:
    toml = f"{UME}/organization.toml"
    city = workshop(
        {
            toml: ORGANIZATIONS[toml].replace(
                "[name]",
                f"[[calendars]]\nname = {{ ja = '{mark}橋さん宅前' }}\nweekdays = ['tue']\n[name]",
            )
        }
    )
    city.build()
    html = (city.output / UME / "calendar.html").read_text("utf-8")
    assert f"{mark}橋さん宅前" in FURIGANA.sub("", html)


def test_state_lost_while_a_builder_lives(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    (city.state / "build/ledger.json").unlink()
    city.write({f"{MATSU}/new.md": circular("新")})
    touching(builder, f"{MATSU}/new.md")
    assert shown(city, MATSU) == {"dansui", "kita/kunren", "kita/matsu/sokai", "kita/matsu/new"}
    assert city.digests() == city.from_scratch()


def test_cache_and_site_lost_while_a_builder_lives(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    shutil.rmtree(city.state / "cache")
    shutil.rmtree(city.output / UME)
    builder.build()
    assert city.digests() == city.from_scratch()


def test_one_built_alone_then_touched(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({f"{CITY}/new.md": circular("新")})
    city.build(organization=UME)  # kairan build --organization, beside the watcher
    touching(builder, f"{CITY}/new.md")
    assert "new" in shown(city, MATSU)


def test_what_a_full_disk_held_up_is_made_up_for(
    workshop: MakeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    city, builder = published_once(workshop)
    city.write({f"{UME}/new.md": circular("新")})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "lay_out", full)
        with pytest.raises(OSError, match="No space left"):
            touching(builder, f"{UME}/new.md")
    city.write({f"{MATSU}/new.md": circular("新")})
    touching(builder, f"{MATSU}/new.md")
    assert "kita/ume/new" in shown(city, UME)


def test_a_touched_build_that_was_refused_is_made_up_for(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    city.write({f"{UME}/new.md": circular("新"), f"{MATSU}/sokai.md": WRONG})
    with pytest.raises(ContentError):
        builder.build(Order(touched=frozenset([f"{UME}/new.md", f"{MATSU}/sokai.md"])))
    city.write({f"{MATSU}/sokai.md": circular("総会")})
    builder.build(Order(touched=frozenset([f"{MATSU}/sokai.md"])))
    assert "kita/ume/new" in shown(city, UME)


def test_held_up_then_mended_as_it_was(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    toml = f"{CITY}/organization.toml"
    city.write(
        {
            toml: 'contact = "0123"\n' + ORGANIZATIONS[toml],
            f"{CITY}/dansui.md": WRONG,
            f"{UME}/a.md": circular("一"),
        }
    )
    touching(builder, toml, f"{CITY}/dansui.md", f"{UME}/a.md")
    city.write({f"{CITY}/dansui.md": FILES[f"{CITY}/dansui.md"]})
    touching(builder, f"{CITY}/dansui.md")
    assert city.digests() == city.from_scratch()


@pytest.mark.parametrize(
    ("place", "text"), [(f"{UME}/organization.toml", "kind = \n"), ("stray.md", circular("迷子"))]
)
def test_what_is_no_organizations_mistake_is_told_again(
    workshop: MakeWorkshop, place: str, text: str
) -> None:
    city, builder = published_once(workshop)
    city.write({place: text})
    assert files_with_mistakes(touching(builder, place)) == [place]
    assert files_with_mistakes(touching(builder, f"{MATSU}/sokai.md")) == [place]


def test_one_memory_lost_and_the_association_gone(workshop: MakeWorkshop) -> None:
    city, builder = published_once(workshop)
    (city.state / "build/sites/machi.kita.ume.json").unlink()
    shutil.rmtree(city.content / UME)
    builder.build()
    assert city.digests() == city.from_scratch()


def test_somebody_appended_to_a_published_file(workshop: MakeWorkshop) -> None:
    city, _ = published_once(workshop)
    page = city.output / UME / "items/machi.dansui.html"
    good = page.read_bytes()
    with page.open("ab") as f:
        f.write(b"x")
    shutil.rmtree(city.state / "build")
    city.build()
    assert page.read_bytes() == good
