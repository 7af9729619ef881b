"""An official list of one's own: taken, checked, previewed, and used in this visit."""

from __future__ import annotations

import streamlit as st

from geo.record import counts
from geo.record.naming import names
from pages.parts import cards
from pages.parts.own import check, preview, take, work
from pages.parts.register import shown
from pages.parts.shell.frame import Frame


def draw(page: Frame) -> None:
    """Head and steps."""
    atlas, t = page.atlas, page.t
    draft = work.draft()
    with page.head:
        cards.style("register")
        cards.style("own")
        code = draft.programme if draft else work.programme(atlas)
        known = counts.coverage(atlas, code)
        key = "own.headline" if known.official else "own.headline_only"
        called = names(atlas, "programmes", t)[code]
        said = t(key, programme=called, named=known.named, official=known.official)
        cards.show(cards.headline(said, t))
        cards.show(cards.how_to_read(t("own.lead")))
    with page.below:
        preview.in_use(page)
        left, right = st.columns([1, 1.5], gap="medium")
        with left, st.container(key="own_take"):
            take.draw(page)
        with right:
            if draft is None:
                cards.show(shown.step(2, t("own.check"), t("own.check_none")))
            else:
                members = work.members(atlas, draft)
                with st.container(key="own_check"):
                    check.draw(page, draft, members)
                with st.container(key="own_preview"):
                    preview.draw(page, draft, members)
