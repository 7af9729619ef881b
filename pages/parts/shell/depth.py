"""The switch between plain words and all that an expert may want, on pages where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.sheets.view import DEPTHS
from pages.parts.shell import control

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame

#: Pages that say more to experts.
PAGES = ("concentration", "chains", "city", "compare")


def draw(page: Frame) -> None:
    """The switch; what it adds is told by the page."""
    if page.code not in PAGES:
        return
    t = page.t
    with st.container(key="depths", width="content"):
        control.segments(
            "depth", t("plain.switch"), DEPTHS, page.view.depth, lambda one: t(f"plain.depth.{one}")
        )
