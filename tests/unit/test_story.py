"""Stories: what is shipped, what they are called, files and links, and what cannot be read."""

from __future__ import annotations

import base64
import json
import random
import zlib
from typing import Any

import pytest

from geo import sheets, story
from geo.data.atlas import Atlas
from geo.sheets.view import LONGEST_STORY, MOST_STEPS, View
from geo.story import Step, Story, StoryError
from geo.story.file import FORMAT, LARGEST
from geo.story.record import LONGEST
from geo.words import LANGUAGES, Words

EVIL = "<script>alert(1)</script>\"'&:red[x]"


def mine() -> Story:
    return Story(
        (
            Step("clusters", View(tier=("national",), city=(420100,)), name="武汉“国家级”"),
            Step("chains", View(chain=("auto",), mode="gaps"), note="先讲缺口。\n再讲邻市。"),
            Step("clusters", View(q="a&b=c#d"), figure="official-by-city"),
            Step("layout"),
        ),
        "我的故事",
    )


def document(**changes: Any) -> dict[str, Any]:
    return {"format": FORMAT, "version": 1, "title": "x", "steps": [{"page": "layout"}]} | changes


# What is shipped


def test_the_shipped_story_goes_from_the_province_to_the_levers(atlas: Atlas) -> None:
    steps = story.shipped(atlas).steps
    assert [step.page for step in steps] == [
        "overview", "layout", "clusters", "chains", "concentration", "chains", "policy",
    ]  # fmt: skip
    assert steps[5].view.chains.mode == "gaps"
    assert not any(step.note or step.name for step in steps)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_step_says_something_and_shows_something(atlas: Atlas, lang: str) -> None:
    names, claims = [], []
    for step in story.shipped(atlas).steps:
        sheet = sheets.sheet(atlas, step.page, story.subject(step, lang))
        assert sheet.map or sheet.charts
        assert sheet.lines
        claims.append(sheet.claim)
        names.append(story.step_name(atlas, step, Words(lang)))
    assert len(set(names)) == len(names)
    assert len(set(claims)) == len(claims)


# Names


@pytest.mark.parametrize(
    ("step", "zh", "en"),
    [
        (Step("overview"), "全省概况", "The province"),
        (Step("chains", View(mode="gaps")), "待补环节", "Stages to verify"),
        (
            Step("clusters", View(tier=("national",))),
            "集群分布：国家级",
            "Where the clusters are: National",
        ),
        (Step("city", View(city=(420600,))), "市州：襄阳", "Prefecture: Xiangyang"),
        (Step("layout", name=EVIL), EVIL, EVIL),
    ],
)  # fmt: skip
def test_a_step_is_called_after_its_view_unless_it_has_a_name(
    atlas: Atlas, step: Step, zh: str, en: str
) -> None:
    assert story.step_name(atlas, step, Words("zh")) == zh
    assert story.step_name(atlas, step, Words("en")) == en


def test_a_name_mentions_two_choices_at_most(atlas: Atlas) -> None:
    step = Step("clusters", View(city=(420100, 420500, 420600)))
    assert story.step_name(atlas, step, Words("zh")).endswith("武汉、宜昌…")


# Changes


def test_steps_are_moved_removed_changed_and_added() -> None:
    told = mine()
    first, second, third, fourth = told.steps
    assert told.move(0, 2).steps == (second, third, first, fourth)
    assert told.move(3, 0).steps == (fourth, first, second, third)
    assert told.remove(1).steps == (first, third, fourth)
    assert told.change(3, name="z").steps[3].name == "z"
    assert told.add(Step("policy")).steps[4].page == "policy"
    assert told == mine()


def test_a_story_has_an_end() -> None:
    full = Story((Step("layout"),) * MOST_STEPS)
    with pytest.raises(StoryError) as fault:
        full.add(Step("policy"))
    assert str(MOST_STEPS) in fault.value.text(Words("en"))


# Files and links


def test_a_file_gives_back_what_was_saved(atlas: Atlas) -> None:
    for told in (mine(), story.shipped(atlas)):
        text = story.save(told)
        assert story.load(text, atlas) == (told, ())
        assert story.load(text.encode("utf-8-sig"), atlas) == (told, ())


