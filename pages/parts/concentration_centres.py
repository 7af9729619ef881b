"""Mean centres and ellipses of lists by programme and year, several at once on the map."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import clusters, findings
from geo.atlas import Atlas
from geo.concentration import bases, dated
from geo.concentration.centres import Centre, apart_km, centre
from geo.concentration.dated import Dated
from geo.concentration.subjects import Subject
from geo.concentration.wording import Names, dated_words
from geo.look import CENTRES
from geo.maps import concentration as layers
from geo.maps.anchors import SEAT
from geo.maps.layers import AtlasLayer
from geo.view import View
from geo.words import Words
from pages.parts import cards, state
from pages.parts.concentration_figures import as_table
from pages.parts.frame import Frame

_NAME = "concentration_centre"
#: More ellipses than this cannot be told apart.
_MOST = len(CENTRES)


def _take(programme: str) -> None:
    """Callback: the choice within one programme; beyond the most, the earliest choices go."""
    name = f"{_NAME}_{programme}"
    new = tuple(st.session_state[state.widget_key(name)] or ())
    kept = tuple(
        code for code in st.session_state[_NAME] if code.split(".")[1] != programme or code in new
    )
    added = tuple(code for code in new if code not in kept)
    state.change(by=name, centre=(kept + added)[-_MOST:])


def chosen(atlas: Atlas, view: View, item: Subject) -> tuple[Dated, ...]:
    """The lists compared: those chosen, else those over most cities of the programme counted."""
    every = dated.lists(atlas)
    if view.centre:
        return tuple(one for one in every if one.code in view.centre)
    programmes = {one.programme for one in every}
    own = item.programme if item.programme in programmes else findings.KEY_GROWTH
    listed = [one for one in every if one.programme == own]
    widest = sorted(listed, key=lambda one: -int((dated.by_city(atlas, one) > 0).sum()))[:_MOST]
    return tuple(one for one in listed if one in widest)


def on_map(page: Frame, item: Subject, said: Names) -> tuple[str, tuple[AtlasLayer, ...]]:
    """Title and layers of the map of centres; the choice of lists and their table go below it."""
    atlas, view, t = page.atlas, page.view, page.t
    base = bases.base(atlas, view.base, item.year)
    against = centre(bases.shares(atlas, base), SEAT)
    picked = chosen(atlas, view, item)
    found = [(one, centre(dated.by_city(atlas, one), SEAT)) for one in picked]
    marks = [(said.base_year, "base", against, "0")] if against else []
    marks += [
        (_label(atlas, one, t), str(number), middle, str(number + 1))
        for number, (one, middle) in enumerate(found)
        if middle
    ]
    bare = [one for one, middle in found if middle is None or middle.ellipse is None]
    title = t("concentration.centre.map_title", n=len(picked))
    with page.under, st.container(key="legend_centres"):
        _choice(atlas, picked, t)
        reading = t("concentration.centre.map_reading", base=said.base_year)
        cards.show(f'<div class="reading">{escape(reading)}</div>')
        rows = [("base", said.base_year, against)]
        rows += [(str(n), _label(atlas, one, t), middle) for n, (one, middle) in enumerate(found)]
        _table(rows, against, title, t)
        if bare:
            listed = t.join(_label(atlas, one, t) for one in bare)
            cards.show(
                f'<div class="note">{escape(t("concentration.centre.bare", lists=listed))}</div>'
            )
    return title, (layers.Centres(marks),)


def _label(atlas: Atlas, one: Dated, t: Words) -> str:
    return f"{t.name(clusters.programmes(atlas).loc[one.programme])} {dated_words(one, t)}"


def _choice(atlas: Atlas, picked: tuple[Dated, ...], t: Words) -> None:
    """One row of years for each programme."""
    st.session_state[_NAME] = tuple(one.code for one in picked)
    by_programme: dict[str, list[Dated]] = {}
    for one in dated.lists(atlas):
        by_programme.setdefault(one.programme, []).append(one)
    label = t("concentration.centre.choose", n=len(picked), most=_MOST)
    with st.popover(label, key="popover_centre"):
        for programme, listed in by_programme.items():
            key = state.widget_key(f"{_NAME}_{programme}")
            st.session_state[key] = [one.code for one in listed if one in picked]
            words = {one.code: dated_words(one, t) for one in listed}
            st.pills(
                t.name(clusters.programmes(atlas).loc[programme]),
                list(words),
                selection_mode="multi",
                format_func=words.get,
                key=key,
                on_change=_take,
                args=(programme,),
            )


def _table(
    rows: list[tuple[str, str, Centre | None]], against: Centre | None, title: str, t: Words
) -> None:
    """Number, list and spread of each, in the colours of the map; the benchmark is number 0."""
    heads = [
        t("concentration.col.subject"),
        t("concentration.centre.apart_base"),
        t("concentration.centre.major"),
        t("concentration.centre.minor"),
    ]
    body, records = [], []
    for number, (tone, name, middle) in enumerate(rows):
        axes = middle.ellipse if middle else None
        figures = (
            round(apart_km(middle, against)) if middle and against else None,
            round(axes.semi_major / 1000) if axes else None,
            round(axes.semi_minor / 1000) if axes else None,
        )
        cells = "".join(
            f'<td class="number">{"–" if figure is None else figure}</td>' for figure in figures
        )
        paint = "ink" if tone == "base" else f"centre-{tone}"
        sign = f'<b class="centre-sign" style="background:var(--{paint})">{number}</b>'
        body.append(f"<tr><td>{sign} {escape(name)}</td>{cells}</tr>")
        records.append(dict(zip(heads, (name, *figures), strict=True)))
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    cards.show(
        f'<table class="measures stand"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )
    as_table(pd.DataFrame(records, columns=heads), "concentration_centres_map", title, t)
