"""The translation memory: a person's words are never lost, and every mistake is told."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.mistakes import Mistakes
from plugins.translation.memories import Memory, Occurrence, memory_file
from plugins.translation.said import Said

STAMP = "argos ja→en 1.0 4f2a9c"
NEWER = "argos ja→en 1.1 77aa00"
DAY = "2026-11-24"
GLOVES = Occurrence("軍手を⟦0⟧組ご持参ください。", "osoji.md", 8, ("2",))
MEET = Occurrence("⟦0⟧に集合します。", "osoji.md", 5, ("10月4日（日）",))
LAMPS = Occurrence("街灯を取り替えます。", "2026/街灯 LED.md", 3)
ALL = [MEET, GLOVES, LAMPS]
SHOVEL = Occurrence("軍手とスコップを⟦0⟧組ご持参ください。", "osoji.md", 8, ("2",))

# As Poedit saves: its header, its wrapping, a reviewed entry, one that needs work.
POEDIT = """# Translators of Sakae
msgid ""
msgstr ""
"Project-Id-Version: Sakae\\n"
"PO-Revision-Date: 2026-11-25 10:00+0900\\n"
"Last-Translator: Maria <m@example.jp>\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Poedit 3.5\\n"

#. ⟦0⟧ 10月4日（日）
#: osoji.md:5
msgid "⟦0⟧に集合します。"
msgstr ""
"We meet on ⟦0⟧, and whoever cannot come so early may join whenever it suits "
"them."

# who knows a better word?
#. ⟦0⟧ 2
#: osoji.md:8
#, fuzzy
msgid "軍手を⟦0⟧組ご持参ください。"
msgstr "Bring ⟦0⟧ gloves."

#: 2026/街灯%20LED.md:3
msgid "街灯を取り替えます。"
msgstr ""
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return memory_file(tmp_path / "sakae", "en")