def test_a_file_holds_codes_and_no_defaults() -> None:
    content = json.loads(story.save(mine()))
    assert content["version"] == 1
    assert content["steps"][0]["view"] == {"tier": "national", "city": "420100"}
    assert content["steps"][3] == {"page": "layout"}


def test_a_link_gives_back_what_was_written(atlas: Atlas) -> None:
    for told in (mine(), story.shipped(atlas)):
        code = story.to_link(told)
        assert story.from_link(code, atlas) == (told, ())
        assert code.replace("-", "").replace("_", "").isalnum()
    assert len(story.to_link(story.shipped(atlas))) < 300


def test_a_link_made_today_is_read_for_ever(atlas: Atlas) -> None:
    """Version 1 of the spelling; if this fails, old links need a reader of their own."""
    code = (
        "1eNqLVnq2oP3lohlKOtHRSsk5pcUlqUXFSjpKaYm5tmWpGZnJOanFaiWZqUW2eYklmfl5iTlASSB6OqH3-fIN"
        "SrE6QF2ZJZVAERBla2JkYGZgAOQVpxZlphbrpqcUQNS_WLfp-Yr9SrGxsQDIRiqP"
    )
    told = Story(
        (
            Step("clusters", View(tier=("national",), fam=("vehicles",)), "", "名称"),
            Step("city", View(city=(420600,)), "series-gdp", "", "讲稿"),
        ),
        "标题",
    )
    assert story.from_link(code, atlas) == (told, ())


def test_what_is_longer_than_a_link_may_be_is_said_with_the_limit() -> None:
    rng = random.Random(1)
    note = "".join(chr(rng.randint(0x4E00, 0x9FFF)) for _ in range(LONGEST["note"]))
    told = mine().change(0, note=note)
    with pytest.raises(StoryError) as fault:
        story.to_link(told)
    assert str(LONGEST_STORY) in fault.value.text(Words("zh"))
    assert story.to_link(told.without_notes()) == story.to_link(mine().without_notes())


def test_presentation_and_language_are_not_kept(atlas: Atlas) -> None:
    step = Step("layout", View(lang="en", present=True, step=3, story="1x", pace=20))
    for read in (
        story.load(story.save(Story((step,))), atlas)[0],
        story.from_link(story.to_link(Story((step,))), atlas)[0],
    ):
        assert read.steps == (Step("layout"),)


# What cannot be read


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "not_text"),
        (b"", "not_json"),
        (b"{]", "not_json"),
        (b"[" * 50_000, "not_story"),
        (b"9" * 10_000, "not_story"),
        (b"[]", "not_story"),
        (b"null", "not_story"),
        (b'{"format": "else"}', "not_story"),
        (b" " * (LARGEST + 1), "too_large"),
        (document(version="1"), "no_version"),
        (document(version=0), "no_version"),
        (document(version=2), "newer"),
        (document(steps={}), "no_list"),
        (document(steps=[]), "no_steps"),
        (document(steps=[{"page": "layout"}] * (MOST_STEPS + 1)), "many_steps"),
        (document(steps=["layout"]), "bad_step"),
        (document(steps=[{}]), "unknown_page"),
        (document(steps=[{"page": EVIL}]), "unknown_page"),
        (document(steps=[{"page": "layout", "view": "tier=national"}]), "bad_view"),
        (document(steps=[{"page": "layout", "view": {"tier": 1}}]), "bad_view"),
        (document(steps=[{"page": "layout", "figure": "../x"}]), "bad_figure"),
        (document(steps=[{"page": "layout", "name": ["x"]}]), "bad_name"),
        (document(steps=[{"page": "layout", "note": 1}]), "bad_note"),
        (document(title=None), "bad_title"),
        (document(title="x" * 81), "long_title"),
        (document(steps=[{"page": "layout", "name": "x" * 61}]), "long_name"),
        (document(steps=[{"page": "layout", "note": "x" * 4001}]), "long_note"),
    ],
)
def test_a_file_that_is_no_story_is_refused_with_what_to_do(
    atlas: Atlas, content: Any, code: str
) -> None:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(StoryError) as fault:
        story.load(raw, atlas)
    assert fault.value.code == code
    for lang in LANGUAGES:
        assert len(fault.value.text(Words(lang))) > 12


