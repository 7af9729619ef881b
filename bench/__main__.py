"""Start the app and a bare Streamlit page, use both in one browser, print ratios with their spread.

Usage::

    python -m bench [--repeats 7]

Each repeat opens both in fresh browser profiles, one after the other, so that whatever else the
machine is doing weighs on both. A ratio is taken within a repeat; printed is the median over the
repeats with the least and the most.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import clock
from bench.server import map_times
from geo.data.atlas import Atlas, load
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import layout
from geo.questions.chains import choice
from geo.questions.concentration import robustness, subjects
from geo.sheets.view import View
from geo.words import Words
from scripts.ensure_browser import find_browser
from tests.browser.driver import CHROMIUM, Reader, serve

Sample = dict[str, list[float]]

TIMES = {
    # what: (of the app, of the bare page, goal)
    "first paint of Clusters, cold cache": ("cold", "cold", 1.6),
    "first paint, cold, without the head start of the map": ("unheld cold", "cold", None),
    "first paint of Clusters, warm cache": ("warm", "warm", None),
    "filter until the map is repainted": ("filter", "answer", 0.45),
    "filter until all is repainted": ("filtered", "answer", 1.4),
    "the same without the head start of the map": ("unheld filtered", "answer", None),
    "click on a mark until its card is shown": ("card", "answer", 1.15),
    "page switch until page and map stand": ("switch", "switch", 1.25),
    "change of what is counted until all figures are repainted": ("counted", "answer", 2),
    "Chains with all layers, filter until the map is repainted": ("chains", "answer", 1.4),
    "Layout, step along the schemes until the map is repainted": ("schemes", "slide", 1.4),
    "page switch until the script has ended": ("complete", "complete", None),
}
#: The chain with the most to draw, and every layer of it.
CHAIN = View(chain=("auto",), over=choice.LAYERS)
#: The figures that must be drawn anew when something else is counted.
FIGURES = ("pairs", "quotients", "strip-own", "two-way")
#: The server that is timed beside the app: its map has no head start.
UNHELD = {"HCA_HEAD_START": "0,0"}
#: The bare page is an app as Streamlit makes it: what ours leaves off is a merit of ours.
PLAIN = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
BYTES = {
    "socket until the first paint of Clusters": ("first bytes", 80),
    "socket until Clusters is complete": ("complete bytes", None),
    "socket, filter change": ("filter bytes", 30),
}
CLICKS = 4


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader with a browser profile that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(clock.SCRIPT)
    try:
        yield Reader(context, address)
    finally:
        context.close()


def open_twice(reader: Reader, path: str, drawn: str, sample: Sample) -> None:
    """First paint with an empty cache, then in a second page of the same profile."""
    for kind in ("cold", "warm"):
        page = reader.page if kind == "cold" else reader.page.context.new_page()
        sample[kind].append(clock.first_paint(page, f"{reader.address}/{path}", drawn))
        if kind == "cold":
            sample["first bytes"].append(reader.received)
            reader.settle()
            sample["complete bytes"].append(reader.received)
        else:
            page.close()


def use_app(browser: Browser, address: str, atlas: Atlas) -> Sample:
    """All that is timed of the app, once."""
    sample: Sample = defaultdict(list)
    t = Words("zh")
    national = NamedClusters(atlas).rows(Selection(tier=("national",)))
    with visitor(browser, address) as reader:
        open_twice(reader, "clusters?lang=zh", clock.map_is_drawn(), sample)
        filters(reader, atlas, sample)
        for cluster_id in national["cluster_id"].iloc[: CLICKS + 1]:
            mark = reader.map().locator(f'.atlas-mark[data-id="{cluster_id}"]')
            name = national.loc[cluster_id, "name_zh"]
            shown = clock.text_has(".detail-name", name)
            sample["card"].append(clock.after_click(reader.page, mark.click, shown))
            reader.settle()
        del sample["card"][0]  # the first card moves the table, which no bare page has
        pages = [(t("clusters.page"), ".st-key-play"), (t("overview.page"), ".st-key-finding")]
        switch(reader, pages, clock.map_is_drawn(), sample)
        count(reader, atlas, sample)
        layers(reader, atlas, sample)
        schemes(reader, atlas, sample)
    return sample


def use_unheld(browser: Browser, address: str, atlas: Atlas, sample: Sample) -> None:
    """What the head start of the map is there for, on a server without it."""
    own: Sample = defaultdict(list)
    with visitor(browser, address) as reader:
        open_twice(reader, "clusters?lang=zh", clock.map_is_drawn(), own)
        filters(reader, atlas, own)
    sample |= {f"unheld {kind}": own[kind] for kind in ("cold", "filtered")}


def filters(reader: Reader, atlas: Atlas, sample: Sample) -> None:
    """Filter the clusters, to and fro."""
    name = Words("zh")("tiers.national")
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
            sample[kind].append(clock.after_click(reader.page, pill.click, repainted))
            reader.settle()
            sample["filter bytes"].append(reader.received - before)
    reader.page.keyboard.press("Escape")


def count(reader: Reader, atlas: Atlas, sample: Sample) -> None:
    """Choose what is counted on the page of concentration, to and fro."""
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
        sample["counted"].append(
            clock.after_click(reader.page, option.click, f"{repainted} && {told}")
        )
        reader.settle()
    del sample["counted"][:2]  # what is drawn of a list is worked out once


def layers(reader: Reader, atlas: Atlas, sample: Sample) -> None:
    """Filter a chain whose map shows all that it can, to and fro."""
    name = Words("zh")("tiers.national")
    reader.open("chains", **CHAIN.codes())
    national = len(NamedClusters(atlas).rows(CHAIN.replace(tier=("national",)).selection))
    every = len(NamedClusters(atlas).rows(CHAIN.selection))
    for number in (national, every) * (CLICKS // 2):
        pill = reader.menu("tier").get_by_role("button", name=name).first
        reader.settle()
        sample["chains"].append(clock.after_click(reader.page, pill.click, clock.marks_are(number)))
        reader.settle()
    reader.page.keyboard.press("Escape")


def schemes(reader: Reader, atlas: Atlas, sample: Sample) -> None:
    """Click along the rail of schemes, twice; each has other words on the map."""
    t = Words("zh")
    reader.open("layout", lang="zh")
    for one in layout.schemes(atlas)[1 : CLICKS + 1] * 2:
        step = reader.part("rail").get_by_text(layout.scheme_word(one, t), exact=True)
        box = step.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        word = layout.short(one.regions[0], t)
        click = partial(reader.page.mouse.click, x, y)
        shown = clock.map_has(".atlas-region-word b", word)
        sample["schemes"].append(clock.after_click(reader.page, click, shown))
        reader.settle()
    del sample["schemes"][:CLICKS]  # outlines of regions are joined once


def use_bare(browser: Browser, address: str) -> Sample:
    """The same of the bare page."""
    sample: Sample = defaultdict(list)
    with visitor(browser, address) as reader:
        open_twice(reader, "", clock.text_has("#answer", "None"), sample)
        for answer in ("left", "right") * (CLICKS // 2 + 1):
            pill = reader.page.get_by_test_id("stMain").get_by_text(answer, exact=True).first
            shown = clock.text_has("#answer", answer)
            sample["answer"].append(clock.after_click(reader.page, pill.click, shown))
            reader.settle()
        track = reader.part("step").get_by_role("group").bounding_box()
        assert track is not None
        for answer in "bcdb":
            share = "abcde".index(answer) / 4
            x, y = track["x"] + track["width"] * share, track["y"] + track["height"] / 2
            shown = clock.text_has("#slid", answer)
            click = partial(reader.page.mouse.click, x, y)
            sample["slide"].append(clock.after_click(reader.page, click, shown))
            reader.settle()
        switch(reader, [("first", "#first"), ("second", "#second")], "true", sample)
    return sample


def switch(reader: Reader, pages: Iterable[tuple[str, str]], also: str, sample: Sample) -> None:
    """Go to and fro between two pages, given as the name of the link and a part only it has."""
    (name, part), (other_name, other_part) = pages
    ways = [(other_name, other_part, part), (name, part, other_part)]
    for kind, condition in (("switch", also), ("complete", clock.at_rest())):
        for link, wanted, left in ways * (CLICKS // 2):
            stands = f"{clock.there(wanted, left)} && {condition}"
            click = reader.link(link).click
            sample[kind].append(clock.after_click(reader.page, click, stands))
            reader.settle()


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    value: str
    goal: str = ""
    app: str = ""
    bare: str = ""


def spread(values: list[float], form: str, unit: str = "") -> str:
    low, middle, high = (format(v, form) for v in (min(values), median(values), max(values)))
    return f"{middle}{unit} ({low} to {high})"


def verdict(value: float, goal: float | None, unit: str = "") -> str:
    if goal is None:
        return ""
    return f"{'met' if value <= goal else 'missed'}: {goal}{unit}"


def figures(apps: list[Sample], bares: list[Sample], server: list[float]) -> Iterator[Figure]:
    """All lines of the report."""
    for name, (of_app, of_bare, goal) in TIMES.items():
        app_ms = [median(app[of_app]) for app in apps]
        bare_ms = [median(bare[of_bare]) for bare in bares]
        ratios = [app / bare for app, bare in zip(app_ms, bare_ms, strict=True)]
        both = (f"{median(ms):.0f} ms" for ms in (app_ms, bare_ms))
        yield Figure(name, spread(ratios, ".2f"), verdict(median(ratios), goal), *both)
    for name, (key, goal) in BYTES.items():
        sizes = [size / 1000 for app in apps for size in app[key]]
        yield Figure(name, spread(sizes, ".0f", " kB"), verdict(median(sizes), goal, " kB"))
    name = "map on the server, filter change"
    yield Figure(name, spread(server, ".1f", " ms"), verdict(median(server), 10, " ms"))


def as_table(rows: Iterable[Figure]) -> str:
    """The report as a Markdown table, which reads well on a terminal too."""
    cells = [("", "app", "bare", "ratio or size (least to most)", "goal")]
    cells += [(row.name, row.app, row.bare, row.value, row.goal) for row in rows]
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [" | ".join(map(str.ljust, line, wide)) for line in cells]
    lines.insert(1, "-|-".join("-" * width for width in wide))
    return "\n".join(f"| {line} |" for line in lines)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench")
    arguments.add_argument("--repeats", type=int, default=7, help="how often both are measured")
    repeats = arguments.parse_args().repeats
    times = map_times()
    atlas = load()
    path = find_browser()
    with (
        serve() as app,
        serve(**UNHELD) as unheld,
        serve("bench/bare.py", **PLAIN) as bare,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        apps, bares = [], []
        for number in range(repeats):
            print(f"repeat {number + 1} of {repeats}", flush=True)
            bares.append(use_bare(browser, bare.url))
            apps.append(use_app(browser, app.url, atlas))
            use_unheld(browser, unheld.url, atlas, apps[-1])
        browser.close()
    print(as_table(figures(apps, bares, times)))


if __name__ == "__main__":
    main()