def put(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def kept(file: Path, *occurrences: Occurrence) -> Memory:
    """A memory written with these in use."""
    memory = Memory.read(file, "en")
    memory.settle(occurrences)
    memory.write()
    return memory


def review(file: Path, msgid: str, words: str) -> None:
    """What a person does in an editor."""
    po = polib.pofile(str(file))
    entry = po.find(msgid)
    entry.msgstr = words
    entry.flags = []
    po.save(str(file))


def entry_of(file: Path, msgid: str) -> polib.POEntry:
    found = polib.pofile(str(file)).find(msgid, include_obsolete_entries=True)
    assert found is not None
    return found


def told(file: Path) -> list[tuple[int, str]]:
    mistakes = Mistakes(file.parent)
    Memory.read(file, "en", mistakes)
    assert all(mistake.ja and mistake.en for mistake in mistakes.found)
    return [(mistake.line, mistake.code) for mistake in mistakes.found]


def test_it_lies_in_the_organizations_folder(tmp_path: Path) -> None:
    assert memory_file(tmp_path, "zh-Hans") == tmp_path / "translations" / "zh-Hans.po"


def test_what_is_missing_stands_there_for_a_translator(file: Path) -> None:
    memory = kept(file, *ALL)

    assert [entry.msgid for entry in polib.pofile(str(file))] == [
        LAMPS.msgid, MEET.msgid, GLOVES.msgid,
    ]  # fmt: skip
    entry = entry_of(file, MEET.msgid)
    assert entry.occurrences == [("osoji.md", "5")]
    assert entry.comment == "⟦0⟧ 10月4日（日）"
    assert entry.msgstr == ""
    assert asdict(memory.counts()) == {
        "reviewed": 0, "machine": 0, "stale": 0, "refused": 0, "missing": 3, "gone": 0,
    }  # fmt: skip


def test_one_segment_at_several_places_is_one_entry(file: Path) -> None:
    kept(file, Occurrence(MEET.msgid, "z.md", 9, ("11月1日",)), MEET, MEET)

    assert entry_of(file, MEET.msgid).occurrences == [("osoji.md", "5"), ("z.md", "9")]
    assert entry_of(file, MEET.msgid).comment == "⟦0⟧ 10月4日（日）"


def test_the_machines_words_are_marked_and_found_again(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(MEET.msgid, Said("We meet on ⟦0⟧."), STAMP, DAY)
    assert memory.write()

    entry = entry_of(file, MEET.msgid)
    assert entry.fuzzy
    assert f"machine: {STAMP} {DAY}" in entry.tcomment.split("\n")
    again = Memory.read(file, "en")
    assert again.machine(MEET.msgid, STAMP) == Said("We meet on ⟦0⟧.")
    assert again.machine(MEET.msgid, None) == Said("We meet on ⟦0⟧.")
    assert again.machine(MEET.msgid, NEWER) is None
    assert again.machine(GLOVES.msgid, STAMP) is None
    assert again.reviewed(MEET.msgid) is None
    assert again.counts().machine == 1


def test_without_the_flag_it_is_reviewed_and_no_machine_overwrites_it(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(MEET.msgid, Said("We gather ⟦0⟧."), STAMP, DAY)
    memory.write()
    review(file, MEET.msgid, "We meet on ⟦0⟧.")

    memory = Memory.read(file, "en")
    memory.add_machine(MEET.msgid, Said("⟦0⟧ collection."), NEWER, DAY)
    memory.settle(ALL)

    assert memory.reviewed(MEET.msgid) == "We meet on ⟦0⟧."
    assert memory.counts().reviewed == 1
    assert not memory.write()


def test_words_a_person_has_begun_to_mend_stay(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(MEET.msgid, Said("We gather ⟦0⟧."), STAMP, DAY)
    memory.write()
    put(file, file.read_text().replace("We gather", "We will meet on"))

    memory = Memory.read(file, "en")
    assert memory.machine(MEET.msgid, NEWER) == Said("We will meet on ⟦0⟧.")
    memory.add_machine(MEET.msgid, Said("⟦0⟧ collection."), NEWER, DAY)
    memory.write()
    assert entry_of(file, MEET.msgid).msgstr == "We will meet on ⟦0⟧."

    memory = Memory.read(file, "en")
    memory.settle([LAMPS], files=["osoji.md"])
    memory.write()
    assert entry_of(file, MEET.msgid).msgstr == "We will meet on ⟦0⟧."


def test_what_needs_work_is_never_taken_for_the_machines(file: Path) -> None:
    put(file, POEDIT)
    memory = Memory.read(file, "en")
    assert memory.machine(GLOVES.msgid, None) is None
    memory.add_machine(GLOVES.msgid, Said("", "masks"), STAMP, DAY)
    assert memory.machine(GLOVES.msgid, STAMP) == Said("", "masks")
    memory.add_machine(GLOVES.msgid, Said("Take ⟦0⟧."), STAMP, DAY)
    assert memory.machine(GLOVES.msgid, STAMP) == Said("Take ⟦0⟧.")
    memory.write()

    assert entry_of(file, GLOVES.msgid).msgstr == "Bring ⟦0⟧ gloves."


def test_what_was_refused_is_not_tried_again_until_the_engine_is_another(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(MEET.msgid, Said("", "masks"), STAMP, DAY)
    memory.write()

    memory = Memory.read(file, "en")
    assert memory.machine(MEET.msgid, STAMP) == Said("", "masks")
    assert memory.machine(MEET.msgid, NEWER) is None
    assert memory.counts().refused == 1
    assert entry_of(file, MEET.msgid).msgstr == ""
    assert not entry_of(file, MEET.msgid).fuzzy
    memory.add_machine(MEET.msgid, Said("We meet ⟦0⟧."), NEWER, DAY)
    assert memory.machine(MEET.msgid, NEWER) == Said("We meet ⟦0⟧.")
    assert memory.counts().refused == 0


def test_a_persons_words_outlive_their_sentence_and_then_their_file(file: Path) -> None:
    kept(file, *ALL)
    review(file, LAMPS.msgid, "We replace the street lamps.")

    memory = kept(file, MEET, GLOVES, Occurrence("別の話です。", LAMPS.file, 3))
    assert "stale: gone" in entry_of(file, LAMPS.msgid).tcomment
    assert not entry_of(file, LAMPS.msgid).obsolete
    assert memory.counts().gone == 1

    kept(file, MEET, GLOVES)
    assert entry_of(file, LAMPS.msgid).obsolete
    assert entry_of(file, LAMPS.msgid).msgstr == "We replace the street lamps."
    assert f'#~ msgid "{LAMPS.msgid}"' in file.read_text()

    memory = kept(file, *ALL)
    assert memory.reviewed(LAMPS.msgid) == "We replace the street lamps."
    assert entry_of(file, LAMPS.msgid).tcomment == ""
    assert not entry_of(file, LAMPS.msgid).obsolete


def test_a_file_that_lost_its_last_segment_is_still_there(file: Path) -> None:
    kept(file, *ALL)
    review(file, LAMPS.msgid, "We replace the street lamps.")

    memory = Memory.read(file, "en")
    memory.settle([MEET], files=["osoji.md", LAMPS.file])
    memory.write()

    assert not entry_of(file, LAMPS.msgid).obsolete


def test_the_machines_words_go_with_their_sentence(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(LAMPS.msgid, Said("Lamps."), STAMP, DAY)
    memory.write()

    kept(file, MEET, GLOVES)

    assert "Lamps." not in file.read_text()


def test_the_old_translation_is_proposed_for_a_changed_sentence(file: Path) -> None:
    kept(file, *ALL)
    review(file, GLOVES.msgid, "Bring ⟦0⟧ pairs of gloves.")

    memory = Memory.read(file, "en")
    memory.add_machine(SHOVEL.msgid, Said("Gloves and shovel ⟦0⟧."), STAMP, DAY)
    memory.settle([MEET, SHOVEL, LAMPS])
    assert memory.write()

    entry = entry_of(file, SHOVEL.msgid)
    assert entry.previous_msgid == GLOVES.msgid
    assert entry.msgstr == "Bring ⟦0⟧ pairs of gloves."
    assert entry.fuzzy
    assert "stale: proposal" in entry.tcomment
    assert entry_of(file, GLOVES.msgid).msgstr == "Bring ⟦0⟧ pairs of gloves."
    memory = Memory.read(file, "en")
    assert memory.reviewed(SHOVEL.msgid) is None
    assert memory.machine(SHOVEL.msgid, STAMP) == Said("Gloves and shovel ⟦0⟧.")
    memory.add_machine(SHOVEL.msgid, Said("Gloves, shovel ⟦0⟧."), NEWER, DAY)
    assert memory.machine(SHOVEL.msgid, NEWER) == Said("Gloves, shovel ⟦0⟧.")
    assert (memory.counts().stale, memory.counts().gone) == (1, 1)

    review(file, SHOVEL.msgid, "Bring ⟦0⟧ pairs of gloves and a shovel.")
    memory = kept(file, MEET, SHOVEL, LAMPS)
    assert memory.reviewed(SHOVEL.msgid) == "Bring ⟦0⟧ pairs of gloves and a shovel."
    assert "stale" not in entry_of(file, SHOVEL.msgid).tcomment
    assert entry_of(file, SHOVEL.msgid).previous_msgid is None
    assert memory.counts().stale == 0


def test_a_sentence_that_comes_back_takes_its_proposal_along(file: Path) -> None:
    kept(file, *ALL)
    review(file, GLOVES.msgid, "Bring ⟦0⟧ pairs of gloves.")
    before = file.read_bytes()
    kept(file, MEET, SHOVEL, LAMPS)

    memory = kept(file, *ALL)

    assert memory.reviewed(GLOVES.msgid) == "Bring ⟦0⟧ pairs of gloves."
    assert polib.pofile(str(file)).find(SHOVEL.msgid) is None
    assert polib.pofile(str(file)) == polib.pofile(before.decode())


def test_nothing_is_proposed_for_another_file_or_another_matter(file: Path) -> None:
    kept(file, *ALL)
    review(file, GLOVES.msgid, "Bring ⟦0⟧ pairs of gloves.")

    elsewhere = Occurrence(SHOVEL.msgid, "other.md", 8, ("2",))
    other = Occurrence("集会所の鍵は班長へ。", "osoji.md", 9)
    memory = kept(file, MEET, elsewhere, other, LAMPS)

    assert memory.counts().stale == 0
    assert entry_of(file, SHOVEL.msgid).msgstr == ""


def test_a_proposal_somebody_threw_away_does_not_come_back(file: Path) -> None:
    kept(file, *ALL)
    review(file, GLOVES.msgid, "Bring ⟦0⟧ pairs of gloves.")
    kept(file, MEET, SHOVEL, LAMPS)
    po = polib.pofile(str(file))
    entry = po.find(SHOVEL.msgid)
    entry.msgstr, entry.flags, entry.previous_msgid, entry.tcomment = "", [], None, ""
    po.save(str(file))

    assert kept(file, MEET, SHOVEL, LAMPS).counts().stale == 0


def test_the_same_bytes_whatever_was_learned_first(tmp_path: Path) -> None:
    texts = []
    for number, order in enumerate([ALL, ALL[::-1]]):
        file = memory_file(tmp_path / str(number), "vi")
        memory = Memory.read(file, "vi")
        for each in order:
            memory.add_machine(each.msgid, Said(f"x {'⟦0⟧' * len(each.masks)}"), STAMP, DAY)
        memory.settle(ALL)
        memory.write()
        texts.append(file.read_bytes())

    assert texts[0] == texts[1]
    assert b"Date" not in texts[0]


def test_an_unchanged_memory_is_not_written(file: Path) -> None:
    kept(file, *ALL)
    before = file.stat()

    memory = Memory.read(file, "en")
    memory.settle(ALL)

    assert not memory.write()
    assert file.stat() == before


def test_no_file_is_made_for_nothing(file: Path) -> None:
    memory = Memory.read(file, "en")
    memory.settle([])

    assert not memory.write()
    assert not file.exists()


def test_what_poedit_saved_is_taken_as_it_is(file: Path) -> None:
    put(file, POEDIT)
    memory = Memory.read(file, "en")

    assert told(file) == []
    assert memory.reviewed(MEET.msgid) == (
        "We meet on ⟦0⟧, and whoever cannot come so early may join whenever it suits them."
    )
    assert memory.reviewed(GLOVES.msgid) is None


@pytest.mark.parametrize(
    "change", [lambda text: text, lambda text: "\ufeff" + text.replace("\n", "\r\n")]
)
def test_header_and_comments_outlive_a_round_trip(file: Path, change) -> None:  # type: ignore[no-untyped-def]
    put(file, change(POEDIT))
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(LAMPS.msgid, Said("We replace the lamps."), STAMP, DAY)
    memory.write()

    text = file.read_text()
    assert text.startswith("# Translators of Sakae\n")
    assert "Last-Translator: Maria <m@example.jp>" in text
    assert "# who knows a better word?\n" in text
    assert 'msgstr "Bring ⟦0⟧ gloves."' in text
    assert "#: 2026/街灯%20LED.md:3\n" in text

    # Poedit wraps it anew, and nothing is to be written for that.
    po = polib.pofile(str(file), wrapwidth=40)
    po.save(str(file))
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    assert not memory.write()


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), [(2, "memory.encoding")]),
        (
            'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n',
            [(2, "memory.conflict"), (4, "memory.conflict"), (6, "memory.conflict")],
        ),
        ('msgid "a"\nmsgstr "b\n', [(2, "memory.syntax")]),
        ('msgid "a"\nmsgstr "b"c"\n', [(2, "memory.syntax")]),
        ('msgid "a"\nmsgstr b\n', [(2, "memory.syntax")]),
        ('msgstr "b"\nmsgid "a"\n', [(1, "memory.syntax")]),
        ('msgid "a"\nmsgstr "b"\nwhat\n', [(3, "memory.syntax")]),
        ('msgid ""\nmsgstr "b"\nmsgid ""\nmsgstr "c"\n', [(1, "memory.syntax")]),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', [(4, "memory.twice")]),
        ('msgid "⟦0⟧と⟦1⟧"\nmsgstr "⟦0⟧ and ⟦0⟧"\n', [(1, "memory.masks")]),
        ('msgid "⟦0⟧"\nmsgstr "⟦ 0 ⟧"\n', [(1, "memory.masks")]),
    ],
)
def test_a_file_with_mistakes_is_told_and_left_alone(
    file: Path, text: str | bytes, mistakes: list[tuple[int, str]]
) -> None:
    put(file, text)
    before = file.read_bytes()

    assert told(file) == mistakes
    memory = Memory.read(file, "en")
    memory.settle(ALL)
    memory.add_machine(MEET.msgid, Said("We meet on ⟦0⟧."), STAMP, DAY)
    assert not memory.write()
    assert file.read_bytes() == before
    # What it holds is of use all the same, but for what is wrong.
    assert memory.machine(MEET.msgid, STAMP) == Said("We meet on ⟦0⟧.")
    assert memory.reviewed("a") is None
    assert memory.reviewed("⟦0⟧と⟦1⟧") is None


def test_the_mistake_names_the_file(file: Path) -> None:
    put(file, 'msgid "a"\n<<<<<<< HEAD\n')
    mistakes = Mistakes(file.parents[2] / "sakae")
    Memory.read(file, "en", mistakes)

    assert str(mistakes.found[0]).startswith("sakae/translations/en.po:2: Git の")


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ""\n',
        'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n',
        '#~ msgid "a"\n#~ msgstr "c"\n\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n',
    ],
)
def test_one_msgid_twice_is_no_mistake_where_no_two_persons_differ(file: Path, text: str) -> None:
    put(file, text)

    assert told(file) == []
    assert Memory.read(file, "en").reviewed("a") == "b"
    memory = kept(file, Occurrence("a", "a.md", 1), MEET)
    assert memory.reviewed("a") == "b"
    assert ('msgstr "c"' in file.read_text()) == ('msgstr "c"' in text)
    assert told(file) == []