def test_the_step_at_fault_is_named(atlas: Atlas) -> None:
    raw = json.dumps(document(steps=[{"page": "layout"}, {"page": "nowhere"}]))
    with pytest.raises(StoryError) as fault:
        story.load(raw, atlas)
    text = fault.value.text(Words("en"))
    assert "Step 2" in text and "nowhere" in text


def test_unknown_codes_are_told_and_the_rest_is_kept(atlas: Atlas) -> None:
    steps = [{"page": "clusters", "view": {"tier": "national,imperial", "x": "1"}}]
    told, notices = story.load(json.dumps(document(steps=steps)), atlas)
    assert told.steps == (Step("clusters", View(tier=("national",))),)
    assert {notice.parameter for notice in notices} == {"tier", "x"}


def test_what_cannot_be_seen_is_taken_out_of_names(atlas: Atlas) -> None:
    steps = [{"page": "layout", "name": " a\x00\u202eb\n", "note": "1\n2\x07"}]
    (step,) = story.load(json.dumps(document(steps=steps)), atlas)[0].steps
    assert (step.name, step.note) == ("a  b", "1\n2")


def packed(content: Any) -> str:
    written = zlib.compress(json.dumps(content).encode())
    return "1" + base64.urlsafe_b64encode(written).decode().rstrip("=")


@pytest.mark.parametrize(
    "code",
    [
        "", "1", "2abc", "1!!", "1AAAA", "1" + "A" * 3999,
        story.to_link(mine())[:-6],
        packed({}), packed([]), packed(["t"]), packed(["t", []]), packed(["t", 5]),
        packed(["t", ["overview"]]), packed(["t", [["nowhere"]]]), packed(["t", [[1, 2]]]),
        packed(["t", [["layout", 5]]]), packed([5, [["layout"]]]),
        packed(["t", [["layout"]] * 41]),
        "1" + base64.urlsafe_b64encode(zlib.compress(b"[" + b" " * 50_000_000)).decode()[:3900],
    ],
)  # fmt: skip
def test_a_broken_link_is_told_and_leaves_the_shipped_story(atlas: Atlas, code: str) -> None:
    with pytest.raises(StoryError):
        story.from_link(code, atlas)
    view, notices = story.settle(View(lang="en", story=code), atlas)
    assert view == View(lang="en")
    assert [notice.parameter for notice in notices] == (["story"] if code else [])


@pytest.mark.parametrize("seed", range(40))
def test_no_link_whatever_raises_anything_else(atlas: Atlas, seed: int) -> None:
    rng = random.Random(seed)
    code = list(story.to_link(mine()))
    for _ in range(rng.randint(1, 6)):
        code[rng.randrange(1, len(code))] = rng.choice("ABCxyz019-_")
    try:
        told, _ = story.from_link("".join(code), atlas)
    except StoryError:
        return
    assert told.steps


# What a step shows


def test_the_main_figure_keeps_the_claim_and_another_speaks_for_itself(atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "clusters", View())
    codes = story.figures(sheet)
    assert codes[0] == "map" and len(codes) == 1 + len(sheet.charts)
    main = story.narrowed(sheet, "")
    assert (main.claim, main.map, main.charts) == (sheet.claim, sheet.map, ())
    other = story.narrowed(sheet, codes[1])
    assert other.map is None
    assert other.claim == sheet.charts[0].title
    assert other.charts == sheet.charts[:1]
    assert story.narrowed(sheet, "no-such-figure") == main


def test_a_page_without_a_map_shows_its_first_chart(atlas: Atlas) -> None:
    sheet = sheets.sheet(atlas, "policy", View())
    main = story.narrowed(sheet, "")
    assert main.claim == sheet.claim
    assert main.charts == sheet.charts[:1]
