"""What the data cannot tell and where sources disagree, as the data package has it."""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas, Remark
from geo.look.html import element
from geo.sheets import methods
from geo.words import Words
from pages.parts import cards


def draw(atlas: Atlas, topic: str, t: Words) -> None:
    """All remarks of a section, each with the tables that it is about."""
    with st.container(key="table"):
        for kind in methods.REMARKS[topic]:
            found = atlas.remarks(kind)
            reading = t("methods.contradictions_reading") if kind == "contradictions" else ""
            head = cards.figure_head(t(f"methods.{kind}_title", n=len(found)), reading=reading)
            items = ((one.texts[t.lang], element("small", _about(atlas, one, t))) for one in found)
            cards.show(cards.block(head), cards.listed(items, "remarks", "ol"))


def _about(atlas: Atlas, remark: Remark, t: Words) -> str:
    titles = t.join(atlas.resource(name).title(t.lang) for name in remark.tables)
    return t("methods.about_tables", tables=titles)