def test_what_is_another_programs_stays(file: Path) -> None:
    put(file, 'msgctxt "x"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n')

    kept(file, MEET)

    assert 'msgctxt "x"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"' in file.read_text()


def test_a_persons_change_since_the_reading_wins(file: Path) -> None:
    kept(file, *ALL)
    memory = Memory.read(file, "en")
    memory.add_machine(MEET.msgid, Said("⟦0⟧ collection."), STAMP, DAY)
    memory.add_machine(LAMPS.msgid, Said("Lamps."), STAMP, DAY)
    memory.settle([MEET, LAMPS, SHOVEL])
    review(file, MEET.msgid, "We meet on ⟦0⟧.")
    review(file, GLOVES.msgid, "Bring ⟦0⟧ pairs of gloves.")

    assert memory.write()

    assert entry_of(file, MEET.msgid).msgstr == "We meet on ⟦0⟧."
    assert not entry_of(file, MEET.msgid).fuzzy
    assert memory.reviewed(MEET.msgid) == "We meet on ⟦0⟧."
    assert entry_of(file, LAMPS.msgid).msgstr == "Lamps."
    assert entry_of(file, SHOVEL.msgid).msgstr == "Bring ⟦0⟧ pairs of gloves."
    assert entry_of(file, GLOVES.msgid).msgstr == "Bring ⟦0⟧ pairs of gloves."


