"""Uses the app and the bare page as a reader does, and times what he waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Browser, Page

from bench import clock
from bench.network import Way, afar
from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import layout
from geo.questions.chains import choice
from geo.questions.concentration import robustness, subjects
from geo.sheets.view import View
from geo.words import Words
from tests.browser.driver import Reader

Sample = dict[str, list[float]]

#: The chain with the most to draw, and every layer of it.
CHAIN = View(chain=("auto",), over=choice.LAYERS)
#: The figures that must be drawn anew when something else is counted.
FIGURES = ("pairs", "quotients", "strip-own", "two-way")
CLICKS = 4


@dataclass(frozen=True)
class Place:
    """Where a reader is: seconds to the server and back, and how much slower his machine is."""

    name: str = ""
    round_trip: float = 0
    slower: float = 1


HERE = Place()


@dataclass
class Use:
    """A reader whose waits are timed, in milliseconds, and whose round trips are counted."""

    reader: Reader
    way: Way
    place: Place
    sample: Sample = field(default_factory=lambda: defaultdict(list))

    def page(self) -> Page:
        """Another page of the same profile."""
        page = self.reader.page.context.new_page()
        slow_down(page, self.place)
        return page

    def time(self, kind: str, wait: Callable[[], float]) -> None:
        """Time one wait and count its round trips."""
        self.way.round_trips()
        self.sample[kind].append(wait())
        self.sample[f"{kind} trips"].append(self.way.round_trips())

    def click(self, kind: str, click: Callable[[], None], shown: str) -> None:
        """Click, time until something is shown, and wait until the page is at rest."""
        self.time(kind, lambda: clock.after_click(self.reader.page, click, shown))
        self.reader.settle()

    def forget(self, kind: str, number: int) -> None:
        """Leave out what came first of a kind."""
        for name in (kind, f"{kind} trips"):
            del self.sample[name][:number]


def slow_down(page: Page, place: Place) -> None:
    """Give a page the slow machine of a place."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": place.slower})


