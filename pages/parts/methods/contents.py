"""The table of contents of the methods: a section for each page, and what holds for all."""

from __future__ import annotations

import streamlit as st

from geo.look.html import element
from geo.sheets import methods
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation


def name(topic: str, t: Words) -> str:
    """Name of a section: that of the page, or its own."""
    return t(f"{topic}.page" if topic in methods.FIGURES else f"methods.topic.{topic}")


def draw(view: View, t: Words) -> None:
    """Links to all sections; the open one is set in bold."""
    general = [topic for topic in methods.TOPICS if topic not in methods.FIGURES]
    for heading, topics in (("contents", list(methods.FIGURES)), ("general", general)):
        cards.show(element("div", t(f"methods.{heading}"), css="contents-head"))
        with st.container(key=f"methods_list_{heading}"):
            for topic in topics:
                label = name(topic, t)
                here = f"**{label}**" if topic == view.methods.topic else label
                navigation.link("methods", view.replace(topic=topic), here)
