"""A register on an engine elsewhere, by its address, where the keeper of the server allows it."""

from __future__ import annotations

import streamlit as st

from geo import settings
from geo.register.engine import TYPES
from geo.words import Words
from pages.parts import cards
from pages.parts.register import work
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_ADDRESS, _COLUMNS = "bench_address", "bench_address_columns"
#: Characters of an address, and of what its columns are called.
_LONGEST, _MOST = 500, 2_000


def allowed() -> bool:
    """Whether readers of this server may name an engine."""
    return settings.current().register_field


def draw(page: Frame) -> None:
    """Address, what the table calls its columns, and a button that asks for it."""
    if not allowed():
        return
    t = page.t
    with st.expander(t("workbench.remote"), key="bench_remote"):
        cards.show(cards.how_to_read(t("workbench.remote_reading", columns=t.join(TYPES))))
        # It may hold a password, which nobody beside the reader should see.
        st.text_input(
            t("workbench.remote_address"), key=_ADDRESS, type="password", max_chars=_LONGEST,
            placeholder="postgres://reader@db.example/registers#public.firms",
        )  # fmt: skip
        st.text_area(
            t("workbench.remote_columns"), key=_COLUMNS, max_chars=_MOST, height=80,
            placeholder="name = 企业名称",
        )  # fmt: skip
        st.button(t("workbench.remote_use"), key="bench_remote_use", on_click=_use, args=(t,))


def _use(t: Words) -> None:
    """Callback: ask for the table, and count its firms if it answers."""
    address = str(st.session_state.get(_ADDRESS, "")).strip()
    columns = _called(str(st.session_state.get(_COLUMNS, "")))
    if unknown := sorted(set(columns) - set(TYPES)):
        work.remark(t("workbench.remote_unknown", columns=t.join(unknown)))
        return
    work.connect(state.shipped(), address, columns)


def _called(text: str) -> dict[str, str]:
    """What a table calls columns, a line each: ``name = 企业名称``."""
    lines = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {one.strip(): other.strip().strip("\"'") for one, _, other in lines}
