"""The workbench of a city: chains by stages, and what it can take on from cities near it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from geo.look.html import element, join
from geo.look.svg import svg_text
from geo.maps import signs
from geo.questions.chains import choice
from geo.questions.cities import STAGES
from geo.questions.takeover import DISTANCES
from geo.record.about import Export
from geo.record.naming import area_names
from geo.sheets.city import takeover as told
from geo.sheets.city import takeover_sheet as sheet
from geo.sheets.city.options import SECTIONS
from geo.sheets.city.takeover import Asked
from geo.sheets.figures import sentences
from pages.parts import cards, charts, downloads
from pages.parts.shell import brief, control, navigation, state
from pages.parts.shell.frame import Frame

#: Candidates that the first screen of a portrait has room for.
_FIRST = 4
#: Segments of a stage named in a list.
_SEGMENTS = 3


def controls(page: Frame, adcode: int) -> None:
    """What the page shows; for the workbench, how far and which families."""
    view, t = page.view, page.t
    with st.container(key="city_shows", horizontal=True, vertical_alignment="center"):
        control.segments(
            "show",
            t("takeover.section.label"),
            SECTIONS,
            view.city.show,
            lambda code: t(f"takeover.section.{code}"),
        )
        if view.city.show != "takeover":
            return
        control.select(
            "within",
            t("takeover.within.label"),
            DISTANCES,
            view.city.within,
            lambda km: told.range_name(km, t),
            width=190,
        )
        names = told.families(page.atlas, adcode, view.city.within, t)
        chosen = view.selection.fam
        control.select(
            "city_family",
            t("takeover.family.label"),
            ["", *names, *(code for code in chosen if code not in names)],
            chosen[0] if chosen else "",
            lambda code: t(
                "takeover.family.option", family=names.get(code, t("takeover.family.all"))
            ),
            change=lambda code: {"fam": (code,) if code else (), "chain": ()},
            width=240,
        )


def matrix(page: Frame, adcode: int) -> None:
    """The table of chains and stages, and what its cells mean."""
    t, item = page.t, told.asked(page.atlas, page.view, adcode)
    title = told.title(page.atlas, item, t)
    cards.show(cards.figure_head(title, reading=t("takeover.matrix.reading")))
    if item.cells.empty:
        cards.notice(t("takeover.list.none"))
        return
    heads = [t("takeover.matrix.chain"), t("takeover.matrix.standing")]
    heads += [t(f"chains.stage.{stage}") for stage in STAGES]
    body: list[Markup] = []
    group = None
    hues = choice.table(page.atlas)["hue"]
    for chain, cells in told.by_chain(item):
        here = "own" if chain.group == "own" else "others"
        if here != group:
            group = here
            name = t(f"takeover.group.{here}", city=area_names(page.atlas, t)[adcode])
            body.append(cards.row([element("th", name, scope="rowgroup", colspan=5)], "group"))
        swatch = svg_text(signs.swatch(f"fam-{hues[chain.chain_id]}", "ground"), css="chain-hue")
        name = told.chain_name(page.atlas, chain.chain_id, t)
        standing = told.standing(page.atlas, item, chain, t)
        body.append(
            cards.row(
                [
                    element("th", swatch, name, scope="row"),
                    element("td", standing, css="standing"),
                    *(_cell(page, adcode, one) for one in cells),
                ]
            )
        )
    table = cards.table(
        f"takeover {t.lang}",
        body,
        [element("th", name, scope="col") for name in heads],
        columns=element("caption", title),
    )
    cards.show(cards.wide(table, title), _legend(page, item))


def _cell(page: Frame, adcode: int, one: Any) -> Markup:
    """One cell; that of a city near leads to the chain there."""
    text = told.cell(page.atlas, adcode, one, page.t)
    content = element("span", text)
    if one.state == "near":
        there = _chain_there(page, one.chain_id, int(one.near))
        content = element("a", text, target="_self", href=there)
    return element("td", content, css=sheet.drawn(one))


def _chain_there(page: Frame, chain_id: str, adcode: int) -> str:
    there = page.view.without_filters().replace(chain=(chain_id,), city=(adcode,))
    return f"chains?{urlencode(state.link_codes(there))}"


def _legend(page: Frame, item: Asked) -> Markup:
    """What the cells mean; only those that there are."""
    t = page.t
    used = {sheet.drawn(one) for one in item.cells.itertuples()}
    city = area_names(page.atlas, t)[item.adcode]
    entries = (
        element(
            "span",
            element("i", css=kind),
            t(f"takeover.legend.{kind}", city=city),
            css="legend-item",
        )
        for kind in ("own", "covered", "near", "barred", "none")
        if kind in used
    )
    return element("div", entries, css="takeover-legend")


def candidates(page: Frame, adcode: int, *, first: bool = False) -> None:
    """The list of candidates; the first of them with a way to the rest on a portrait."""
    atlas, t = page.atlas, page.t
    item = told.asked(atlas, page.view, adcode)
    cards.show(cards.figure_head(told.list_title(item, t)))
    rows = list(item.candidates.itertuples())
    if not rows:
        cards.show(element("div", t("takeover.list.none"), css="reading", role="status"))
        return
    shown = rows[:_FIRST] if first else rows
    items = (_candidate(page, item, row) for row in shown)
    cards.show(cards.listed(items, "candidates", "ol"))
    if first:
        there = page.view.replace(city=(adcode,), region=(), show="takeover")
        label = t("takeover.list.all", n=item.candidates["chain_id"].nunique())
        navigation.link("city", there, label, key="takeover_all")


def _candidate(page: Frame, item: Asked, row: Any) -> Markup:
    """Chain and stages, who has them and with which firms, and why."""
    atlas, t, adcode = page.atlas, page.t, item.adcode
    name, at = told.what(atlas, row, t), told.where(atlas, row, t)
    segments = t.join(told.segments(atlas, row)[:_SEGMENTS]) if t.lang == "zh" else ""
    parks = t.join(told.parks(atlas, row, t)[:1])
    there = _chain_there(page, row.chain_id, int(row.near))
    slot = "" if row.firm_ids or row.firms_zh else "slot"
    firms = element("span", told.firms_in_line(atlas, row, t), css=slot)
    why = t("takeover.list.why", reasons=told.reasons(atlas, adcode, row, t))
    own = told.own_firms(atlas, item, row, t)
    link = element("a", name, target="_self", href=there)
    return join(
        element("div", link, " ", element("small", segments)),
        element("div", element("b", at), " ", firms, " ", element("small", parks)),
        element("div", why, css="why"),
        element("div", own, css="why") if own else Markup(),
    )


def firms(page: Frame) -> None:
    """The reader's own firms of the city by chain, where they are counted."""
    chart = page.chart("own-chains")
    if chart is not None:
        with st.container(key="own_chains"):
            charts.show(chart, page.t)


def foot(page: Frame, adcode: int) -> None:
    """What it rests on."""
    item = told.asked(page.atlas, page.view, adcode)
    cards.show(cards.source(sentences(*told.evidence(item, page.t))))


def files(page: Frame, adcode: int) -> None:
    """The list into the brief of the city, or as a table."""
    t, item = page.t, told.asked(page.atlas, page.view, adcode)
    if item.candidates.empty:
        return
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        made = brief.brief_of(page, "city", adcode, candidates=item.candidates)
        brief.download(page, made, "city", "pdf", t("takeover.brief"), key="takeover_brief")
        with st.popover(t("takeover.export"), key="takeover_export"):
            make = partial(_export, page, adcode)
            title = f"{area_names(page.atlas, t)[adcode]}_{t('takeover.section.takeover')}"
            downloads.buttons(page, "takeover", title, make, spatial=False)


def _export(page: Frame, adcode: int, *, link: str, day: date) -> Export:
    return sheet.rows(page.atlas, page.view, adcode, link=link, day=day)[0]
