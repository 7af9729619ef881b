"""The story told by keys, made, kept and handed on, in a real browser without a network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from pptx import Presentation

from geo import story
from geo.data.atlas import Atlas
from geo.population.selection import LONGEST_QUERY
from geo.sheets.view import View
from geo.story import Step, Story, deck
from geo.words import Words
from tests.browser.driver import Reader

Arrive = Callable[..., Reader]
SIZES = [(1920, 1080), (1280, 720)]
T = Words("zh")


def press(reader: Reader, key: str, step: int | str) -> None:
    """Press a key and wait for the step that it leads to."""
    reader.page.keyboard.press(key)
    arrived(reader, step)


def arrived(reader: Reader, step: int | str) -> None:
    """Wait until a step, or a slide by its name, is on the stage and nothing lies over it."""
    key = f"stage_{'slide' if isinstance(step, str) else 'step'}_{step}"
    reader.page.wait_for_function(
        "key => document.querySelector(`.st-key-${key} button`)"
        "?.dataset.testid === 'stBaseButton-primary'"
        " && !document.querySelector('.stage-ready .on')",
        arg=key,
    )
    reader.settle()


def claim(reader: Reader) -> str:
    return reader.page.locator(".st-key-head [role=heading]").inner_text()


def stocked(reader: Reader) -> None:
    """Wait until the browser has every page of the talk that it keeps ready."""
    reader.page.wait_for_function(
        "() => document.querySelectorAll('.stage-ready .talk-page').length === Math.min(11,"
        " document.querySelectorAll('.st-key-stage_bar button').length)",
    )


def outside(reader: Reader) -> list[str]:
    """Parts of the stage that do not fit the window or lie over one another."""
    return list(
        reader.page.evaluate(
            """() => {
              const faults = [];
              const box = (name) => document.querySelector(name)?.getBoundingClientRect();
              const parts = [".stage-claim", ".st-key-side", ".source", ".st-key-stage_bar"];
              for (const name of [...parts, ".st-key-map iframe"]) {
                const b = box(name);
                if (!b) continue;
                if (b.left < 0 || b.top < 0 || b.right > innerWidth + 1 || b.bottom > innerHeight)
                  faults.push(name + " leaves the window");
              }
              for (let n = 1; n < parts.length; n++) {
                const [above, below] = [box(parts[n - 1]), box(parts[n])];
                if (above && below && above.bottom > below.top + 1)
                  faults.push(parts[n - 1] + " reaches into " + parts[n]);
              }
              const side = document.querySelector(".st-key-side");
              if (side && side.scrollHeight > side.clientHeight + 2) faults.push("text is cut off");
              const main = document.querySelector("[data-testid=stMain]");
              if (main.scrollHeight > main.clientHeight + 1) faults.push("the page scrolls");
              return faults;
            }"""
        )
    )


@pytest.mark.parametrize(
    ("width", "height", "lang"),
    [(*size, lang) for size, lang in zip(SIZES, ("zh", "en"), strict=True)],
)
def test_a_talk_by_keys(arrive: Arrive, atlas: Atlas, width: int, height: int, lang: str) -> None:
    reader = arrive(width=width, height=height)
    talk = deck.order(len(story.shipped(atlas).steps))
    reader.open("story", lang=lang, present="1", slide="cover")
    reader.sign_frame()
    claims = [claim(reader)]
    for number, (slide, step) in enumerate(talk[1:], start=2):
        assert outside(reader) == []
        press(reader, ["ArrowRight", "PageDown", " "][number % 3], slide or step)
        place = ({"slide": slide} if slide else {}) | ({"step": str(step)} if step > 1 else {})
        assert reader.codes() == {"lang": lang, "present": "1"} | place
        assert reader.frame_is_signed()
        assert f"{number} / {len(talk)}" in reader.page.locator("body").inner_text()
        claims.append(claim(reader))
    assert outside(reader) == []
    assert len(set(claims)) == len(talk)
    press(reader, "ArrowRight", "closing")
    press(reader, "PageUp", len(talk) - 3)
    press(reader, "Home", "cover")
    assert claim(reader) == claims[0]
    press(reader, "End", "closing")
    press(reader, "ArrowLeft", len(talk) - 3)
    assert reader.frame_is_signed()


def test_no_step_flashes(reader: Reader) -> None:
    """From key to the new step nothing pales, and the map is never without its areas."""
    reader.open("story", lang="zh", present="1", step="2")
    reader.map()
    reader.page.evaluate(
        """() => {
          const seen = (window.seen = { frames: 0, palest: 1, bare: 0 });
          const look = () => {
            seen.frames += 1;
            for (let n = document.querySelector(".st-key-map iframe"); n; n = n.parentElement)
              seen.palest = Math.min(seen.palest, Number(getComputedStyle(n).opacity));
            const map = document.querySelector(".st-key-map iframe")?.contentDocument;
            if (!map || !map.querySelector(".leaflet-container path.land")) seen.bare += 1;
            window.looking = requestAnimationFrame(look);
          };
          look();
        }"""
    )
    for number in (3, 4, 5):
        press(reader, "ArrowRight", number)
    seen = reader.page.evaluate(
        "() => { cancelAnimationFrame(window.looking); return window.seen }"
    )
    assert seen["frames"] > 10
    assert (seen["palest"], seen["bare"]) == (1, 0)


def test_ten_presses_lead_ten_pages_on_and_each_is_seen_at_once(
    reader: Reader, atlas: Atlas
) -> None:
    own = Story((Step("overview"), *[Step("layout"), Step("policy")] * 5), "标题")
    claims = [entry.claim for entry in deck.agenda(atlas, own, "zh").entries]
    reader.open("story", lang="zh", present="1", slide="cover", story=story.to_link(own))
    stocked(reader)
    sent = reader.sent
    seen = reader.page.evaluate(
        """() => [...Array(10)].map(() => {
          document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, cancelable: true }));
          return document.querySelector(".stage-ready .on [role=heading]").textContent;
        })"""
    )
    assert reader.sent == sent  # nobody was waited for
    assert seen == [T("story.agenda"), *claims[:9]]
    arrived(reader, 9)
    assert claim(reader) == claims[8]
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft"):  # to and fro while a page is on its way
        reader.page.keyboard.press(key)
    arrived(reader, 8)
    assert reader.codes()["step"] == "8"


def test_back_leads_to_the_step_before(reader: Reader) -> None:
    reader.open("story", lang="zh", present="1")
    press(reader, "ArrowRight", 2)
    press(reader, "ArrowRight", 3)
    reader.page.go_back()
    arrived(reader, 2)
    assert reader.codes()["step"] == "2"


def test_letters_of_a_chart_are_as_large_on_the_stage_as_on_the_page_that_is_ready(
    arrive: Arrive,
) -> None:
    reader = arrive(width=1280, height=720)
    own = Story((Step("policy"), Step("ladder")))
    reader.open("story", lang="zh", present="1", story=story.to_link(own))
    stocked(reader)
    places = [
        reader.page.evaluate(
            """chart => [...document.querySelectorAll(`${chart} text`)].map(text => {
                 const box = text.getBoundingClientRect(), scale = text.getScreenCTM().a;
                 return [text.textContent, Math.round(box.left), Math.round(box.bottom),
                         parseFloat(getComputedStyle(text).fontSize) * scale];
               }).filter(([words]) => words === "人才" || words === "合计").sort()""",
            chart,
        )
        for chart in (".st-key-stage_figure", ".stage-ready .talk-page:nth-child(1) .talk-figure")
    ]
    print(places)
    assert places[0]


def test_keys_count_where_the_map_has_the_focus(reader: Reader) -> None:
    reader.open("story", lang="zh", present="1", step="2")
    box = reader.part("map").locator("iframe").bounding_box()
    assert box
    reader.map()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert reader.codes() == {"lang": "zh", "present": "1", "step": "2"}  # a step stays as it is
    press(reader, "PageDown", 3)


def test_any_page_is_presented_and_left(arrive: Arrive) -> None:
    reader = arrive(width=1280, height=720)
    reader.open("clusters", lang="zh", tier="national")
    reader.sign_frame()
    reader.follow(reader.part("present").get_by_role("button"))
    assert reader.codes() == {"lang": "zh", "tier": "national", "present": "1"}
    assert not reader.page.get_by_test_id("stSidebar").is_visible()
    assert not reader.part("filters").is_visible()
    assert outside(reader) == []
    press(reader, "ArrowRight", 2)
    assert reader.part("stage_figure").locator(".js-plotly-plot").is_visible()
    press(reader, "ArrowLeft", 1)
    reader.ask(lambda: reader.page.keyboard.press("Escape"))
    assert reader.codes() == {"lang": "zh", "tier": "national"}
    assert reader.page.get_by_test_id("stSidebar").is_visible()
    assert reader.frame_is_signed()


def test_marks_are_larger_on_a_projector(arrive: Arrive) -> None:
    sizes = {}
    for width, height in SIZES:
        reader = arrive(width=width, height=height)
        reader.open("clusters", lang="zh", tier="national", present="1")
        sizes[width] = reader.map().evaluate("() => atlas.stage.scale")
    assert sizes[1920] > 1.6
    assert 1 < sizes[1280] < 0.8 * sizes[1920]


def test_the_dot_follows_the_pointer_over_the_map(reader: Reader) -> None:
    reader.open("story", lang="zh", present="1")
    reader.map()
    reader.page.mouse.move(5, 5)
    reader.page.keyboard.press("l")
    box = reader.part("map").locator("iframe").bounding_box()
    assert box
    for x, y in ((box["x"] + 90, box["y"] + 60), (400, 300)):
        reader.page.mouse.move(x, y)
        reader.page.wait_for_function(
            "([x, y]) => { const { left, top, width } ="
            " document.querySelector('.stage-dot').getBoundingClientRect();"
            " return Math.hypot(left + width / 2 - x, top + width / 2 - y) < 4 }",
            arg=[x, y],
        )
    reader.page.keyboard.press("l")
    assert reader.page.locator(".stage-dot").count() == 0


def test_it_goes_on_by_itself_if_asked(reader: Reader) -> None:
    reader.page.clock.install()
    reader.open("story", lang="zh", present="1", pace="10")
    reader.page.clock.fast_forward(11_000)
    arrived(reader, 2)


# Making and keeping


def test_a_view_is_added_and_told(reader: Reader, atlas: Atlas) -> None:
    reader.open("clusters", lang="zh", tier="county", city="420600")
    reader.ask(reader.part("add_to_story").get_by_role("button").first.click)
    reader.follow(reader.part("add_step").get_by_role("button"))
    told = story.from_link(reader.codes()["story"], atlas)[0]
    assert told.steps == (Step("clusters", View(tier=("county",), city=(420600,))),)
    reader.page.keyboard.press("Escape")
    reader.follow(reader.link(T("story.page")))
    assert reader.part("story_step_1").inner_text().endswith("集群分布：襄阳、县域")
    assert reader.marks()
    reader.ask(reader.page.reload)  # a new session, as after a restart: the link holds the story
    assert reader.part("story_step_1").inner_text().endswith("集群分布：襄阳、县域")
    own = reader.codes()["story"]
    reader.open("story", lang="zh")  # a bookmark of before: the browser holds it
    reader.wait_for(lambda: reader.codes().get("story") == own)
    reader.settle()
    assert reader.part("story_step_1").inner_text().endswith("集群分布：襄阳、县域")
    reader.open("story", lang="zh", step="2")  # a link to the story that is shipped
    assert "story" not in reader.codes()
    reader.open("layout", lang="zh")  # what is added elsewhere goes to its end
    reader.ask(reader.part("add_to_story").get_by_role("button").first.click)
    reader.follow(reader.part("add_step").get_by_role("button"))
    kept = reader.codes()["story"]
    both = story.from_link(kept, atlas)[0]
    assert both.steps == (*told.steps, Step("layout"))
    reader.open("story", lang="zh", story=kept)
    reader.follow(reader.part("story_reset").get_by_role("button"))
    reader.open("story", lang="zh")
    assert "story" not in reader.codes()


def test_long_notes_come_back_with_the_browser(reader: Reader) -> None:
    note = "".join(chr(0x4E00 + 7 * n % 20000) for n in range(4000))
    reader.open("story", lang="zh", step="2")
    box = reader.part("story_note").get_by_role("textbox")
    box.fill(note)
    reader.ask(lambda: box.press("Control+Enter"))
    assert reader.part("story_note").get_by_role("textbox").input_value() == note
    reader.page.reload()
    reader.page.wait_for_function(
        "note => document.querySelector('.st-key-story_note textarea')?.value === note", arg=note
    )
    assert T("story.notes_left_out") in reader.page.locator("body").inner_text()


def test_a_presentation_that_was_sent_is_changed_beside_the_one_that_is_kept(
    arrive: Arrive,
) -> None:
    reader = arrive(width=1400)  # a browser of its own
    own, sent = (Story((Step("policy"), Step("ladder")), name) for name in ("自己的", "别人的"))

    def change(name: str, code: str) -> None:
        reader.open("story", lang="zh", slide="cover", story=code)
        box = reader.part("story_title").get_by_role("textbox")
        box.fill(name)
        reader.ask(lambda: box.press("Enter"))

    change("改过的", story.to_link(own))
    assert reader.part("story_other_0").count() == 0
    change("也改过", story.to_link(sent))
    reader.open("story", lang="zh")  # what was changed last comes back
    reader.page.get_by_text(T("story.other", title="改过的", n=2)).wait_for()
    assert "也改过" in reader.page.locator(".story-which").inner_text()
    reader.ask(reader.part("story_other_0").get_by_role("button").click)
    assert "改过的" in reader.page.locator(".story-which").inner_text()
    assert "也改过" in reader.part("story_other_0").inner_text()


def test_a_story_is_saved_changed_and_loaded(reader: Reader, tmp_path: Path) -> None:
    own = Story((Step("policy"), Step("layout", note="讲稿")), "标题")
    reader.open("story", lang="zh", story=story.to_link(own))
    with reader.page.expect_download() as download:
        reader.part("story_save").get_by_role("button").click()
    saved = tmp_path / "story.json"
    download.value.save_as(saved)
    assert download.value.suggested_filename.startswith("标题_")
    assert saved.read_text(encoding="utf-8") == story.save(own)

    content = json.loads(saved.read_text(encoding="utf-8"))
    content["steps"] = [*content["steps"], {"page": "ladder", "name": "<b>新</b>"}]
    saved.write_text(json.dumps(content), encoding="utf-8")
    chooser = reader.part("story_files").locator("input[type=file]")
    reader.ask(lambda: chooser.set_input_files(saved))
    assert "<b>新</b>" in reader.part("story_step_3").inner_text()

    before = reader.codes()
    saved.write_text('{"format": "other"}', encoding="utf-8")
    reader.ask(lambda: chooser.set_input_files(saved))
    assert T("story.error.not_story") in reader.part("story_files").inner_text()
    assert reader.codes() == before


def test_a_whole_story_is_taken_away_from_one_place(reader: Reader, tmp_path: Path) -> None:
    steps = Step("layout", note="先讲布局"), Step("clusters", figure="official-by-city")
    reader.open("story", lang="zh", story=story.to_link(Story(steps, office="某厅")))
    reader.ask(reader.part("story_take").get_by_role("button").first.click)
    files = {}
    for ending in ("pptx", "pdf", "html"):
        reader.ask(reader.part(f"story_make_{ending}").get_by_role("button").click)
        with reader.page.expect_download() as download:
            reader.part("handout_take").get_by_role("button").click()
        files[ending] = tmp_path / f"story.{ending}"
        download.value.save_as(files[ending])
    slides = list(Presentation(str(files["pptx"])).slides)
    (noted,) = (s for s in slides if "先讲布局" in s.notes_slide.notes_text_frame.text)
    assert "127.0.0.1" not in noted.notes_slide.notes_text_frame.text
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert "某厅" in files["html"].read_text(encoding="utf-8")


# Handing on


def test_the_shared_link_opens_the_same_view(arrive: Arrive) -> None:
    reader = arrive()
    # As on http under the name of a host, where browsers have no clipboard for scripts.
    reader.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})"
    )
    reader.open("clusters", lang="zh", tier="national", q="光电")
    marks = reader.marks()
    reader.ask(reader.part("share").get_by_role("button").first.click)
    body = reader.page.get_by_test_id("stPopoverBody")
    link = body.get_by_test_id("stCode").first.inner_text().strip()
    assert body.locator(".share-qr svg").is_visible()
    assert link.startswith(f"{reader.address}/clusters?")
    body.get_by_test_id("stCode").first.hover()
    body.get_by_label("复制").first.click()
    body.get_by_label("已复制").first.wait_for()
    reader.page.keyboard.press("Escape")
    box = reader.page.locator("[class*=st-key-filter_q] input")
    box.press("Control+A")
    box.press("Control+V")
    assert box.input_value() == link[:LONGEST_QUERY]
    other = arrive()
    other.page.goto(link)
    other.settle()
    assert other.marks() == marks
    assert other.codes() == {"lang": "zh", "tier": "national", "q": "光电"}


def test_links_honour_a_base_path(arrive: Arrive, based: object) -> None:
    reader = arrive(based)
    reader.open("layout", lang="zh")
    reader.ask(reader.part("share").get_by_role("button").first.click)
    body = reader.page.get_by_test_id("stPopoverBody")
    link = body.get_by_test_id("stCode").first.inner_text().strip()
    assert link == f"{reader.address}/layout?lang=zh"
    assert urlsplit(link).path == "/gov/hubei/layout"


def test_an_embedded_figure_stands_alone_with_source_and_way_out(arrive: Arrive) -> None:
    reader = arrive(width=800, height=640)
    reader.open("clusters", lang="zh", tier="national", embed="true")
    assert reader.marks()
    assert not reader.page.get_by_test_id("stSidebar").is_visible()
    assert not reader.part("filters").is_visible()
    assert T("export.about.source") in reader.page.locator(".source").inner_text()
    assert reader.page.locator(".legend").is_visible()
    href = reader.page.locator(".open-full").get_attribute("href") or ""
    parts = urlsplit(href)
    assert parts.path == "/clusters"
    assert dict(parse_qsl(parts.query)) == {"lang": "zh", "tier": "national"}