def test_what_was_broken_since_the_reading_is_left_alone_until_it_is_mended(file: Path) -> None:
    kept(file, *ALL)
    whole = file.read_text()
    memory = Memory.read(file, "en")
    memory.add_machine(LAMPS.msgid, Said("Lamps."), STAMP, DAY)
    put(file, whole + "<<<<<<< HEAD\n")

    assert not memory.write()
    assert file.read_text() == whole + "<<<<<<< HEAD\n"
    put(file, whole)
    assert memory.write()
    assert entry_of(file, LAMPS.msgid).msgstr == "Lamps."


def test_a_second_program_loses_nothing_of_the_first(file: Path) -> None:
    kept(file, *ALL)
    one, other = Memory.read(file, "en"), Memory.read(file, "en")
    one.add_machine(LAMPS.msgid, Said("Lamps."), STAMP, DAY)
    other.add_machine(MEET.msgid, Said("", "length"), STAMP, DAY)
    one.write()
    other.write()

    memory = Memory.read(file, "en")
    assert memory.machine(LAMPS.msgid, STAMP) == Said("Lamps.")
    assert memory.machine(MEET.msgid, STAMP) == Said("", "length")


@pytest.mark.parametrize(
    "words",
    ['He said "no" \\ twice', "a\nb", "tab\tbed", " white ", "\u2028x", "50 %", "#~ x", "ぁ\x85"],
)
def test_odd_characters_come_back_alike(file: Path, words: str) -> None:
    memory = Memory.read(file, "en")
    odd = Occurrence(words, "50 % 割引\u3000a:1.md", 1, (words,))
    memory.settle([odd])
    memory.add_machine(words, Said(words), STAMP, DAY)
    memory.write()

    assert told(file) == []
    again = Memory.read(file, "en")
    again.settle([odd])
    assert again.machine(words, STAMP) == memory.machine(words, STAMP) is not None
    assert not again.write()


