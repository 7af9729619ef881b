"""The measures themselves: narrowed down, grouped by lever, each with wording and ties."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import policies
from geo.record import facts
from geo.sheets.policy.page import (
    chosen,
    document_names,
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
    badge = cards.coverage_badge(t("policy.list_badge", n=len(left), of=total), not narrowed)
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
    cards.show("".join(groups))
    navigation.link("data", view.replace(table="policies", q=""), t("policy.download"))


def _controls(atlas: Atlas, view: View, t: Words) -> None:
    names = {
        "lever": lever_names(atlas, t),
        "level": level_names(atlas, t),
        "doc": document_names(atlas, t),
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


def _lever(atlas: Atlas, name: str, rows: pd.DataFrame, t: Words, *, opened: bool) -> str:
    official = int(rows["official"].sum())
    key = "policy.lever_official" if official else "policy.lever_papers"
    items = "".join(_measure(atlas, row, t) for row in rows.to_dict("records"))
    first = t.join(str(text) for text in rows[f"measure_{t.lang}"].iloc[:1])
    return (
        f'<details class="lever"{" open" if opened else ""}><summary><b>{escape(name)}</b>'
        f"<span>{escape(t('policy.measures', n=len(rows)))}</span>"
        f"<small>{escape(t(key, n=official, first=first))}</small></summary>"
        f'<ul class="measure-list">{items}</ul></details>'
    )


def _measure(atlas: Atlas, row: dict[Hashable, Any], t: Words) -> str:
    levels = level_names(atlas, t)
    document = facts.document(atlas, row["source_id"], t)
    kind = "tag official" if row["official"] else "tag"
    where = t("policy.at_level", levels=t.join(levels[code] for code in row["level"]))
    wording = factlist.quote(
        atlas, row["quote_zh"], row["source_id"], row["section_zh"], t, before=where
    )
    return (
        f"<li>{escape(row[f'measure_{t.lang}'])}"
        f'<span class="{kind}">{escape(document)}</span>{wording}{_ties(atlas, row, t)}</li>'
    )


def _ties(atlas: Atlas, row: dict[Hashable, Any], t: Words) -> str:
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
    return f'<div class="ties">{escape(" ".join(parts))}</div>'
