"""A story as it is told: cover, contents, steps, closing, notes of its speaker, and whole files."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest

from geo import sheets, story
from geo.data.atlas import Atlas
from geo.files import talk
from geo.sheets.view import View
from geo.story import Step, Story, StoryError, deck
from geo.story.record import LONGEST
from geo.words import LANGUAGES, Words

DAY = date(2026, 11, 27)
EVIL = "<script>alert(1)</script>&"


def mine(**texts: str) -> Story:
    steps = Step("layout", note="先讲<布局>"), Step("clusters", figure="official-by-city")
    return Story((*steps, Step("policy"), Step("ladder")), **texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_page_says_what_the_first_the_middle_and_the_last_step_find(
    atlas: Atlas, lang: str
) -> None:
    shipped = story.shipped(atlas)
    told = deck.of(atlas, shipped, lang, day=DAY)
    claims = [step.sheet.claim for step in told.steps]
    assert told.closing.sentences == (claims[0], claims[3], claims[6])
    assert [entry.claim for entry in told.agenda.entries] == claims
    assert deck.closing(atlas, Story(shipped.steps[:2]), lang).sentences == tuple(claims[:2])
    twice = Story((shipped.steps[0],) * 4)
    assert deck.closing(atlas, twice, lang).sentences == (claims[0],)


def test_a_chart_that_tells_something_else_is_in_the_contents_by_what_it_tells(
    atlas: Atlas,
) -> None:
    told = deck.of(atlas, mine(), "zh", day=DAY)
    chart = told.steps[1].sheet.charts[0]
    assert told.agenda.entries[1].claim == chart.title == told.steps[1].title


def test_every_page_has_its_number(atlas: Atlas) -> None:
    told = deck.of(atlas, mine(), "en", day=DAY)
    numbers = [told.number(page) for page, _ in enumerate(told.pages, start=1)]
    assert numbers == [f"{n} / 7" for n in range(1, 8)]
    assert [entry.page for entry in told.agenda.entries] == [step.page for step in told.steps]
    assert deck.order(4)[2:6] == tuple((None, step) for step in (1, 2, 3, 4))


def test_the_cover_says_what_was_typed_else_the_setting_else_what_is_usual(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    cover = deck.cover(atlas, mine(), "zh", day=DAY)
    assert (cover.title, cover.lines) == (Words("zh")("story.title"), ("2026 年 11 月 27 日",))
    monkeypatch.setenv("HCA_OFFICE", " 某厅\n")
    monkeypatch.setenv("HCA_SPEAKER", "张三")
    cover = deck.cover(atlas, mine(speaker="李四", title="题", day="周五"), "zh", day=DAY)
    assert (cover.title, cover.lines) == ("题", ("某厅", "李四", "周五"))


def test_what_is_typed_once_goes_along_in_link_and_file(atlas: Atlas) -> None:
    told = mine(title="题", office="某厅", speaker=EVIL, day="周五", closing="一\n二")
    assert story.from_link(story.to_link(told), atlas) == (told, ())
    assert story.load(story.save(told), atlas) == (told, ())
    assert deck.closing(atlas, told, "zh").words == ("一", "二")
    for texts in ({"office": "长" * (LONGEST["office"] + 1)}, {"closing": "半\ud800"}):
        with pytest.raises(StoryError) as fault:
            story.load(story.save(mine(**texts)), atlas)
        assert fault.value.text(Words("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_speaker_is_told_what_to_say_then_how_it_is_known_then_by_whom(
    atlas: Atlas, lang: str
) -> None:
    view = View(lang=lang)
    sheet = story.narrowed(sheets.sheet(atlas, "concentration", view, day=DAY), "dots")
    notes = deck.notes(sheet, "eigen")
    assert notes.say == (sheet.claim, *sheet.lines[:2])
    assert set(sheet.notes) <= set(notes.method)
    assert not set(notes.say) & set(notes.method)
    assert len(notes.sources) == len(sheet.about.sources) > 0
    own, say, method, sources = notes.text.split("\n\n")
    assert own == "eigen" and say.startswith(sheet.claim)
    assert sheet.notes[0] in method and sources.startswith("[1] ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_as_one_page_says_everything_but_the_notes(atlas: Atlas, lang: str) -> None:
    told = deck.of(atlas, mine(title=EVIL, closing="下一步"), lang, day=DAY)
    page = talk.make(atlas, told, "html").decode()
    assert page.count('<section class="talk-page') == len(told.pages)
    plain = re.sub(r"<[^>]+>", "", page).replace("\u202f", "\u2009")
    for text in (*(entry.claim for entry in told.agenda.entries), "下一步", "7 / 7"):
        assert text.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;") in plain
    assert "先讲" not in page
    assert "<script>alert" not in page and "://" not in page


def test_the_whole_as_pdf_has_as_many_pages_and_tells_each_before_it_is_made(
    atlas: Atlas,
) -> None:
    told = deck.of(atlas, mine(title="题🚀", office="某厅"), "zh", day=DAY)
    said: list[tuple[int, int, str]] = []
    file = talk.make(atlas, told, "pdf", lambda *step: said.append(step))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages]
    numbered = [bool(re.search(rf"{n}\s*/\s*7", page)) for n, page in enumerate(pages, start=1)]
    assert numbered == [False] + [True] * 6  # a cover is not numbered
    assert "某厅" in pages[0] and "〓" in pages[0]
    assert [title for _, _, title in said[:7]] == [page.title for page in told.pages]
    assert [done for done, of, _ in said if of == 8] == list(range(8))
