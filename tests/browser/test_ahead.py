"""Filters, schemes and layers are answered by the map at once; the server then confirms it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import WebSocketRoute

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import layout
from geo.record import areas
from geo.record.clusters import year_span
from geo.sheets.concentration import asked, map_figure
from geo.sheets.view import DEFAULTS, View
from geo.words import Words
from tests.browser.driver import Reader

EXPERT = View(depth="expert")


@dataclass
class Wire:
    """The way from the server to the reader, which can be cut and mended."""

    cut: bool = False
    _held: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)

    def __call__(self, reader: WebSocketRoute) -> None:
        server = reader.connect_to_server()
        reader.on_message(server.send)
        server.on_message(
            lambda news: self._held.append((reader, news)) if self.cut else reader.send(news)
        )

    def mend(self) -> None:
        self.cut = False
        for reader, news in self._held:
            reader.send(news)
        self._held.clear()


def drawn(reader: Reader) -> dict[str, bool]:
    """Marks on the map, and whether each counts."""
    return reader.map().evaluate(
        "() => Object.fromEntries(atlas.stage.marks.items.map(({id, counts}) => [id, !!counts]))"
    )


def kept(atlas: Atlas, selection: Selection) -> dict[str, bool]:
    rows = NamedClusters(atlas).shown(selection)
    return dict(zip(rows["cluster_id"], map(bool, rows["counts"]), strict=True))


def numbers(reader: Reader) -> int:
    """The sum of the numbers beside the names of cities."""
    return int(
        reader.map().evaluate("() => Object.values(atlas.stage.counts).reduce((a, b) => a + b, 0)")
    )


def test_filters_are_drawn_before_the_server_answers(reader: Reader, atlas: Atlas) -> None:
    rng, wire = random.Random(7), Wire()
    reader.page.route_web_socket("**/_stcore/stream", wire)
    reader.open("clusters", lang="zh")
    everything = kept(atlas, Selection())
    assert drawn(reader) == everything
    # Nothing of the page around the map changes any more, so it goes on offering the same.
    bar = reader.page.locator("[data-offered]").get_attribute("data-offered")
    offered = json.loads(bar or "{}")
    selection = Selection()
    wire.cut = True

    def comes() -> None:
        wanted = kept(atlas, selection)
        reader.wait_for(lambda: drawn(reader) == wanted)

    for dimension in ("tier", "fam", "region"):
        codes, narrower = offered[dimension]
        reader.menu(dimension)
        buttons = reader.page.locator(f"[class*=st-key-filter_{dimension}] [aria-pressed]")
        chosen = rng.sample(range(len(codes)), 2)
        for step, by_key in ((1, True), (2, False)):
            button = buttons.nth(chosen[step - 1])
            button.press("Enter") if by_key else button.click()
            now = tuple(codes[n] for n in sorted(chosen[:step]))
            selection = selection.replace(**{dimension: now, narrower: ()})
            comes()
        reader.page.keyboard.press("Escape")
    thumb = reader.part("timeline").locator("input").first
    thumb.focus()
    first, last = year_span(atlas)
    for step in range(1, 4):
        thumb.press("ArrowRight")
        selection = selection.replace(year=(first + step, last))
        comes()
    answer, rows = kept(atlas, selection), NamedClusters(atlas).rows(selection)
    assert 0 < len(answer) < len(everything)
    assert numbers(reader) == rows["city_adcodes"].map(len).sum()
    wire.mend()
    reader.settle()
    assert drawn(reader) == answer
    assert reader.left() == len(rows)
    reader.follow(reader.part("reset").get_by_role("button"))
    assert drawn(reader) == everything


def picture(reader: Reader) -> list[object]:
    """All that is drawn on the map: its marks, and every line, area and word with its look."""
    return reader.map().evaluate(
        """() => [
          atlas.stage.kept.scene,
          (atlas.stage.marks ? atlas.stage.marks.items : []).map(({ id }) => id),
          [...document.querySelectorAll(".leaflet-map-pane *")].map((node) =>
            [[...node.classList].sort().join(" "), node.getAttribute("d"), node.style.transform,
             node.childElementCount ? "" : node.textContent].join("|")),
        ]"""
    )


def confirmed(
    reader: Reader, wire: Wire, control: str, scene: str, choose: Callable[[], None]
) -> None:
    """A scene is drawn while the server cannot be heard, and as it draws it itself."""
    reader.page.mouse.move(0, 0)
    reader.part(control).hover()  # what it leads to is fetched when a reader comes near
    reader.settle()
    wire.cut = True
    choose()
    reader.wait_for(lambda: picture(reader)[0] == scene)
    ahead = picture(reader)
    wire.mend()
    reader.settle()
    assert picture(reader) == ahead


def test_schemes_are_drawn_before_the_server_answers(reader: Reader, atlas: Atlas) -> None:
    rng, wire, t = random.Random(7), Wire(), Words("zh")
    reader.page.route_web_socket("**/_stcore/stream", wire)
    reader.open("layout", lang="zh")
    every = {one.scheme_id: one for one in layout.schemes(atlas)}
    codes = list(every)
    thumb = reader.part("rail_slider").locator("input")

    def by_keys(code: str) -> None:
        step = codes.index(code) - int(thumb.input_value())
        for _ in range(abs(step)):
            thumb.press("ArrowRight" if step > 0 else "ArrowLeft")

    def by_words(code: str) -> None:
        name = layout.scheme_word(every[code], t)
        step = reader.part("rail").get_by_text(name, exact=True).first
        step.scroll_into_view_if_needed()
        box = step.bounding_box()
        assert box is not None
        reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def by_small_map(code: str) -> None:
        reader.part(f"open_{code}").get_by_role("button").click()

    now = DEFAULTS["scheme"]
    for choose in (by_keys, by_small_map, by_words):
        others = [code for code in codes[1:] if code != now]
        now = codes[0] if choose is by_words else rng.choice(others)
        confirmed(reader, wire, "rail", now, partial(choose, now))
        assert reader.codes().get("scheme", DEFAULTS["scheme"]) == now


def test_layers_are_drawn_before_the_server_answers(reader: Reader, atlas: Atlas) -> None:
    rng, wire, t = random.Random(7), Wire(), Words("zh")
    reader.page.route_web_socket("**/_stcore/stream", wire)
    reader.open("clusters", lang="zh", tier="national", layer="named.city")
    field = reader.part("layer").get_by_role("combobox")

    def by_keys(label: str) -> None:
        field.click()
        field.fill(label)
        field.press("Enter")

    def by_click(label: str) -> None:
        field.click()
        reader.page.get_by_role("option", name=label, exact=True).click()

    others = [code for code in areas.subjects(atlas, areas.MARKS) if not code.startswith("named")]
    chosen = (*rng.sample(others[1:], 2), areas.MARKS)
    for code, choose in zip(chosen, (by_click, by_keys, by_click), strict=True):
        label = areas.subject_label(atlas, code, t)
        confirmed(reader, wire, "layer", code, partial(choose, label))
        assert reader.codes().get("layer", areas.MARKS) == code
    assert drawn(reader) == kept(atlas, Selection(tier=("national",)))


def test_what_the_map_of_concentration_shows_is_drawn_before_the_server_answers(
    reader: Reader, atlas: Atlas
) -> None:
    wire, t = Wire(), Words("zh")
    reader.page.route_web_socket("**/_stcore/stream", wire)
    reader.open("concentration", lang="zh", depth="expert")
    # With two figures the legend stands beside the map, which is fitted anew then.
    shown = [one for one in map_figure.offered(asked.of_view(atlas, EXPERT)) if one != "two_way"]
    assert len(shown) > 1
    for code in (*shown[1:], shown[0]):
        pill = reader.part("lens").get_by_text(t(f"concentration.lens.{code}"), exact=True)
        confirmed(reader, wire, "lens", code, pill.click)
        assert reader.codes().get("lens", DEFAULTS["lens"]) == code
