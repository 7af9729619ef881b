"""The measures themselves: narrowed down, grouped by lever, each with wording and ties."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import Content, element
from geo.questions import policies
from geo.record import status
from geo.sheets.policy.page import (
    chosen,
    document_names,
    document_told,
    level_names,
    lever_names,
    list_title,
)
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.shell import control, navigation, state


def _open_all() -> None:
    state.change(lever=(), level=(), doc=(), q="")


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Controls, how many are left, and the measures by lever."""
    left, every = chosen(atlas, view), policies.measures(atlas)
    total = len(every)
    narrowed = len(left) < total
    badge = ""
    if narrowed:
        badge = cards.coverage_badge(t("policy.list_badge", n=len(left), of=total), complete=False)
    cards.show(cards.figure_head(list_title(left, every, t), badge, t("policy.list_reading")))
    _controls(atlas, view, t)
    if left.empty:
        cards.notice(t("policy.list_empty"))
        return
    names = lever_names(atlas, t)
    groups = (
        _lever(atlas, names[str(lever)], rows, t, opened=narrowed)
        for lever, rows in left.groupby("lever_id", sort=False)
    )
    cards.show(*groups)
    navigation.link("data", view.replace(table="policies", q=""), t("policy.download"))


def _controls(atlas: Atlas, view: View, t: Words) -> None:
    names = {
        "lever": lever_names(atlas, t),
        "level": level_names(atlas, t),
        "doc": {code: document_told(atlas, code, t) for code in document_names(atlas, t)},
    }
    with st.container(key="policy_controls", horizontal=True, vertical_alignment="bottom"):
        control.text(
            "policy_q",
            t("policy.search"),
            view.selection.q,
            t("policy.search_hint"),
            change=lambda given: {"q": given},
            width=220,
            labelled=True,
        )
        control.several(
            "lever",
            t("policy.lever"),
            list(names["lever"]),
            view.policy.lever,
            names["lever"].__getitem__,
            placeholder=t("filters.choose"),
            width=260,
        )
        for name in ("level", "doc"):
            control.pills(
                name,
                t(f"policy.{name}"),
                list(names[name]),
                getattr(view.policy, name),
                names[name].__getitem__,
                width="content",
            )
        if view.selection.q or view.policy.chosen:
            st.button(t("policy.open_all"), on_click=_open_all, key="policy_all", type="tertiary")


def _lever(atlas: Atlas, name: str, rows: pd.DataFrame, t: Words, *, opened: bool) -> Markup:
    official = int(rows["official"].sum())
    key = "policy.lever_official" if official else "policy.lever_papers"
    items = (_measure(atlas, row, t) for row in rows.to_dict("records"))
    first = t.join(str(text) for text in rows[f"measure_{t.lang}"].iloc[:1])
    return element(
        "details",
        element(
            "summary",
            element("b", name),
            element("span", t("policy.measures", n=len(rows))),
            element("small", t(key, n=official, first=first)),
        ),
        cards.listed(items, "measure-list"),
        css="lever",
        open="" if opened else None,
    )


def _measure(atlas: Atlas, row: dict[Hashable, Any], t: Words) -> tuple[Content, ...]:
    levels = level_names(atlas, t)
    source = row["source_id"]
    kind = "tag official" if row["official"] else "tag"
    where = t("policy.at_level", levels=t.join(levels[code] for code in row["level"]))
    wording = factlist.quote(atlas, row["quote_zh"], source, row["section_zh"], t, before=where)
    note = status.note(atlas, "sources", source, t)
    tag = element("span", document_told(atlas, source, t), css=kind, title=note or None)
    return row[f"measure_{t.lang}"], tag, wording, _ties(atlas, row, t)


def _ties(atlas: Atlas, row: dict[Hashable, Any], t: Words) -> Markup:
    """Problem that a measure answers, and figures printed in its passage."""
    gaps = policies.gaps_of(atlas)[row["policy_id"]]
    parts = [
        t("policy.answers", gaps=t.join(t(f"policy.gap.{gap.code}.title") for gap in gaps))
        if gaps
        else t("policy.answers_none")
    ]
    figures = [
        t("policy.figure_of", what=fact.indicator(t), figure=fact.figure(t))
        for fact in policies.passages(atlas)[row["policy_id"]]
        if fact.value is not None
    ]
    if figures:
        parts.append(t("policy.same_passage", figures=t.join(figures)))
    return element("div", " ".join(parts), css="ties")
