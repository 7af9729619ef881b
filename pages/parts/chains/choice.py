"""Choosing chains: by planning system, family, name or industry word; and what is shown of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo.questions.chains import choice
from geo.questions.chains.places import completeness
from geo.questions.chains.wording import size
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation, state
from pages.parts.shell.frame import Frame

_GROUP, _CHAINS, _MODE, _PART = "chain_group", "chain_ids", "chain_mode", "chain_part"
_WORD = "chain_word"
#: The chain offered to a reader who has not chosen one.
SUGGESTED = "auto"
_FAMILY = "fam:"
#: Chains found by a word that are listed.
_MOST = 8


def _take_group() -> None:
    code = state.given(_GROUP) or ""
    family = (code.removeprefix(_FAMILY),) if code.startswith(_FAMILY) else ()
    state.change(by=_GROUP, fam=family, system="" if family else code, chain=(), sel=None)


def _take_chains() -> None:
    state.change(by=_CHAINS, chain=tuple(state.given(_CHAINS)), sel=None)


def _take(name: str, field: str) -> None:
    value = state.given(name)
    if value:
        state.change(by=name, **{field: value})


def draw(page: Frame) -> None:
    """The row of controls on top of the page."""
    atlas, view, t = page.atlas, page.view, page.t
    chains = choice.table(atlas)
    families = chains.drop_duplicates("family_id").set_index("family_id")[f"family_{t.lang}"]
    groups = ["", *choice.SYSTEMS, *(_FAMILY + code for code in families.index)]
    members = choice.chosen(atlas, (), view.selection.fam, view.chains.system) or choice.in_order(
        atlas
    )
    options = list(dict.fromkeys([*members, *view.selection.chain]))

    def group_name(code: str) -> str:
        if code.startswith(_FAMILY):
            return str(families[code.removeprefix(_FAMILY)])
        number = len(choice.in_system(atlas, code)) if code else len(chains)
        return f"{t('chains.system.' + (code or 'all'))} {number}"

    with st.container(key="chain_choice", horizontal=True, vertical_alignment="center"):
        key = state.widget_key(_GROUP)
        current = f"{_FAMILY}{view.selection.fam[0]}" if view.selection.fam else view.chains.system
        state.fill(key, current)
        st.selectbox(
            t("chains.group"),
            groups,
            format_func=group_name,
            key=key,
            on_change=_take_group,
            label_visibility="collapsed",
            width=210,
        )
        key = state.widget_key(_CHAINS)
        state.fill(key, list(view.selection.chain))
        st.multiselect(
            t("chains.choose"),
            options,
            format_func=lambda code: t.name(chains.loc[code]),
            key=key,
            on_change=_take_chains,
            placeholder=t("chains.choose_all", n=len(options)),
            label_visibility="collapsed",
            width=420,
        )
        key = state.widget_key(_MODE)
        state.fill(key, view.chains.mode)
        st.segmented_control(
            t("chains.mode"),
            choice.MODES,
            format_func=lambda code: t(f"chains.mode_{code}"),
            key=key,
            on_change=_take,
            args=(_MODE, "mode"),
            label_visibility="collapsed",
            required=True,
        )
        with st.popover(t("chains.look_up")):
            _look_up(page, chains)


def _look_up(page: Frame, chains: pd.DataFrame) -> None:
    """Industry word to chains, with where the word stands."""
    atlas, view, t = page.atlas, page.view, page.t
    word = st.text_input(
        t("chains.look_up_word"), key=_WORD, placeholder=t("chains.look_up_example"), max_chars=40
    )
    if not word.strip():
        cards.show(f'<div class="reading">{t("chains.look_up_reading")}</div>')
        return
    found = choice.look_up(atlas, word)
    if found.empty:
        text = escape(t("chains.look_up_none", word=word))
        cards.show(f'<div class="notice" role="status">{text}</div>')
        return
    hits = list(dict.fromkeys(found["chain_id"]))[:_MOST]
    for number, code in enumerate(hits):
        rows = found[found["chain_id"] == code]
        there = view.replace(chain=(code,), fam=(), system="", sel=None)
        navigation.link("chains", there, t.name(chains.loc[code]), key=f"chain_hit_{number}")
        cards.show(f'<div class="reading">{escape(_where(rows, t))}</div>')


def _where(rows: pd.DataFrame, t: Words) -> str:
    parts = []
    for row in rows.itertuples():
        words = t.join(word for word in row.words[:4] if t.lang == "zh" or word.isascii())
        parts.append(t(f"chains.found.{row.found}") + (f" {words}" if words else ""))
    return " · ".join(parts)


def below(page: Frame, ids: Sequence[str]) -> None:
    """Line under the headline: size with kind and year, and how much is on record."""
    atlas, view, t = page.atlas, page.view, page.t
    if len(ids) == 1:
        row = choice.table(atlas).loc[ids[0]]
        known = completeness(atlas).loc[ids[0]]
        told = size(atlas, row, t) or t("chains.size_none")
        badge = cards.coverage_badge(
            t("chains.badge", cities=known["cities"], all=len(atlas.cities), rows=known["rows"]),
            known["cities"] == len(atlas.cities),
        )
        cards.show(
            f'<div class="chain-line"><span>{escape(told)}</span><span>{t("chains.record")} {badge}'
            "</span></div>"
        )
        return
    if ids:
        cards.show(f'<div class="chain-line">{escape(t("chains.several_reading"))}</div>')
        return
    with st.container(key="chain_default", horizontal=True, vertical_alignment="center"):
        cards.show(f'<div class="chain-line">{escape(t("chains.none_chosen"))}</div>')
        name = t.name(choice.table(atlas).loc[SUGGESTED])
        there = view.replace(chain=(SUGGESTED,), sel=None)
        navigation.link("chains", there, t("chains.suggest", chain=name), key="chain_suggest")


def part(page: Frame, ids: Sequence[str]) -> str:
    """What stands below the map, and the control to choose it."""
    view, t = page.view, page.t
    current = view.chains.part or ("list" if ids or view.chains.mode == "gaps" else "matrix")
    key = state.widget_key(_PART)
    state.fill(key, current)
    with st.container(key="chain_parts"):
        st.segmented_control(
            t("chains.part"),
            choice.PARTS,
            format_func=lambda code: t(f"chains.part_{code}"),
            key=key,
            on_change=_take,
            args=(_PART, "part"),
            label_visibility="collapsed",
            required=True,
        )
    return current
