"""The largest firms, and clusters found beside the recognised ones, as tables."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo.look.html import element
from geo.register.dense import LEAST
from geo.sheets.firms import recognised, tables
from geo.sheets.firms.options import LEASTS, RADII
from geo.sheets.firms.register import Asked
from geo.words import Words
from geo.words.text import cut
from pages.parts import cards
from pages.parts.shell import control, state
from pages.parts.shell.frame import Frame

#: Firms of a list of the largest, and places that are named with their number.
_LARGEST, _PLACES = 10, 6
#: Characters of the name of a firm in a list.
_NAME = 40
#: Firms from which clusters are looked for only at a click, as that takes some seconds.
_MANY = 100_000


def largest(page: Frame, found: Asked) -> None:
    """The largest firms by staff and by revenue, as far as the register tells them."""
    t = page.t
    every = {by: tables.largest(page.atlas, found, by, t).head(_LARGEST) for by in tables.SIZES}
    told = [by for by, table in every.items() if not table.empty]
    for column, by in zip(st.columns(len(told), gap="large") if told else (), told, strict=True):
        with column:
            _largest(page, every[by], by)
    if lacks := [t(f"firms.col.{by}") for by in tables.SIZES if by not in told]:
        cards.note(t("firms.largest_none", by=t.series(lacks)))


def _largest(page: Frame, told: pd.DataFrame, by: str) -> None:
    t = page.t
    size = t(f"firms.col.{by}")
    cards.show(cards.figure_head(t("firms.largest_title", by=size)))
    # Names are isolated: one may run from right to left.
    rows = [
        (
            str(row.rank),
            element("bdi", cut(row.name_, _NAME)),
            row.city,
            row.chain,
            t.number(getattr(row, by)),
        )
        for row in told.rename(columns={"name": "name_"}).itertuples()
    ]
    head = [t(f"firms.col.{name}") for name in ("rank", "name", "city", "chain")]
    table = cards.table("firms-largest", rows, [*head, size])
    cards.show(cards.wide(table, t("firms.largest_title", by=size)))


def found(page: Frame, asked: Asked) -> None:
    """Places found in the register, held against the recognised clusters."""
    atlas, view, t = page.atlas, page.view, page.t
    if asked.number > _MANY and view.firms.also != "found":
        cards.show(cards.figure_head(t("firms.found.large")))
        change = {"also": "found"}
        st.button(t("firms.found.begin"), key="firms_begin", on_click=state.change, kwargs=change)
        return
    held = recognised.held(atlas, view, asked)
    number = len(held.both) + len(held.only_found)
    key = "firms.found.title" if number else "firms.found.title_none"
    least = view.firms.least
    usual = t("firms.least_usual", n=LEAST)
    count = usual if least is None else t("firms.least_n", n=least)
    reading = t("firms.found.reading", radius=t.number(view.firms.radius), least=count)
    title = t(key, n=number, both=len(held.both), new=len(held.only_found))
    cards.show(cards.figure_head(title, reading=reading))
    with st.container(key="firms_dense", horizontal=True):
        control.select(
            "radius", t("firms.radius"), RADII, view.firms.radius,
            lambda n: t("firms.radius_m", n=t.number(n)), labelled=True, width=150,
        )  # fmt: skip
        control.select(
            "least", t("firms.least"), (0, *LEASTS), least or 0,
            lambda n: t("firms.least_n", n=n) if n else usual,
            change=lambda n: {"least": n or None}, labelled=True, width=190,
        )  # fmt: skip
    table = recognised.table(atlas, held, t)
    missed = table["kind"] == "missed"
    if number:
        label = t("firms.found.table_alt", n=number)
        cards.show(cards.wide(_compared(page, table[~missed]), label))
    if number > recognised.MOST:
        cards.note(t("firms.found.more", n=recognised.MOST, of=t.number(number)))
    if missed.any():
        cards.show(_missed(table[missed], t))
    if held.unplaced:
        cards.note(t("firms.found.unplaced", n=held.unplaced))


def _missed(table: pd.DataFrame, t: Words) -> Markup:
    """Recognised clusters near which nothing was found: how many where, and behind that which."""
    where = table["place"].value_counts()
    told = [f"{place} {n}" for place, n in where.iloc[:_PLACES].items()]
    if rest := int(where.iloc[_PLACES:].sum()):
        told.append(t("firms.found.missed_rest", n=rest))
    rows = ((row.place, row.chain, row.recognised) for row in table.itertuples())
    head = [t(f"firms.col.{name}") for name in ("place", "chain", "recognised")]
    said = t("firms.found.missed_of", n=len(table), cities=t.join(told))
    listed = cards.wide(cards.table("firms-found", rows, head), said)
    return cards.folded(said, listed, css="firms-missed")


def _compared(page: Frame, table: pd.DataFrame) -> Markup:
    t = page.t

    def cell(value: object) -> str:
        return "" if pd.isna(value) else str(value)

    rows = [
        (cell(row.number), t(f"firms.found.{row.kind}"), row.chain, row.place,
         "" if pd.isna(row.firms) else t.number(row.firms), row.recognised)
        for row in table.itertuples()
    ]  # fmt: skip
    columns = ("number", "kind", "chain", "place", "firms", "recognised")
    return cards.table("firms-found", rows, [t(f"firms.col.{name}") for name in columns])