EXAMPLES = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LINES = [
    'msgid "a"', 'msgid "b"', 'msgid ""', 'msgstr "x"', 'msgstr ""', '"y\\n"', '"', "msgid", "msgstr b", '#~ msgid "a"',
    '#~ msgstr "z"', "#, fuzzy", "#,", "#| msgid \"o\"", "#|", "#| x", "# note", "#. ⟦0⟧ x", "#: a.md:3", "#:", "", "",
    'msgstr[0] "p"', 'msgstr[x] "p"', 'msgid_plural "as"', 'msgctxt "c"', "# machine: x", "# stale: gone", "# stale: proposal",
    "# sum: 1", "# refused: masks", "=======", "\x0c", "#~| msgid \"p\"", 'msgid "⟦0⟧"', "#~", "##", 'msgstr "\\',
]  # fmt: skip


@EXAMPLES
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
def test_whatever_the_file_holds_a_persons_words_stay(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = put(memory_file(tmp_path_factory.mktemp("sakae"), "en"), text)
    a = Occurrence("a", "a.md", 3)
    mistakes = told(file)
    reviewed = Memory.read(file, "en").reviewed("b")

    memory = Memory.read(file, "en")
    memory.settle([a, MEET])
    memory.add_machine("a", Said("said"), STAMP, DAY)
    wrote = memory.write()

    assert wrote == (not mistakes)
    if not wrote:
        assert file.read_text() == text
        return
    assert told(file) == []
    again = Memory.read(file, "en")
    assert again.reviewed("b") == reviewed
    again.settle([a, MEET])
    assert not again.write()


@EXAMPLES
@given(st.text().filter(str.strip), st.text())
def test_whatever_is_said_comes_back(
    tmp_path_factory: pytest.TempPathFactory, msgid: str, words: str
) -> None:
    file = memory_file(tmp_path_factory.mktemp("sakae"), "en")
    memory = Memory.read(file, "en")
    memory.settle([Occurrence(msgid, "a.md", 1, (words,))])
    memory.add_machine(msgid, Said(words, "" if words.strip() else "empty"), STAMP, DAY)
    memory.write()
    again = Memory.read(file, "en")
    again.settle([Occurrence(msgid, "a.md", 1, (words,))])

    assert told(file) == []
    assert again.machine(msgid, STAMP) == memory.machine(msgid, STAMP) is not None
    assert not again.write()


def test_what_somebody_else_reviewed_meanwhile_stays_theirs(tmp_path: Path) -> None:
    file = tmp_path / "en.po"
    file.write_text('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "班"\nmsgstr ""\n')
    mine = Memory.read(file, "en")
    file.write_text('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "班"\nmsgstr "block"\n')

    mine.review("班", "group")
    mine.write()

    assert Memory.read(file, "en").reviewed("班") == "block"
