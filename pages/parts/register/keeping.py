"""Registers that a reader has the server keep: listed, opened, renamed, handed out, deleted."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from geo.record.filenames import table_name
from geo.register import packed
from geo.register.workspace import Kept, Workspace, WorkspaceError, workspace
from geo.words import Words
from geo.words.text import cut, tidy
from pages.parts import cards
from pages.parts.register import work
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame

_OWNER = "bench_owner"
_SECRET = re.compile(r"[0-9a-f]{64}")
_LISTED = "bench_listed"
#: Characters of a name.
_LONGEST = 80
_LOG = logging.getLogger("hubei_cluster_atlas")
_component = st.components.v2.component(
    "owner", html="<i></i>", js=Path(__file__).with_name("owner.js").read_text(encoding="utf-8")
)


def draw(page: Frame) -> None:
    """What the owner keeps here, and the way to keep what is on the workbench."""
    place, t = workspace(), page.t
    if place is None:
        return
    owner = _owner()
    if not owner:
        return
    listed = _listed(place, owner, t)
    step = work.bench()
    placed = step is not None and step.folder is not None
    if not listed and not placed:
        return
    with st.expander(t("workbench.kept", n=t.number(len(listed))), key="bench_kept"):
        cards.show(cards.how_to_read(t("workbench.kept_reading")))
        if placed:
            st.button(
                t("workbench.keep"), key="bench_keep", on_click=_do,
                args=(t, partial(_keep, place, owner)),
            )  # fmt: skip
        for one in listed:
            _one(place, owner, one, t)


def _owner() -> str:
    """The secret of this browser; empty as long as it has not told."""
    told = st.session_state.get(_OWNER, {}).get("secret")
    known = told if isinstance(told, str) and _SECRET.fullmatch(told) else ""
    with st.container(key="bench_owner_out"):
        _component(
            key=_OWNER, data={"known": known}, default={"secret": ""},
            on_secret_change=lambda: None,
        )  # fmt: skip
    return known


def _listed(place: Workspace, owner: str, t: Words) -> tuple[Kept, ...]:
    """What is kept, asked once until it changes."""
    if _LISTED not in st.session_state:
        st.session_state[_LISTED] = ()
        try:
            st.session_state[_LISTED] = place.kept(owner)
        except WorkspaceError as error:
            _told(error, t)
    found: tuple[Kept, ...] = st.session_state[_LISTED]
    return found


def _told(error: WorkspaceError, t: Words) -> None:
    """Tell the reader that it could not be done, and the keeper of the server why."""
    _LOG.warning("workspace: %s", error)
    work.remark(t("workbench.kept_fault"))


def _do(t: Words, change: Callable[[], None]) -> None:
    """Callback: change what is kept, and list it anew."""
    try:
        change()
    except WorkspaceError as error:
        _told(error, t)
    st.session_state.pop(_LISTED, None)


def _keep(place: Workspace, owner: str) -> None:
    step = work.bench()
    if step and step.folder and step.report:
        packed.write(step.folder, step.report, step.rules)
        place.keep(owner, step.taken.file, step.firms, step.folder)


def _one(place: Workspace, owner: str, one: Kept, t: Words) -> None:
    """One register: its name, which can be changed, and what can be done with it."""
    name, *rooms = st.columns([3, 1, 1.2, 1], vertical_alignment="bottom")
    about = t("workbench.kept_one", firms=t.number(one.firms), day=one.day)
    key = f"bench_kept_{one.key}"
    with name:
        state.fill(key, one.name)
        st.text_input(
            about, key=key, max_chars=_LONGEST, on_change=_do,
            args=(t, partial(_rename, place, owner, one.key, key)),
        )  # fmt: skip
    with rooms[0]:
        st.button(
            t("workbench.open"), key=f"{key}_open", on_click=_do,
            args=(t, partial(_open, place, owner, one.key)),
        )  # fmt: skip
    with rooms[1]:
        called = table_name(one.name, "firms", "zip", date.today(), t)
        st.download_button(
            t("workbench.export"), partial(_export, place, owner, one.key), called,
            "application/zip", key=f"{key}_export", on_click="ignore",
        )  # fmt: skip
    with rooms[2]:
        st.button(
            t("workbench.delete"), key=f"{key}_delete", on_click=_do,
            args=(t, partial(place.delete, owner, one.key)),
        )  # fmt: skip


def _rename(place: Workspace, owner: str, key: str, widget: str) -> None:
    if name := cut(tidy(str(st.session_state[widget])), _LONGEST):
        place.rename(owner, key, name)


def _open(place: Workspace, owner: str, key: str) -> None:
    folder = work.new_folder(visit.folder())
    place.fetch(owner, key, folder)
    work.use_folder(state.shipped(), folder)


def _export(place: Workspace, owner: str, key: str) -> bytes:
    with tempfile.TemporaryDirectory() as passing:
        place.fetch(owner, key, Path(passing))
        return packed.pack(Path(passing)).read_bytes()
