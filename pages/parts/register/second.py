"""The second step: what the columns mean, as guessed, to be set right and confirmed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.look.html import element
from geo.register import columns as meanings
from geo.register.columns import HEADINGS, Columns
from geo.register.datum import DATUMS
from geo.words import Words
from geo.words.text import cut
from pages.parts import cards
from pages.parts.register import shown, work
from pages.parts.register.work import Bench
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

#: Columns that are shown; those behind them are shown where they mean something or are picked.
_SHOWN, _PICKED = 24, "bench_columns_picked"
_EXAMPLE = 24
_WIDTHS = [2.2, 2.2, 2.4, 2.2]


def draw(page: Frame, step: Bench) -> None:
    """Each column with an example, what it means, and what came of it."""
    t, asked = page.t, work.asked()
    unsure = _unsure(step, asked)
    key = "columns_sure" if not unsure else "columns_unsure"
    told = t(f"workbench.{key}", n=len(asked.of) - len(unsure), unsure=len(unsure))
    cards.show(shown.step(2, t("workbench.columns"), told))
    filled, example = step.taken.filled(), _examples(step)
    picked = {name for key, name in st.session_state.get(_PICKED, ()) if key == step.key}
    said, names = {*asked.of.values(), *picked}, step.taken.reading.columns
    here = {name for place, name in enumerate(names) if place < _SHOWN or name in said}
    with st.container(key="bench_columns"):
        heads = ("heading", "example", "meaning", "result")
        for room, head in zip(st.columns(_WIDTHS), heads, strict=True):
            room.html(str(element("span", t(f"workbench.head.{head}"), css="bench-head")))
        for place, name in enumerate(names):
            if name in here:
                _column(step, place, name, example[name], filled[name], name in unsure, t)
    if others := [name for name in names if name not in here]:
        key = f"bench_other_{step.key}_{len(picked)}"
        st.selectbox(
            t("workbench.other_column", n=len(others)), others, index=None, key=key,
            placeholder="", format_func=cut, on_change=_pick, args=(step.key, key),
        )  # fmt: skip
    if "lon" in asked.of:
        _datum(step, asked, t)
    if step.fault:
        cards.notice(step.fault.text(t.lang))
    open_ = bool(unsure or step.fault or asked != step.columns)
    with st.container(
        key="bench_confirm", horizontal=True, gap="small", vertical_alignment="center"
    ):
        if open_:
            st.button(t("workbench.confirm"), key="bench_place", type="primary", on_click=_place)
        if asked != step.taken.columns:
            st.button(t("workbench.as_guessed"), key="bench_as_guessed", on_click=work.as_guessed)
        cards.show(cards.how_to_read(t("workbench.remembered")))


def _pick(heading: str, key: str) -> None:
    """Callback: another column is shown."""
    before = st.session_state.get(_PICKED, ())
    st.session_state[_PICKED] = (*before, (heading, st.session_state[key]))


def _unsure(step: Bench, asked: Columns) -> set[str]:
    """Columns whose meaning was guessed from less than their heading, and that nobody confirmed."""
    guessed = step.taken.columns.of
    if step.confirmed:
        return set()
    return {
        name
        for meaning, name in asked.of.items()
        if guessed.get(meaning) == name and not meanings.known(name)
    }


def _examples(step: Bench) -> dict[str, str]:
    """The first thing that stands in each column."""
    rows = step.taken.head
    found = {}
    for name in step.taken.reading.columns:
        cells = rows[name].dropna()
        found[name] = cut(str(cells.iloc[0]), _EXAMPLE) if len(cells) else ""
    return found


def _column(
    step: Bench, place: int, name: str, example: str, filled: int, unsure: bool, t: Words
) -> None:  # fmt: skip
    """One column."""
    heading, shows, means, result = st.columns(_WIDTHS, vertical_alignment="center")
    meaning = next((one for one, called in work.asked().of.items() if called == name), "")
    key = f"bench_means_{step.key}_{place}"
    state.fill(key, meaning)
    heading.html(str(element("b", cut(name), css="bench-cell")))
    shows.html(str(element("span", example or "—", css="bench-cell")))
    with means, st.container(key=f"{'unsure' if unsure else 'sure'}_{place}"):
        st.selectbox(
            name, ["", *HEADINGS], key=key, label_visibility="collapsed",
            format_func=lambda one: t(f"register.meaning.{one}" if one else "workbench.unused"),
            on_change=partial(_mean, name, key),
        )  # fmt: skip
    kind = "unused" if not meaning else "unsure" if unsure else "filled"
    css = "bench-cell bench-ask" if unsure else "bench-cell bench-good" if meaning else "bench-cell"
    said = t(f"workbench.result.{kind}", n=t.number(filled))
    result.html(str(element("span", said, css=css)))


def _mean(name: str, key: str) -> None:
    """Callback: what the reader says that a column means."""
    work.mean(name, str(st.session_state[key]))


def _datum(step: Bench, asked: Columns, t: Words) -> None:
    """Which datum the coordinates are in, and what speaks for each."""
    state.fill("bench_datum", asked.datum)
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        st.selectbox(
            t("workbench.datum"), ["", *DATUMS], key="bench_datum",
            format_func=lambda one: t(f"register.datum.{one}" if one else "workbench.datum_auto"),
            on_change=lambda: work.in_datum(str(st.session_state["bench_datum"])),
        )  # fmt: skip
    report = step.report
    if report and (shares := report.shares):
        found = t(f"register.datum.{report.columns.datum}")
        told = t.clauses(
            f"{t(f'register.datum.{one}')} {t.percent(share, 1)}" for one, share in shares.items()
        )
        with right:
            said = t("workbench.datum_shares", datum=found, shares=told)
            cards.show(cards.how_to_read(said))


def _place() -> None:
    """Callback: place the firms with the columns as they are said to be."""
    work.place(state.shipped())
