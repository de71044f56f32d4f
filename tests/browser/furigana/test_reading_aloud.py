"""Reading aloud: sentence by sentence, in a voice that knows the language.

Chromium speaks here, but the machine has no voice. What becomes of that is tested as it is; what is
spoken, and in what order, by a page that notes what it would say and is told when a sentence ends.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import objections
from tests.browser.city import SAKURA
from tests.browser.conftest import MakePhone
from tests.browser.office import Office
from tests.browser.phone import Phone
from tests.browser.words import ja

GUTTER, SURVEY, OBITUARY = f"{SAKURA}/sokko", f"{SAKURA}/anketo", f"{SAKURA}/fuho"
NO_VOICE = (
    "This phone has no voice for this language. Its settings for text-to-speech may offer one."
)
STOPPED = "Reading aloud has stopped. Please try again."
RECORDER = """
globalThis.said = []
globalThis.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text
  }
}
let speaking = null
function end(react) {
  const utterance = speaking
  speaking = null
  if (utterance) react(utterance)
}
Object.defineProperty(globalThis, "speechSynthesis", {
  value: {
    getVoices: () => [
      { name: "Kyoko", lang: "ja-JP", default: true, localService: true },
      { name: "Daniel", lang: "en_GB", default: false, localService: true },
    ],
    speak(utterance) {
      speaking = utterance
      const { text, lang, rate, voice } = utterance
      said.push({ text, lang, rate, voice: voice?.name })
    },
    cancel: () => end((utterance) => utterance.onerror({ error: "canceled" })),
  },
})
globalThis.endSentence = () => end((utterance) => utterance.onend())
globalThis.failSentence = () => end((utterance) => utterance.onerror({ error: "network" }))
"""
MODULE = "document.querySelector('link[rel=modulepreload][href$=\"/{}.js\"]').href"


@pytest.fixture
def speaking(make_phone: MakePhone) -> Phone:
    """A phone with a Japanese and an English voice, which notes what it says."""
    phone = make_phone()
    phone.context.add_init_script(RECORDER)
    return phone


def toggle(phone: Phone) -> Any:
    return phone.page.locator("[data-slot=toggle]")


def said(phone: Phone) -> list[str]:
    texts: list[str] = phone.page.evaluate("said.map(({ text }) => text)")
    return texts


def listen(phone: Phone, sentences: int) -> None:
    """Let so many sentences be spoken to their end."""
    for _ in range(sentences):
        before = len(said(phone))
        phone.page.evaluate("endSentence()")
        phone.see_until(f"said.length > {before} || !document.querySelector('.aloud-on')")


def marked(page: Page) -> str:
    """The words that are highlighted."""
    words: str = page.evaluate("[...(CSS.highlights.get('aloud') ?? [])].join('')")
    return words


def sentences(phone: Phone, html: str, lang: str) -> list[dict[str, Any]]:
    """What sentences.js makes of a piece of HTML."""
    found: list[dict[str, Any]] = phone.page.evaluate(
        f"""async ([html, lang]) => {{
          const {{ sentencesOf }} = await import({MODULE.format("sentences")})
          const part = Object.assign(document.createElement("div"), {{ lang, innerHTML: html }})
          const whole = part.outerHTML
          document.body.append(part)
          const found = sentencesOf(part).map(({{ text, lang, range, pause, block }}) =>
            ({{ text, lang, pause, marked: String(range), block: block.localName }}))
          if (part.outerHTML !== whole) throw new Error("the page was changed")
          part.remove()
          return found
        }}""",
        [html, lang],
    )
    return found


def texts(phone: Phone, html: str, lang: str = "ja") -> list[str]:
    return [sentence["text"] for sentence in sentences(phone, html, lang)]


def test_a_phone_without_a_voice_says_so(phone: Phone) -> None:
    phone.open_item(GUTTER)
    assert phone.page.evaluate("speechSynthesis.getVoices()") == []

    expect(phone.page.locator("[data-slot=why]")).to_have_text(ja(NO_VOICE))
    expect(toggle(phone)).to_be_disabled()
    expect(toggle(phone)).to_have_accessible_description(ja(NO_VOICE))
    toggle(phone).click(force=True)
    expect(phone.page.locator(".aloud-on")).to_have_count(0)
    assert objections(phone.page) == []


def test_the_note_is_in_the_language_of_the_page(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")

    expect(phone.page.locator("[data-slot=why]")).to_have_text(NO_VOICE)


def test_a_circular_is_read_from_its_title_to_its_end(speaking: Phone) -> None:
    speaking.open_item(GUTTER, "en/")

    toggle(speaking).click()

    assert said(speaking) == ["Please help to clean the gutters"]
    assert speaking.page.evaluate("said[0]") == {
        "text": "Please help to clean the gutters",
        "lang": "en_GB",
        "rate": 1,
        "voice": "Daniel",
    }
    assert marked(speaking.page) == "Please help to clean the gutters"
    listen(speaking, 12)
    words = said(speaking)
    assert words[words.index("We clean the gutters in autumn.") :] == [
        "We clean the gutters in autumn.",
        "What to bring",
        "A shovel",
        "Gloves",
    ]
    assert "Sakura park" in words
    expect(toggle(speaking)).to_have_text("Read aloud")
    assert marked(speaking.page) == ""


def test_japanese_is_read_as_its_furigana_say(speaking: Phone) -> None:
    speaking.open_item(GUTTER)

    toggle(speaking).click()

    assert said(speaking)[0].endswith("のおねがい")
    assert "清掃" not in said(speaking)[0]
    assert "側溝" in marked(speaking.page)


def test_reading_pauses_goes_on_and_stops(speaking: Phone) -> None:
    speaking.open_item(GUTTER, "en/")
    toggle(speaking).click()
    listen(speaking, 1)
    stop = speaking.page.get_by_role("button", name="Stop")

    toggle(speaking).click()
    expect(toggle(speaking)).to_have_text("Read on")
    paused = said(speaking)
    toggle(speaking).click()
    expect(toggle(speaking)).to_have_text("Pause")
    assert said(speaking) == [*paused, paused[-1]]

    stop.click()
    expect(toggle(speaking)).to_have_text("Read aloud")
    expect(toggle(speaking)).to_be_focused()
    expect(stop).to_be_hidden()
    toggle(speaking).click()
    assert said(speaking)[-1] == "Please help to clean the gutters"


def test_the_speed_changes_at_once_and_is_remembered(speaking: Phone) -> None:
    speaking.open_item(GUTTER, "en/")
    toggle(speaking).click()

    speaking.page.get_by_label("Speed").select_option("1.5")

    speaking.see_until("said.length === 2")
    assert [(s["text"], s["rate"]) for s in speaking.page.evaluate("said")] == [
        ("Please help to clean the gutters", 1),
        ("Please help to clean the gutters", 1.5),
    ]
    speaking.open_item(SURVEY)
    expect(speaking.page.locator("[data-slot=speed]")).to_have_value("1.5")


def test_the_sentence_is_brought_into_view_without_movement(make_phone: MakePhone) -> None:
    phone = make_phone(reduced_motion="reduce")
    phone.context.add_init_script(RECORDER)
    phone.open_item(GUTTER)
    prose = phone.page.locator("[data-slot=prose]")
    prose.evaluate(
        "(node) => { node.innerHTML = '<p>いち。</p>'.repeat(60) + '<p>おわりです。</p>' }"
    )
    toggle(phone).click()

    for _ in range(80):
        if "おわりです。" in said(phone):
            break
        listen(phone, 1)

    place = prose.locator("p").last.bounding_box()
    bar = phone.page.locator(".aloud-on").bounding_box()
    places = phone.page.locator(".places").bounding_box()
    assert place
    assert bar
    assert places
    assert bar["y"] == 0
    assert bar["height"] + bar["y"] <= place["y"]
    assert place["y"] + place["height"] <= places["y"]
    assert objections(phone.page) == []


def test_what_a_browser_fails_to_say_is_told(speaking: Phone) -> None:
    speaking.open_item(GUTTER)
    toggle(speaking).click()

    speaking.page.evaluate("failSentence()")

    expect(speaking.page.locator("[data-slot=why]")).to_have_text(ja(STOPPED))
    toggle(speaking).click()
    expect(speaking.page.locator("[data-slot=why]")).to_be_hidden()


def test_nothing_goes_on_speaking_when_the_page_is_left(speaking: Phone) -> None:
    speaking.open_item(GUTTER)
    toggle(speaking).click()

    speaking.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    expect(speaking.page.locator(".aloud-on")).to_have_count(0)
    speaking.page.evaluate("endSentence()")
    assert len(said(speaking)) == 1


def test_an_untranslated_circular_is_read_by_a_japanese_voice(speaking: Phone) -> None:
    speaking.open_item(SURVEY, "en/")
    toggle(speaking).click()

    listen(speaking, 12)

    spoken = {(s["lang"], s["voice"]) for s in speaking.page.evaluate("said")}
    assert spoken == {("ja-JP", "Kyoko"), ("en_GB", "Daniel")} or spoken == {("ja-JP", "Kyoko")}


def test_a_sealed_circular_is_read_once_it_is_open(speaking: Phone, office: Office) -> None:
    speaking.open("settings.html")
    speaking.page.locator("#code").fill(office.card(SAKURA, "聞く家").code)
    speaking.page.locator("[data-join-form] button").click()
    speaking.page.locator("[data-confirm]").click()
    expect(speaking.page.locator('[data-variant="joined"]')).to_be_visible()
    speaking.open()
    speaking.entry(OBITUARY).get_by_role("link").click()
    expect(speaking.page.locator("[data-slot=prose]")).not_to_be_empty()

    toggle(speaking).click()
    listen(speaking, 4)

    assert any(
        "88" in text or "八十八" in text or "はちじゅうはち" in text for text in said(speaking)
    )


def test_without_the_highlight_api_the_block_is_marked(speaking: Phone) -> None:
    speaking.context.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights")
    speaking.open_item(GUTTER, "en/")
    assert speaking.page.evaluate("CSS.highlights === undefined")

    toggle(speaking).click()

    expect(speaking.page.locator(".aloud-block")).to_have_text("Please help to clean the gutters")
    speaking.page.get_by_role("button", name="Stop").click()
    expect(speaking.page.locator(".aloud-block")).to_have_count(0)


def test_sentences_run_across_inline_tags(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")

    found = sentences(
        phone, "<p>あすは<strong>清掃</strong>です。雨なら<a href='#'>延期</a>！行く？</p>", "ja"
    )

    assert [(s["text"], s["marked"], s["block"]) for s in found] == [
        ("あすは清掃です。", "あすは清掃です。", "p"),
        ("雨なら延期！", "雨なら延期！", "p"),
        ("行く？", "行く？", "p"),
    ]
    assert texts(phone, "<p>Bring <b>gloves. A</b> shovel helps!</p>", "en") == [
        "Bring gloves.",
        "A shovel helps!",
    ]
    assert texts(phone, "<p>日時：あす<br>場所：公園</p>") == ["日時：あす", "場所：公園"]


def test_a_reading_stands_for_its_kanji_in_japanese_only(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")
    html = "<p><ruby>小立野<rt>こだつの</rt></ruby>で<ruby>清<rt>せい</rt>掃<rp>（</rp><rt>そう</rt></ruby>。</p>"

    (japanese,) = sentences(phone, html, "ja-x-easy")
    assert japanese["text"] == "こだつのでせいそう。"
    assert japanese["marked"].startswith("小立野")
    assert japanese["marked"].endswith("。")
    assert texts(phone, html, "zh-Hans") == ["小立野で清掃。"]


def test_what_is_not_words_to_be_heard_is_left_out(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")
    html = (
        "<p>Read<span class='apart'>apart</span> this.</p><p hidden>hidden</p><p>Run <code>rm</code>.</p>"
        "<pre>code</pre><button>touch</button><p>…</p><table><tr><th>Day</th><td>Tue</td></tr></table>"
    )

    found = sentences(phone, html, "en")

    assert [(s["text"], s["pause"] > 0) for s in found] == [
        ("Read this.", False),
        ("Run .", False),
        ("Day", True),
        ("Tue", True),
    ]


def test_a_long_sentence_is_cut_where_one_breathes(phone: Phone) -> None:
    phone.open_item(GUTTER, "en/")

    japanese = texts(phone, f"<p>{'あいうえおかきくけこ、' * 20}おわり。</p>")
    english = texts(phone, f"<p>{'one two three four ' * 30}end.</p>", "en")

    assert max(map(len, japanese)) <= 80
    assert all(text.endswith(("、", "。")) for text in japanese)
    assert max(map(len, english)) <= 200
    assert " ".join(english) == f"{'one two three four ' * 30}end."
    assert max(map(len, texts(phone, f"<p>{'あ' * 500}</p>"))) <= 80


def test_without_a_segmenter_a_pattern_cuts(phone: Phone) -> None:
    phone.context.add_init_script("delete Intl.Segmenter")
    phone.open_item(GUTTER, "en/")

    assert texts(phone, "<p>「行くぞ！」と言う。はい？2.5時間です。</p>") == [
        "「行くぞ！」",
        "と言う。",
        "はい？",
        "2.5時間です。",
    ]
    assert texts(phone, "<p>It is 8.5 km. Come!</p>", "en") == ["It is 8.5 km.", "Come!"]


@pytest.mark.parametrize(
    ("tag", "voices", "name"),
    [
        ("ja", ["en-US", "ja-JP"], "ja-JP"),
        ("ja-x-easy", ["en-US", "ja_JP"], "ja_JP"),
        ("tl", ["en-PH", "fil-PH"], "fil-PH"),
        ("tl", ["tl-PH"], "tl-PH"),
        ("zh-Hans", ["zh-HK", "zh-TW", "zh-CN"], "zh-CN"),
        ("zh-Hans", ["zh_CN_#Hans"], "zh_CN_#Hans"),
        ("zh-Hans", ["zh-HK", "yue-HK"], None),
        ("zh-Hant", ["zh-CN", "zh-HK", "zh-TW"], "zh-TW"),
        ("pt-BR", ["pt-PT", "pt-BR"], "pt-BR"),
        ("pt-BR", ["pt-PT"], "pt-PT"),
        ("id", ["id-ID", "it-IT"], "id-ID"),
        ("ne", ["hi-IN", "en-US"], None),
        ("en", [], None),
        ("en", ["en-AU", "en-GB*"], "en-GB*"),
    ],
)
def test_a_voice_of_the_language_is_chosen(
    phone: Phone, tag: str, voices: list[str], name: str | None
) -> None:
    """A star marks the voice that the phone itself prefers."""
    phone.open_item(GUTTER, "en/")

    chosen = phone.page.evaluate(
        f"""async ([tag, names]) => {{
          const {{ voiceFor }} = await import({MODULE.format("voices")})
          const voices = names.map((name) =>
            ({{ name, lang: name.replace("*", ""), default: name.endsWith("*"), localService: true }}))
          return voiceFor(tag, voices)?.name ?? null
        }}""",
        [tag, voices],
    )

    assert chosen == name


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_controls_are_in_nobodys_way_while_they_speak(speaking: Phone, language: str) -> None:
    speaking.open_item(GUTTER, language)
    toggle(speaking).click()

    assert objections(speaking.page) == []
