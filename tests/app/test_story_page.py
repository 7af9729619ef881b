"""The story page, the stage, the tools of every page and embedded figures, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from geo import sheets, story
from geo.data.atlas import Atlas
from geo.sheets.view import View
from geo.story import Step, Story, deck
from geo.words import Words

Open = Callable[..., Any]
EVIL = "<img src=x onerror=alert(1)> :red[x] $y$"


def pressed(page: Any, key: str) -> Any:
    page.find("button", key).click()
    return page.run()


def steps(page: Any, kind: str = "story_step") -> list[str]:
    """Labels of the steps in their order."""
    return [button.label for button in page.app.button if (button.key or "").startswith(f"{kind}_")]


def told(page: Any, atlas: Atlas) -> Story:
    return story.from_link(page.codes["story"], atlas)[0]


# The story page


def test_the_shipped_story_begins_with_the_province(
    open_page: Open, atlas: Atlas, lang: str
) -> None:
    page = open_page("story", lang=lang)
    sheet = sheets.sheet(atlas, "overview", View(lang=lang))
    assert page.headline == sheet.claim
    assert all(line in page.text for line in sheet.lines)
    assert len(steps(page)) == len(story.shipped(atlas).steps)
    assert Words(lang)("story.step.gaps") in " ".join(steps(page))
    assert page.codes == {"lang": lang}


def test_each_step_is_a_link_and_says_what_its_page_says(
    open_page: Open, atlas: Atlas, lang: str
) -> None:
    for number, step in enumerate(story.shipped(atlas).steps, start=1):
        page = open_page("story", lang=lang, step=str(number))
        assert page.headline == sheets.sheet(atlas, step.page, story.subject(step, lang)).claim
        assert page.links[Words(lang)("story.open")][0].strip("/") in (step.page, "")


def test_a_step_that_is_not_there_is_told(open_page: Open, atlas: Atlas) -> None:
    page = open_page("story", lang="zh", step="30")
    assert page.codes == {"lang": "zh", "step": str(len(story.shipped(atlas).steps))}
    (notice,) = page.parts("notice")
    assert "step=30" in notice
    page = open_page("story", lang="zh", step="-1")
    assert page.codes == {"lang": "zh"}
    assert "step=-1" in page.parts("notice")[0]


def test_a_story_in_the_link_is_told(open_page: Open, atlas: Atlas) -> None:
    own = Story((Step("policy"), Step("layout", name=EVIL)), EVIL)
    page = open_page("story", lang="zh", story=story.to_link(own), step="2")
    assert len(steps(page)) == 2
    assert page.headline == sheets.sheet(atlas, "layout", View()).claim
    assert "<img" not in page.html
    assert page.codes == {"lang": "zh", "story": story.to_link(own), "step": "2"}


def test_a_broken_story_in_the_link_is_told_and_the_shipped_one_shown(
    open_page: Open, atlas: Atlas
) -> None:
    page = open_page("story", lang="en", story="1broken")
    assert page.codes == {"lang": "en"}
    assert "story=1broken" in page.parts("notice")[0]
    assert len(steps(page)) == len(story.shipped(atlas).steps)


def test_changing_the_shipped_story_makes_it_ones_own(open_page: Open, atlas: Atlas) -> None:
    shipped = story.shipped(atlas)
    page = pressed(open_page("story", lang="zh", step="2"), "story_later")
    assert told(page, atlas) == shipped.move(1, 2)
    assert page.codes["step"] == "3"
    page = pressed(page, "story_remove")
    assert told(page, atlas) == shipped.remove(1)
    page = pressed(page, "story_reset")
    assert page.codes == {"lang": "zh"}


def test_a_step_has_a_name_and_a_note(open_page: Open, atlas: Atlas) -> None:
    page = open_page("story", lang="zh", step="2")
    page.find("text_input", "story_name").set_value("  布局<b> ")
    page.run()
    page.find("text_area", "story_note").set_value("第一句。\n第二句。")
    page.run()
    step = told(page, atlas).steps[1]
    assert (step.name, step.note) == ("布局<b>", "第一句。\n第二句。")
    assert "第一句" not in page.text  # a note is for the speaker
    assert page.find("text_area", "story_note").value == "第一句。\n第二句。"
    page.find("text_input", "story_name").set_value("")
    page.run()
    assert told(page, atlas).steps[1].name == ""


def test_a_story_has_a_title(open_page: Open, atlas: Atlas) -> None:
    page = open_page("story", lang="en", slide="cover")
    page.find("text_input", "story_title").set_value("For the office <i>")
    page.run()
    assert told(page, atlas).title == "For the office <i>"
    assert "For the office <i>" in page.text and "<i>" not in page.html


def test_cover_and_closing_are_typed_once(
    open_page: Open, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HCA_OFFICE", "某厅")
    page = open_page("story", lang="zh", slide="cover")
    assert "某厅" in page.text
    for name, text in (("office", "另一厅"), ("speaker", EVIL), ("day", "周五")):
        page.find("text_input", f"story_{name}").set_value(text)
        page.run()
    assert "某厅" not in page.text and "另一厅" in page.text and "<img" not in page.html
    page = pressed(page, "story_slide_closing")
    page.find("text_area", "story_closing").set_value("一是请审定名单。")
    page.run()
    assert page.codes["slide"] == "closing"
    assert "一是请审定名单。" in page.text
    for sentence in deck.closing(atlas, story.shipped(atlas), "zh").sentences:
        assert sentence in page.text
    made = told(page, atlas)
    assert (made.office, made.speaker, made.day) == ("另一厅", EVIL, "周五")
    page = pressed(pressed(page, "story_step_1"), "story_remove")
    page = pressed(page, "story_reset")  # who speaks stays
    assert told(page, atlas) == story.shipped(atlas).with_texts(office="另一厅", speaker=EVIL)


def test_the_contents_are_the_steps(open_page: Open, atlas: Atlas, lang: str) -> None:
    page = open_page("story", lang=lang, slide="agenda")
    for entry in deck.agenda(atlas, story.shipped(atlas), lang).entries:
        assert entry.name in page.text and entry.claim in page.text


def test_a_step_tells_its_filter_and_can_leave_it(open_page: Open, atlas: Atlas) -> None:
    own = Story((Step("clusters", View(tier=("national",), city=(420600,))),))
    page = open_page("story", lang="zh", story=story.to_link(own))
    filters = story.step_filter(atlas, own.steps[0], Words("zh"))
    assert "国家级" in filters and "襄阳" in filters
    assert any(filters in caption.value for caption in page.app.caption)
    page = pressed(page, "story_filter_leave")
    assert told(page, atlas) == Story((Step("clusters"),))
    assert not [button for button in page.app.button if button.key == "story_filter_leave"]


def test_removing_the_last_step_brings_the_shipped_story_back(open_page: Open) -> None:
    own = story.to_link(Story((Step("layout"),)))
    page = pressed(open_page("story", lang="zh", story=own), "story_remove")
    assert page.codes == {"lang": "zh"}


def test_notes_too_long_for_a_link_are_kept_in_the_window_and_it_is_said(
    open_page: Open, atlas: Atlas
) -> None:
    note = "".join(chr(0x4E00 + 7 * n % 20000) for n in range(4000))
    page = open_page("story", lang="zh")
    page.find("text_area", "story_note").set_value(note)
    page.run()
    assert Words("zh")("story.notes_left_out") in page.text
    assert page.find("text_area", "story_note").value == note
    assert told(page, atlas) == story.shipped(atlas)  # the link itself has the steps alone


# The stage


def test_on_the_stage_is_nothing_but_the_step(open_page: Open, atlas: Atlas, lang: str) -> None:
    page = open_page("story", lang=lang, present="1", step="2")
    sheet = sheets.sheet(atlas, "layout", View(lang=lang))
    assert sheet.claim in page.text
    assert sheet.map.badge in page.text
    assert not page.app.sidebar.children
    assert not page.links
    assert "left-of" not in page.html
    assert len(steps(page, "stage_step")) == len(story.shipped(atlas).steps)
    assert page.codes == {"lang": lang, "present": "1", "step": "2"}


def test_a_presentation_begins_with_its_cover(open_page: Open, atlas: Atlas, lang: str) -> None:
    page = pressed(open_page("story", lang=lang, step="3"), "present")
    assert page.codes == {"lang": lang, "present": "1", "slide": "cover"}
    assert deck.cover(atlas, story.shipped(atlas), lang).title in page.text
    page = pressed(page, "stage_slide_agenda")
    assert "2 / 10" in page.text
    page = pressed(page, "stage_step_1")
    assert page.codes == {"lang": lang, "present": "1"}
    assert "3 / 10" in page.text


def test_steps_are_reached_and_the_stage_is_left(open_page: Open) -> None:
    page = pressed(open_page("story", lang="zh", present="1"), "stage_step_5")
    assert page.codes == {"lang": "zh", "present": "1", "step": "5"}
    page = pressed(page, "stage_pace")
    assert page.codes["pace"] == "20"
    page = pressed(page, "stage_leave")
    assert page.codes == {"lang": "zh", "step": "5"}
    assert page.links


@pytest.mark.parametrize("name", list(sheets.PAGES))
def test_every_page_can_be_presented(open_page: Open, atlas: Atlas, name: str) -> None:
    page = pressed(open_page(name, lang="zh"), "present")
    assert page.codes == {"lang": "zh", "present": "1"}
    sheet = sheets.sheet(atlas, name, View())
    assert re.sub(r"\s", " ", sheet.claim) in page.text
    number = len(story.figures(sheet))
    assert len(steps(page, "stage_step")) == (number if number > 1 else 0)


def test_each_figure_of_a_page_is_a_step(open_page: Open, atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "clusters", View(lang="en"))
    page = open_page("clusters", lang="en", present="1", step="2")
    assert sheet.charts[0].title in page.text
    assert len(page.app.get("plotly_chart")) == 1
    assert pressed(page, "stage_leave").codes == {"lang": "en"}


def test_a_page_without_figures_is_presented_as_it_is(open_page: Open) -> None:
    page = open_page("methods", lang="zh", present="1")
    assert page.headline
    assert not page.app.sidebar.children
    assert "present" not in pressed(page, "stage_leave").codes


# The tools


def test_a_view_is_added_to_the_story(open_page: Open, atlas: Atlas) -> None:
    page = open_page("clusters", lang="en", tier="national", city="420100")
    page.app.session_state["add_to_story"] = True
    page = pressed(page.run(), "add_step")
    wanted = Step("clusters", View(tier=("national",), city=(420100,)))
    assert told(page, atlas) == Story((wanted,))
    page.app.session_state["add_to_story"] = True
    page.find("radio", "add_figure").set_value("official-by-city")
    page.run()
    page = pressed(page, "add_step")
    assert told(page, atlas).steps[1].figure == "official-by-city"
    assert page.codes["tier"] == "national"
    assert all("story=" in codes for _, codes in page.links.values())


def test_a_view_is_added_without_its_filter(open_page: Open, atlas: Atlas) -> None:
    page = open_page("layout", lang="zh", city="420100")
    page.app.session_state["add_to_story"] = True
    page.run()
    along = page.find("checkbox", "add_filter")
    assert "武汉" in along.label
    along.uncheck()
    page = pressed(page.run(), "add_step")
    assert told(page, atlas) == Story((Step("layout"),))


def test_sharing_leaves_out_what_belongs_to_this_window(open_page: Open) -> None:
    own = story.to_link(Story((Step("layout"),)))
    page = open_page("clusters", lang="en", tier="county", story=own, step="3")
    page.app.session_state["share"] = True
    page.run()
    link, snippet = (item.value for item in page.app.code)
    assert link.endswith("/clusters?lang=en&tier=county")
    assert "embed=true" in snippet and "&lt;" not in snippet
    assert "<svg" in page.html


def test_a_story_is_shared_with_its_steps(open_page: Open) -> None:
    own = story.to_link(Story((Step("layout"), Step("policy"))))
    page = open_page("story", lang="en", story=own, step="2")
    page.app.session_state["share"] = True
    page.run()
    link = page.app.code[0].value
    assert f"story={own}" in link and "step=2" in link
