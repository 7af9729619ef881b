"""The measures themselves: narrowed down, grouped by lever, each with wording and ties."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import policies
from geo.record import facts
from geo.sheets import view as geo_view
from geo.sheets.policy.page import document_names, level_names, lever_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.shell import navigation, state

_CHOICES = ("lever", "level", "doc")


def _key(name: str) -> str:
    return f"policy_{name}"


def _label(names: Mapping[str, str], code: str) -> str:
    """A label that is no option any more stands for itself."""
    return names.get(code, str(code))


def _take(name: str) -> None:
    state.change(**{name: tuple(st.session_state[_key(name)] or ())})


def _take_text() -> None:
    state.change(q=st.session_state[_key("q")].strip()[: geo_view.LONGEST_QUERY])


def _open_all() -> None:
    state.change(lever=(), level=(), doc=(), q="")


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Controls, how many are left, and the measures by lever."""
    left = policies.measures(atlas, view.lever, view.level, view.doc, view.q)
    total = len(policies.measures(atlas))
    narrowed = len(left) < total
    key = "policy.list_title_some" if narrowed else "policy.list_title"
    badge = cards.coverage_badge(t("policy.list_badge", n=len(left), of=total), not narrowed)
    title = t(key, n=len(left), of=total, official=int(left["official"].sum()))
    cards.show(cards.figure_head(title, badge, t("policy.list_reading")))
    _controls(atlas, view, t)
    if left.empty:
        cards.show(f'<div class="notice" role="status">{escape(t("policy.list_empty"))}</div>')
        return
    names = lever_names(atlas, t)
    groups = (
        _lever(atlas, names[str(lever)], rows, t, opened=narrowed)
        for lever, rows in left.groupby("lever_id", sort=False)
    )
    cards.show("".join(groups))
    navigation.link("data", view.replace(table="policies"), t("policy.download"))


def _controls(atlas: Atlas, view: View, t: Words) -> None:
    names = {
        "lever": lever_names(atlas, t),
        "level": level_names(atlas, t),
        "doc": document_names(atlas, t),
    }
    with st.container(key="policy_controls", horizontal=True, vertical_alignment="bottom"):
        state.fill(_key("q"), view.q)
        st.text_input(
            t("policy.search"),
            key=_key("q"),
            on_change=_take_text,
            placeholder=t("policy.search_hint"),
            max_chars=geo_view.LONGEST_QUERY,
            width=220,
        )
        for name in _CHOICES:
            state.fill(_key(name), list(getattr(view, name)))
            label, options = t(f"policy.{name}"), list(names[name])
            if name == "lever":
                st.multiselect(
                    label,
                    options,
                    format_func=partial(_label, names[name]),
                    key=_key(name),
                    on_change=_take,
                    args=(name,),
                    placeholder=t("filters.choose"),
                    select_all=False,
                    width=260,
                )
            else:
                st.pills(
                    label,
                    options,
                    selection_mode="multi",
                    format_func=partial(_label, names[name]),
                    key=_key(name),
                    on_change=_take,
                    args=(name,),
                    width="content",
                )
        if view.q or any(getattr(view, name) for name in _CHOICES):
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
