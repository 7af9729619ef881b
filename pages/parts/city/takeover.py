"""The workbench of a city: chains by stages, and what it can take on from cities near it."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

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
from pages.parts import cards
from pages.parts.data import rows as data_rows
from pages.parts.shell import control, navigation
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
    heads = "".join(f"<th scope=col>{escape(t(f'chains.stage.{stage}'))}</th>" for stage in STAGES)
    body, group = "", None
    hues = choice.table(page.atlas)["hue"]
    for chain, cells in told.by_chain(item):
        here = "own" if chain.group == "own" else "others"
        if here != group:
            group = here
            name = t(f"takeover.group.{here}", city=area_names(page.atlas, t)[adcode])
            body += f"<tr class=group><th scope=rowgroup colspan=5>{escape(name)}</th></tr>"
        standing = told.standing(page.atlas, item, chain, t)
        swatch = svg_text(signs.swatch(f"fam-{hues[chain.chain_id]}", "ground"), css="chain-hue")
        body += (
            f"<tr><th scope=row>{swatch}{escape(told.chain_name(page.atlas, chain.chain_id, t))}"
            f"</th><td class=standing>{escape(standing)}</td>"
            f"{''.join(_cell(page, adcode, one) for one in cells)}</tr>"
        )
    cards.show(
        cards.wide(
            f'<table class="takeover {t.lang}"><caption>{escape(title)}</caption><thead><tr>'
            f"<th scope=col>{escape(t('takeover.matrix.chain'))}</th>"
            f"<th scope=col>{escape(t('takeover.matrix.standing'))}</th>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>",
            title,
        )
        + _legend(page, item)
    )


def _cell(page: Frame, adcode: int, one: Any) -> str:
    """One cell; that of a city near leads to the chain there."""
    text = escape(told.cell(page.atlas, adcode, one, page.t))
    kind = sheet.drawn(one)
    if one.state != "near":
        return f'<td class="{kind}"><span>{text}</span></td>'
    there = _chain_there(page, one.chain_id, int(one.near))
    return f'<td class="{kind}"><a target="_self" href="{escape(there)}">{text}</a></td>'


def _chain_there(page: Frame, chain_id: str, adcode: int) -> str:
    there = page.view.without_filters().replace(chain=(chain_id,), city=(adcode,))
    return f"chains?{urlencode(there.codes())}"


def _legend(page: Frame, item: Asked) -> str:
    """What the cells mean; only those that there are."""
    t = page.t
    used = {sheet.drawn(one) for one in item.cells.itertuples()}
    city = area_names(page.atlas, t)[item.adcode]
    told_ = "".join(
        f'<span class="legend-item"><i class="{kind}"></i>'
        f"{escape(t(f'takeover.legend.{kind}', city=city))}</span>"
        for kind in ("own", "covered", "near", "barred", "none")
        if kind in used
    )
    return f'<div class="takeover-legend">{told_}</div>'


def candidates(page: Frame, adcode: int, *, first: bool = False) -> None:
    """The list of candidates; the first of them with a way to the rest on a portrait."""
    atlas, t = page.atlas, page.t
    item = told.asked(atlas, page.view, adcode)
    cards.show(cards.figure_head(told.list_title(item, t)))
    rows = list(item.candidates.itertuples())
    if not rows:
        cards.show(f'<div class="reading" role="status">{escape(t("takeover.list.none"))}</div>')
        return
    shown = rows[:_FIRST] if first else rows
    items = "".join(_candidate(page, adcode, row) for row in shown)
    cards.show(f'<ol class="candidates">{items}</ol>')
    if first:
        there = page.view.replace(city=(adcode,), region=(), show="takeover")
        label = t("takeover.list.all", n=item.candidates["chain_id"].nunique())
        navigation.link("city", there, label, key="takeover_all")


def _candidate(page: Frame, adcode: int, row: Any) -> str:
    """Chain and stages, who has them and with which firms, and why."""
    atlas, t = page.atlas, page.t
    name, at = told.what(atlas, row, t), told.where(atlas, row, t)
    segments = t.join(told.segments(atlas, row)[:_SEGMENTS]) if t.lang == "zh" else ""
    parks = t.join(told.parks(atlas, row, t)[:1])
    there = _chain_there(page, row.chain_id, int(row.near))
    slot = "" if row.firm_ids or row.firms_zh else ' class="slot"'
    firms = told.firms_in_line(atlas, row, t)
    why = t("takeover.list.why", reasons=told.reasons(atlas, adcode, row, t))
    return (
        f'<li><div><a target="_self" href="{escape(there)}">{escape(name)}</a>'
        f" <small>{escape(segments)}</small></div>"
        f"<div><b>{escape(at)}</b> <span{slot}>{escape(firms)}</span>"
        f" <small>{escape(parks)}</small></div>"
        f'<div class="why">{escape(why)}</div></li>'
    )


def foot(page: Frame, adcode: int) -> None:
    """What it rests on, and the files."""
    t, item = page.t, told.asked(page.atlas, page.view, adcode)
    cards.show(cards.source(sentences(*told.evidence(item, t))))
    if item.candidates.empty:
        return
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        cards.show(f'<span class="download-label">{escape(t("takeover.export"))}</span>')
        data_rows.buttons(page, "takeover", partial(_export, page, adcode), spatial=False)


def _export(page: Frame, adcode: int, *, link: str, day: date) -> Export:
    return sheet.rows(page.atlas, page.view, adcode, link=link, day=day)[0]
