"""Regions compared: the short table beside the map, the long one below, chains by family."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import REST, Measure, Scheme
from geo.record import counts
from geo.sheets.layout.rows import comparison
from geo.words import Words, catalogue
from geo.words.units import number
from pages.parts import cards
from pages.parts.data.rows import buttons
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


def _badge(measure: Measure) -> str:
    """Named of official; the official list of 2018 is complete."""
    if measure.code == "key_growth":
        return f'<span class="badge">{measure.province:.0f}/{measure.province:.0f}</span>'
    known = measure.coverage
    if known is None or known.official is None:
        return ""
    text = f"{known.named}/{known.official}"
    return f'<span class="badge{"" if known.complete else " partial"}">{text}</span>'


def small(atlas: Atlas, scheme: Scheme, measures: dict[str, Measure], t: Words) -> None:
    """The table beside the map: value and share of the province in each cell."""
    columns = _columns(scheme, t)
    bars = len(columns) <= _BARS
    head = "".join(f'<th style="color:{colour}">{escape(name)}</th>' for _, name, colour in columns)
    rows = []
    for code in _SHORT:
        if code not in measures:
            continue
        measure = measures[code]
        unit = t(f"layout.unit.{code}" if code in _WIDE else f"units.{measure.unit}")
        about = " ".join(part for part in (unit, str(measure.year or "")) if part)
        cells = "".join(_cell(measure, name, colour, bars, t) for name, _, colour in columns)
        rows.append(
            f"<tr><td>{escape(layout.measure_name(atlas, measure, t))}"
            f"<small>{escape(about)} {_badge(measure)}</small></td>{cells}</tr>"
        )
    title = cards.figure_head(layout.weight(scheme, measures, t), reading=t("layout.table.reading"))
    kind = "compare" if bars else "compare narrow"
    cards.show(
        f'<div class="block">{title}<table class="rows {kind}"><thead><tr><th></th>{head}</tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
    if scheme.shared:
        cards.show(f'<div class="reading">{t("layout.table.shared")}</div>')


def _number(measure: Measure, value: float | None, t: Words, *, short: bool = False) -> str:
    if value is None:
        return t("common.unknown")
    if short and measure.code in _WIDE:
        by, digits = _WIDE[measure.code][t.lang]
        return t.number(value / by, digits)
    return number(value, measure.unit, t, measure.digits)


def _cell(measure: Measure, name: str, colour: str, bars: bool, t: Words) -> str:
    value = _number(measure, measure.values[name], t, short=True)
    share = measure.share(name)
    if share is None:
        return f"<td><b>{value}</b></td>"
    bar = (
        f'<i><u style="width:{min(share, 1) * 100:.0f}%;background:{colour}"></u></i>'
        if bars
        else ""
    )
    return f'<td><b>{value}</b><span class="share">{bar}{t.percent(share)}</span></td>'


def large(page: Frame, scheme: Scheme, measures: dict[str, Measure]) -> None:
    """Every measure: total, share of the province, per million residents, year and basis."""
    atlas, t = page.atlas, page.t
    columns = _columns(scheme, t)
    people = measures["population"]
    top = "".join(
        f'<th colspan=3 style="color:{colour}">{escape(name)}</th>' for _, name, colour in columns
    )
    sub = "".join(
        f"<th>{t('layout.table.total')}</th><th>{t('layout.table.share')}</th>"
        f"<th>{t('layout.table.per_million')}</th>"
        for _ in columns
    )
    rows = []
    for measure in measures.values():
        cells = "".join(
            f"<td><b>{_number(measure, measure.values[name], t)}</b></td>"
            f"<td>{_share(measure, name, t)}</td><td>{_per(measure, people, name, t)}</td>"
            for name, _, _ in columns
        )
        about = " · ".join(
            part
            for part in (t(f"units.{measure.unit}"), str(measure.year or ""), _basis(measure, t))
            if part
        )
        rows.append(
            f"<tr><td>{escape(layout.measure_name(atlas, measure, t))} {_badge(measure)}"
            f"<small>{escape(about)}</small></td>{cells}"
            f"<td><b>{_number(measure, measure.province, t)}</b></td>"
            f"<td>{_per(measure, people, None, t)}</td></tr>"
        )
    title = t("layout.table.title", n=len(columns), year=people.year)
    head = cards.figure_head(title, reading=t("layout.table.long_reading"))
    table = (
        '<table class="rows prose measures">'
        f"<thead><tr><th></th>{top}<th colspan=2>{t('layout.table.province')}</th></tr>"
        f"<tr><th></th>{sub}<th>{t('layout.table.total')}</th>"
        f"<th>{t('layout.table.per_million')}</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    cards.show(f'<div class="block">{head}</div>{cards.wide(table, title)}')
    make = partial(comparison, atlas, page.view)
    with st.container(key="layout_download", horizontal=True, vertical_alignment="center"):
        buttons(page, f"layout-{scheme.scheme_id}".replace("_", "-"), make, spatial=False)


def _share(measure: Measure, name: str, t: Words) -> str:
    share = measure.share(name)
    return "" if share is None else t.percent(share)


def _per(measure: Measure, people: Measure, name: str | None, t: Words) -> str:
    if not measure.per_million:
        return ""
    value = layout.per_million(measure, people, name)
    return t.number(value, 2) if value is not None else t("common.unknown")


def families(atlas: Atlas, scheme: Scheme, t: Words) -> None:
    """Chains on record in each region by family."""
    frame = layout.family_chains(atlas, scheme)
    chains = atlas.table("chains").drop_duplicates("family_id").set_index("family_id")
    columns = _columns(scheme, t)
    most = max(1, int(frame.drop(columns=["all", "province"]).to_numpy().max()))
    head = "".join(f'<th style="color:{c}">{escape(name)}</th>' for _, name, c in columns)
    rows = "".join(
        f"<tr><td>{escape(str(chains.at[family, f'family_{t.lang}']))}</td>"
        + "".join(_family_cell(int(row[name]), most, colour) for name, _, colour in columns)
        + f'<td>{row["province"]}</td><td class="muted">{row["all"]}</td></tr>'
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
    cards.show(
        f'<div class="block">{title}<table class="rows families"><thead><tr>'
        f"<th>{t('layout.family.col')}</th>{head}<th>{t('layout.table.province')}</th>"
        f"<th>{t('layout.family.all')}</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _family_cell(number: int, most: int, colour: str) -> str:
    if not number:
        return '<td><span class="none">0</span></td>'
    width = number / most * 100
    return (
        f'<td><span class="share"><b>{number}</b><i><u style="width:{width:.0f}%;'
        f'background:{colour}"></u></i></span></td>'
    )


def printed(atlas: Atlas, t: Words) -> None:
    """The figures of 2014 as one paper prints them beside those that its counts give."""
    found = layout.printed_2014(atlas)
    if len(found) < 2:
        return
    inside, outside = found
    official = counts.by_city(atlas, "provincial_key_growth_cluster", 2018)
    regions = atlas.by_key("regions")
    now = int(official[list(regions.at[inside.region_id, "member_adcodes"])].sum())
    rows = "".join(
        f"<tr><td>{escape(t(f'layout.region.{item.region_id}'))}</td>"
        f"<td>{item.count}/{item.total}</td>"
        f"<td>{t.percent(item.printed_share, 2)}</td>"
        f"<td><b>{t.percent(item.share, 2)}</b></td></tr>"
        for item in found
    )
    both = sum(item.printed_share for item in found)
    rows += (
        f"<tr><td>{t('layout.printed.sum')}</td><td>{inside.count + outside.count}/{inside.total}"
        f"</td><td>{t.percent(both, 2)}</td><td><b>{t.percent(1, 2)}</b></td></tr>"
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
    columns = "".join(
        f"<th>{t(f'layout.printed.col_{name}')}</th>"
        for name in ("place", "count", "paper", "ours")
    )
    cards.show(
        f'<div class="block">{title}<table class="rows"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
