"""What changed between two schemes: a box beside the map, a table below."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import Region, Scheme
from geo.record.clusters import MAIN_SCHEME
from geo.record.naming import listed
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_PICK = "versus"
#: What the scheme in force is set against until the reader chooses.
_FIRST = "three_metro_circles"


def other(atlas: Atlas, view: View, scheme: Scheme) -> Scheme:
    """The scheme that the one shown is set against."""
    if view.layout.versus and view.layout.versus != scheme.scheme_id:
        return layout.scheme(atlas, view.layout.versus)
    return layout.scheme(atlas, _FIRST if scheme.scheme_id == MAIN_SCHEME else MAIN_SCHEME)


def _take() -> None:
    state.change(by=_PICK, versus=state.given(_PICK))


def box(atlas: Atlas, view: View, scheme: Scheme, t: Words) -> None:
    """What would change, in at most three sentences."""
    against = other(atlas, view, scheme)
    lines = layout.told(atlas, layout.changes(scheme, against), t)
    text = "".join(f"<p>{escape(line)}</p>" for kind, line in lines[:3])
    title = t("layout.change.title", scheme=layout.scheme_word(against, t), year=against.year)
    cards.show(f'<div class="change-box">{cards.heading(title, 2, "block-title")}{text}</div>')


def table(atlas: Atlas, view: View, scheme: Scheme, t: Words) -> None:
    """Pick the other scheme; every city with where it was and where it is."""
    against = other(atlas, view, scheme)
    found = layout.changes(scheme, against)
    moved = sum(len(c.cities) for c in found if c.kind in ("regrouped", "joined", "left"))
    names = {one.scheme_id: one for one in layout.schemes(atlas)}
    key = state.widget_key(_PICK)
    state.fill(key, against.scheme_id)
    one, two = layout.scheme_word(scheme, t), layout.scheme_word(against, t)
    with st.container(key="versus_head", horizontal=True, vertical_alignment="bottom"):
        head = cards.figure_head(
            t("layout.change.table_title", n=moved, one=one, two=two),
            reading=t("layout.change.reading"),
        )
        cards.show(f'<div class="block">{head}</div>')
        st.selectbox(
            t("layout.change.pick"),
            [scheme_id for scheme_id in names if scheme_id != scheme.scheme_id],
            format_func=lambda code: f"{names[code].year} {layout.scheme_word(names[code], t)}",
            key=key,
            on_change=_take,
            width=280,
        )
    rows = "".join(
        f'<tr class="way-{change.kind}"><td>{escape(t(f"layout.change.kind_{change.kind}"))}</td>'
        f"<td>{_regions(change.before, scheme, t)}</td><td>→</td>"
        f"<td>{_regions(change.after, against, t)}</td><td>{len(change.cities)}</td>"
        f"<td>{escape(listed(atlas, change.cities, t))}</td></tr>"
        for change in found
    )
    columns = (
        f"<th>{t('layout.change.col_kind')}</th><th>{scheme.year} {escape(one)}</th><th></th>"
        f"<th>{against.year} {escape(two)}</th><th>{t('layout.change.col_n')}</th>"
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
