"""A filter is answered by the map at once; the server then confirms what is drawn already."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field

from playwright.sync_api import WebSocketRoute

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.record.clusters import year_span
from tests.browser.driver import Reader


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
