"""What changed between two schemes: a box beside the map, a table below."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import Region, Scheme
from geo.record.naming import listed
from geo.sheets.layout.asked import against, changes_title, scheme
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def box(atlas: Atlas, view: View, t: Words) -> None:
    """What would change, in at most three sentences."""
    other = against(atlas, view)
    lines = layout.told(atlas, layout.changes(scheme(atlas, view), other), other, t)
    text = "".join(f"<p>{escape(line)}</p>" for kind, line in lines[:3])
    title = t("layout.change.title", scheme=layout.scheme_word(other, t), year=other.year)
    cards.show(f'<div class="change-box">{cards.heading(title, 2, "block-title")}{text}</div>')


def table(page: Frame) -> None:
    """Pick the other scheme; every city with where it was and where it is."""
    atlas, view, t = page.atlas, page.view, page.t
    shown, other = scheme(atlas, view), against(atlas, view)
    names = {
        one.scheme_id: f"{one.year} {layout.scheme_word(one, t)}" for one in layout.schemes(atlas)
    }
    with st.container(key="versus_head", horizontal=True, vertical_alignment="bottom"):
        head = cards.figure_head(changes_title(atlas, view, t), reading=t("layout.change.reading"))
        cards.show(f'<div class="block">{head}</div>')
        control.select(
            "versus",
            t("layout.change.pick"),
            [code for code in names if code != shown.scheme_id],
            other.scheme_id,
            lambda code: names[code],
            width=280,
            labelled=True,
        )
    rows = "".join(
        f'<tr class="way-{change.kind}"><td>{escape(t(f"layout.change.kind_{change.kind}"))}</td>'
        f"<td>{_regions(change.before, shown, t)}</td><td>→</td>"
        f"<td>{_regions(change.after, other, t)}</td><td>{len(change.cities)}</td>"
        f"<td>{escape(listed(atlas, change.cities, t))}</td></tr>"
        for change in layout.changes(shown, other)
    )
    columns = (
        f"<th>{t('layout.change.col_kind')}</th><th>{escape(names[shown.scheme_id])}</th><th></th>"
        f"<th>{escape(names[other.scheme_id])}</th><th>{t('layout.change.col_n')}</th>"
        f"<th>{t('layout.change.col_cities')}</th>"
    )
    cards.show(
        f'<table class="rows prose ways"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _regions(regions: tuple[Region, ...], of: Scheme, t: Words) -> str:
    if not regions:
        key = "layout.position.unknown" if of.open else "layout.position.outside"
        return f'<span class="none">{escape(t(key))}</span>'
    return escape(t.join(layout.short(region, t) for region in regions))
