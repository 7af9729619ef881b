"""Regions compared: the short table beside the map, the long one below, chains by family."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import Content, element, join
from geo.questions import layout
from geo.questions.layout import REST, Measure, Scheme
from geo.record import counts
from geo.record.naming import listed
from geo.sheets.layout.rows import comparison
from geo.words import Words, catalogue
from geo.words.units import number
from pages.parts import cards
from pages.parts.downloads import buttons
from pages.parts.shell.frame import Frame

#: Rows beside the map; the long table has all.
_SHORT = (
    "units", "area", "population", "gdp", "gdp_per_head",
    "national_innovative_cluster", "key_growth", "county_characteristic_cluster", "chosen",
)  # fmt: skip
#: Areas are told in thousands of square kilometres where room is short, each language in its own.
_WIDE = {"area": {"zh": (10_000, 1), "en": (1_000, 1)}}
#: More parts than this, and the short table leaves out its bars.
_BARS = 3


def _columns(scheme: Scheme, t: Words) -> list[tuple[str, str, str]]:
    """Part, its name and the colour of its words."""
    found = [
        (region.region_id, layout.short(region, t), f"var(--word-{region.hue})")
        for region in scheme.regions
    ]
    if scheme.rest:
        found.append((REST, t("layout.region.rest"), "var(--muted)"))
    return found


def _basis(measure: Measure, t: Words) -> str:
    key = f"layout.basis.{measure.code}"
    return t(key if key in catalogue() else "layout.basis.programme")


def _badge(measure: Measure) -> Content:
    """Named of official; the official list of 2018 is complete."""
    if measure.code == "key_growth":
        return cards.coverage_badge(f"{measure.province:.0f}/{measure.province:.0f}", complete=True)
    known = measure.coverage
    if known is None or known.official is None:
        return ""
    return cards.coverage_badge(f"{known.named}/{known.official}", known.complete)


def _heads(columns: list[tuple[str, str, str]], span: int | None = None) -> list[Markup]:
    return [
        element("th", name, colspan=span, style=f"color:{colour}") for _, name, colour in columns
    ]


def small(atlas: Atlas, scheme: Scheme, measures: dict[str, Measure], t: Words) -> None:
    """Who belongs where; the table beside the map: value and share of the province in each cell."""
    columns = _columns(scheme, t)
    bars = len(columns) <= _BARS
    rows = []
    for code in _SHORT:
        if code not in measures:
            continue
        measure = measures[code]
        unit = t(f"layout.unit.{code}" if code in _WIDE else f"units.{measure.unit}")
        about = " ".join(part for part in (unit, str(measure.year or "")) if part)
        cells = [_cell(measure, name, colour, bars, t) for name, _, colour in columns]
        below = element("small", about, " ", _badge(measure))
        rows.append([(layout.measure_name(atlas, measure, t), below), *cells])
    title = cards.figure_head(layout.weight(scheme, measures, t), reading=t("layout.table.reading"))
    kind = "rows compare" if bars else "rows compare narrow"
    colours = {name: colour for name, _, colour in columns}
    members = (
        (
            element("b", layout.short(region, t), style=f"color:{colours[region.region_id]}"),
            " ",
            listed(atlas, region.members, t),
        )
        for region in scheme.regions
        if region.members
    )
    table = cards.table(kind, rows, ["", *_heads(columns)])
    cards.show(cards.block(title, cards.listed(members, "region-members"), table))
    if scheme.shared:
        cards.show(cards.how_to_read(t("layout.table.shared")))


def _number(measure: Measure, value: float | None, t: Words, *, short: bool = False) -> str:
    if value is None:
        return t("common.unknown")
    if short and measure.code in _WIDE:
        by, digits = _WIDE[measure.code][t.lang]
        return t.number(value / by, digits)
    return number(value, measure.unit, t, measure.digits)


def _cell(measure: Measure, name: str, colour: str, bars: bool, t: Words) -> Markup:
    value = _number(measure, measure.values[name], t, short=True)
    share = measure.share(name)
    if share is None:
        return element("b", value)
    bar = element("i", _filled(share, colour)) if bars else ""
    return join(element("b", value), element("span", bar, t.percent(share), css="share"))


def _filled(share: float, colour: str) -> Markup:
    """So much of a bar, in the colour of its region."""
    return element("u", style=f"width:{min(share, 1) * 100:.0f}%;background:{colour}")


def large(page: Frame, scheme: Scheme, measures: dict[str, Measure]) -> None:
    """Every measure: total, share of the province, per million residents, year and basis."""
    atlas, t = page.atlas, page.t
    columns = _columns(scheme, t)
    people = measures["population"]
    total, per_million = t("layout.table.total"), t("layout.table.per_million")
    rows = []
    for measure in measures.values():
        cells = [
            cell
            for name, _, _ in columns
            for cell in (
                element("b", _number(measure, measure.values[name], t)),
                _share(measure, name, t),
                _per(measure, people, name, t),
            )
        ]
        about = " · ".join(
            part
            for part in (t(f"units.{measure.unit}"), str(measure.year or ""), _basis(measure, t))
            if part
        )
        what = (layout.measure_name(atlas, measure, t), " ", _badge(measure))
        rows.append(
            [
                (what, element("small", about)),
                *cells,
                element("b", _number(measure, measure.province, t)),
                _per(measure, people, None, t),
            ]
        )
    title = t("layout.table.title", n=len(columns), year=people.year)
    head = cards.figure_head(title, reading=t("layout.table.long_reading"))
    province = element("th", t("layout.table.province"), colspan=2)
    sub = [total, t("layout.table.share"), per_million] * len(columns)
    heads = join(
        cards.row(["", *_heads(columns, 3), province], tag="th"),
        cards.row(["", *sub, total, per_million], tag="th"),
    )
    table = cards.table("rows prose measures", rows, heads)
    cards.show(cards.block(head), cards.wide(table, title))
    make = partial(comparison, atlas, page.view)
    with st.container(key="layout_download", horizontal=True, vertical_alignment="center"):
        code = f"layout-{scheme.scheme_id}".replace("_", "-")
        buttons(page, code, title, make, spatial=False)


def _share(measure: Measure, name: str, t: Words) -> str:
    share = measure.share(name)
    return "" if share is None else t.percent(share)


def _per(measure: Measure, people: Measure, name: str | None, t: Words) -> str:
    if not measure.per_million:
        return ""
    value = layout.per_million(measure, people, name)
    return t.number(value, 2) if value is not None else t("common.unknown")


@remembered(32)
def families(atlas: Atlas, scheme: Scheme, t: Words) -> Markup:
    """Chains on record in each region by family."""
    frame = layout.family_chains(atlas, scheme)
    chains = atlas.table("chains").drop_duplicates("family_id").set_index("family_id")
    columns = _columns(scheme, t)
    most = max(1, int(frame.drop(columns=["all", "province"]).to_numpy().max()))
    rows = (
        [
            str(chains.at[family, f"family_{t.lang}"]),
            *(_family_cell(int(row[name]), most, colour) for name, _, colour in columns),
            row["province"],
            element("td", row["all"], css="muted"),
        ]
        for family, row in frame.iterrows()
    )
    first = columns[0][0]
    alone = int(((frame["province"] > 0) & (frame[first] == frame["province"])).sum())
    title = cards.figure_head(
        t(
            "layout.family.title",
            region=columns[0][1],
            n=alone,
            all=int((frame["province"] > 0).sum()),
        ),
        reading=t("layout.family.reading"),
    )
    head = [
        t("layout.family.col"),
        *_heads(columns),
        t("layout.table.province"),
        t("layout.family.all"),
    ]
    return cards.block(title, cards.table("rows families", rows, head))


def _family_cell(number: int, most: int, colour: str) -> Markup:
    if not number:
        return cards.none("0")
    bar = element("i", _filled(number / most, colour))
    return element("span", element("b", number), bar, css="share")


@remembered(4)
def printed(atlas: Atlas, t: Words) -> Markup:
    """The figures of 2014 as one paper prints them beside those that its counts give."""
    found = layout.printed_2014(atlas)
    if len(found) < 2:
        return Markup()
    inside, outside = found
    official = counts.by_city(atlas, "provincial_key_growth_cluster", 2018)
    regions = atlas.by_key("regions")
    now = int(official[list(regions.at[inside.region_id, "member_adcodes"])].sum())
    rows = [
        (
            t(f"layout.region.{item.region_id}"),
            f"{item.count}/{item.total}",
            t.percent(item.printed_share, 2),
            element("b", t.percent(item.share, 2)),
        )
        for item in found
    ]
    both = sum(item.printed_share for item in found)
    rows.append(
        (
            t("layout.printed.sum"),
            f"{inside.count + outside.count}/{inside.total}",
            t.percent(both, 2),
            element("b", t.percent(1, 2)),
        )
    )
    title = cards.figure_head(
        t(
            "layout.printed.title",
            n=inside.count,
            total=inside.total,
            share=t.percent(inside.share, 1),
            now=now,
            all=int(official.sum()),
            now_share=t.percent(now / int(official.sum()), 1),
        ),
        reading=t(
            "layout.printed.reading",
            printed=t.percent(inside.printed_share, 2),
            right=t.percent(inside.share, 2),
        ),
    )
    columns = [t(f"layout.printed.col_{name}") for name in ("place", "count", "paper", "ours")]
    return cards.block(title, cards.table("rows", rows, columns))