@contextmanager
def visitor(browser: Browser, address: str, place: Place = HERE) -> Iterator[Use]:
    """A reader with a browser profile that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(clock.SCRIPT)
    far = place.round_trip > 0
    with afar(address, place.round_trip) if far else nullcontext(Way(address)) as way:
        try:
            reader = Reader(context, way.url)
            slow_down(reader.page, place)
            yield Use(reader, way, place)
        finally:
            context.close()


def open_twice(use: Use, path: str, drawn: str) -> None:
    """First paint with an empty cache, then in a second page of the same profile."""
    reader = use.reader
    for kind in ("cold", "warm"):
        page = reader.page if kind == "cold" else use.page()
        use.time(kind, partial(clock.first_paint, page, f"{reader.address}/{path}", drawn))
        if kind == "cold":
            use.sample["first bytes"].append(reader.received)
            reader.settle()
            use.sample["complete bytes"].append(reader.received)
        else:
            page.close()


def use_app(browser: Browser, address: str, atlas: Atlas) -> Sample:
    """All that is timed of the app, once."""
    with visitor(browser, address) as use:
        common(use, atlas)
        count(use, atlas)
        layers(use, atlas)
    return use.sample


def use_app_from(place: Place, browser: Browser, address: str, atlas: Atlas) -> Sample:
    """What a reader does most, from another place."""
    with visitor(browser, address, place) as use:
        common(use, atlas)
    return use.sample


def common(use: Use, atlas: Atlas) -> None:
    """Open the app, filter, choose a cluster, go to another page and step along the schemes."""
    t = Words("zh")
    open_twice(use, "clusters?lang=zh", clock.map_is_drawn())
    filters(use, atlas)
    marks(use, atlas)
    pages = [(t("clusters.page"), ".st-key-play"), (t("overview.page"), ".st-key-finding")]
    switch(use, pages, clock.map_is_drawn())
    schemes(use, atlas)


def use_unheld(browser: Browser, address: str, atlas: Atlas, sample: Sample) -> None:
    """What the head start of the map is there for, on a server without it."""
    with visitor(browser, address) as use:
        open_twice(use, "clusters?lang=zh", clock.map_is_drawn())
        filters(use, atlas)
    sample |= {f"unheld {kind}": use.sample[kind] for kind in ("cold", "filtered")}


def filters(use: Use, atlas: Atlas) -> None:
    """Filter the clusters, to and fro."""
    reader, name = use.reader, Words("zh")("tiers.national")
    selections = Selection(), Selection(tier=("national",))
    # Once without the clock: the first menu fetches a part of Streamlit.
    reader.choose("tier", name)
    for kind in ("filter", "filtered"):
        for selection in selections * (CLICKS // 2):
            shown = NamedClusters(atlas).shown(selection)
            repainted = clock.marks_are(len(shown))
            if kind == "filtered":  # the list is the last of the page that says how many are left
                left = f"{int(shown['counts'].sum())} 个"
                repainted += f" && {clock.text_has('.st-key-table .figure-title', left)}"
            pill = reader.menu("tier").get_by_role("button", name=name).first
            reader.settle()
            before = reader.received
            use.click(kind, pill.click, repainted)
            use.sample["filter bytes"].append(reader.received - before)
    reader.page.keyboard.press("Escape")


def marks(use: Use, atlas: Atlas) -> None:
    """Choose one cluster after the other on the map."""
    national = NamedClusters(atlas).rows(Selection(tier=("national",)))
    for cluster_id in national["cluster_id"].iloc[: CLICKS + 1]:
        mark = use.reader.map().locator(f'.atlas-mark[data-id="{cluster_id}"]')
        name = national.loc[cluster_id, "name_zh"]
        use.click("card", mark.click, clock.text_has(".detail-name", name))
    use.forget("card", 1)  # the first card moves the table, which no bare page has


def count(use: Use, atlas: Atlas) -> None:
    """Choose what is counted on the page of concentration, to and fro."""
    reader = use.reader
    reader.open("concentration", lang="zh", depth="expert")
    lists = (robustness.contrast(atlas), subjects.DEFAULT)
    for code in lists * (CLICKS // 2 + 1):
        name = subjects.label(atlas, code, Words("zh"))
        box = reader.part("count").get_by_role("combobox")
        box.click()
        box.fill(name)
        option = reader.page.get_by_role("option", name=name).first
        option.wait_for()
        repainted = clock.charts_are_remembered(reader.page, FIGURES)
        told = clock.map_has(".centre-name.centre-subject", name)
        use.click("counted", option.click, f"{repainted} && {told}")
    use.forget("counted", 2)  # what is drawn of a list is worked out once


def layers(use: Use, atlas: Atlas) -> None:
    """Filter a chain whose map shows all that it can, to and fro."""
    reader, name = use.reader, Words("zh")("tiers.national")
    reader.open("chains", **CHAIN.codes())
    national = len(NamedClusters(atlas).rows(CHAIN.replace(tier=("national",)).selection))
    every = len(NamedClusters(atlas).rows(CHAIN.selection))
    for number in (national, every) * (CLICKS // 2):
        pill = reader.menu("tier").get_by_role("button", name=name).first
        reader.settle()
        use.click("chains", pill.click, clock.marks_are(number))
    reader.page.keyboard.press("Escape")


def schemes(use: Use, atlas: Atlas) -> None:
    """Click along the rail of schemes, twice; each has other words on the map."""
    reader, t = use.reader, Words("zh")
    reader.open("layout", lang="zh")
    for one in layout.schemes(atlas)[1 : CLICKS + 1] * 2:
        step = reader.part("rail").get_by_text(layout.scheme_word(one, t), exact=True)
        box = step.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        word = layout.short(one.regions[0], t)
        click = partial(reader.page.mouse.click, x, y)
        use.click("schemes", click, clock.map_has(".atlas-region-word b", word))
    use.forget("schemes", CLICKS)  # outlines of regions are joined once


def use_bare(browser: Browser, address: str, place: Place = HERE) -> Sample:
    """The same of the bare page."""
    with visitor(browser, address, place) as use:
        reader = use.reader
        open_twice(use, "", clock.text_has("#answer", "None"))
        for answer in ("left", "right") * (CLICKS // 2 + 1):
            pill = reader.page.get_by_test_id("stMain").get_by_text(answer, exact=True).first
            use.click("answer", pill.click, clock.text_has("#answer", answer))
        track = reader.part("step").get_by_role("group").bounding_box()
        assert track is not None
        for answer in "bcdb":
            share = "abcde".index(answer) / 4
            x, y = track["x"] + track["width"] * share, track["y"] + track["height"] / 2
            click = partial(reader.page.mouse.click, x, y)
            use.click("slide", click, clock.text_has("#slid", answer))
        switch(use, [("first", "#first"), ("second", "#second")], "true")
    return use.sample


def switch(use: Use, pages: Iterable[tuple[str, str]], also: str) -> None:
    """Go to and fro between two pages, given as the name of the link and a part only it has."""
    (name, part), (other_name, other_part) = pages
    ways = [(other_name, other_part, part), (name, part, other_part)]
    for kind, condition in (("switch", also), ("complete", clock.at_rest())):
        for link, wanted, left in ways * (CLICKS // 2):
            stands = f"{clock.there(wanted, left)} && {condition}"
            use.click(kind, use.reader.link(link).click, stands)
