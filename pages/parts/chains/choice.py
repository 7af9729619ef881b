"""Choosing chains: by planning system, family, name or industry word; and what is shown of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo.look.html import element
from geo.questions.chains import choice
from geo.questions.chains.places import completeness
from geo.questions.chains.wording import size
from geo.record.naming import names
from geo.sheets.chains import asked
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control, navigation
from pages.parts.shell.frame import Frame

#: The chain offered to a reader who has not chosen one.
SUGGESTED = "auto"
_FAMILY = "fam:"
#: Chains found by a word that are listed.
_MOST = 8


def _group(code: str) -> dict[str, Any]:
    """A family or a planning system takes the place of chains chosen by name."""
    family = (code.removeprefix(_FAMILY),) if code.startswith(_FAMILY) else ()
    return {"fam": family, "system": "" if family else code, "chain": (), "sel": None}


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
        current = f"{_FAMILY}{view.selection.fam[0]}" if view.selection.fam else view.chains.system
        control.select(
            "chain_group", t("chains.group"), groups, current, group_name, change=_group, width=210
        )
        control.several(
            "chain_ids",
            t("chains.choose"),
            options,
            view.selection.chain,
            names(atlas, "chains", t).__getitem__,
            change=lambda codes: {"chain": codes, "sel": None},
            placeholder=t("chains.choose_all", n=len(options)),
            width=420,
            labelled=False,
        )
        control.segments(
            "mode",
            t("chains.mode"),
            choice.MODES,
            view.chains.mode,
            lambda code: t(f"chains.mode_{code}"),
        )
        with st.popover(t("chains.look_up")):
            _look_up(page, chains)


def _look_up(page: Frame, chains: pd.DataFrame) -> None:
    """Industry word to chains, with where the word stands.

    The word is no part of the view: it changes nothing but the links here.
    """
    atlas, view, t = page.atlas, page.view, page.t
    word = st.text_input(
        t("chains.look_up_word"),
        key="chain_word",
        placeholder=t("chains.look_up_example"),
        max_chars=40,
    )
    if not word.strip():
        cards.show(cards.how_to_read(t("chains.look_up_reading")))
        return
    found = choice.look_up(atlas, word)
    if found.empty:
        cards.notice(t("chains.look_up_none", word=word))
        return
    hits = list(dict.fromkeys(found["chain_id"]))[:_MOST]
    for number, code in enumerate(hits):
        rows = found[found["chain_id"] == code]
        there = view.replace(chain=(code,), fam=(), system="", sel=None)
        navigation.link("chains", there, t.name(chains.loc[code]), key=f"chain_hit_{number}")
        cards.show(cards.how_to_read(_where(rows, t)))


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
        record = element("span", t("chains.record"), " ", badge)
        cards.show(element("div", element("span", told), record, css="chain-line"))
        return
    if ids:
        cards.show(element("div", t("chains.several_reading"), css="chain-line"))
        return
    with st.container(key="chain_default", horizontal=True, vertical_alignment="center"):
        every = t("chains.none_chosen", n=len(choice.table(atlas)))
        cards.show(element("div", every, css="chain-line"))
        name = t.name(choice.table(atlas).loc[SUGGESTED])
        there = view.replace(chain=(SUGGESTED,), sel=None)
        navigation.link("chains", there, t("chains.suggest", chain=name), key="chain_suggest")


def part(page: Frame) -> None:
    """The control that chooses what stands below the map."""
    t = page.t
    with st.container(key="chain_parts"):
        control.segments(
            "part",
            t("chains.part"),
            choice.PARTS,
            asked.part(page.atlas, page.view),
            lambda code: t(f"chains.part_{code}"),
        )
