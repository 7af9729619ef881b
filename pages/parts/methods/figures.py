"""Each figure of a page with what it shows, how it is made and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element, join
from geo.sheets import methods
from geo.sheets.methods import FIELDS, Figure
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.methods import contents
from pages.parts.shell import navigation


def of_page(atlas: Atlas, view: View, t: Words) -> None:
    """All figures of the page whose section is open, with its tables and formulas beside."""
    topic = view.methods.topic
    text, aside = st.columns([1.75, 1], gap="large")
    with text, st.container(key="detail"):
        page = contents.name(topic, t)
        figures = methods.FIGURES[topic]
        title = cards.figure_head(t("methods.page_title", page=page, n=len(figures)))
        cards.show(cards.block(title), *(_figure(figure, t) for figure in figures))
    with aside:
        with st.container(key="table"):
            _tables(atlas, view, t)
        if used := methods.measures_of(topic):
            with st.container(key="methods_formulas"):
                head = cards.figure_head(
                    t("methods.formulas_title", n=len(used)),
                    reading=t("methods.formulas_reading"),
                )
                cards.show(cards.block(head), _formulas(used, t))
    navigation.link(topic, view, t("methods.back", page=page), key="methods_back")


def _figure(figure: Figure, t: Words) -> Markup:
    rows = ((t(f"methods.col_{name}"), t(f"{figure.key}.{name}")) for name in FIELDS)
    title = cards.heading(t(f"{figure.key}.title"), 3, "method-title")
    return element("div", title, cards.terms(rows), css="method")


def _tables(atlas: Atlas, view: View, t: Words) -> None:
    """Links to the tables of a section on the page of the data."""
    tables = methods.tables_of(view.methods.topic)
    named = view.methods.topic != "data"
    title = t("methods.tables_title", n=len(tables)) if named else t("methods.tables_any")
    cards.show(cards.block(cards.figure_head(title)))
    for table in tables if named else atlas.tables:
        navigation.link("data", view.replace(table=table), atlas.resource(table).title(t.lang))


def _formulas(names: Iterable[str], t: Words) -> Markup:
    return join(
        element(
            "div",
            element("b", t(f"methods.measure.{name}")),
            element("code", methods.MEASURES[name]),
            element("small", methods.reference(name)),
            css="formula",
        )
        for name in names
    )


def formulas(t: Words) -> None:
    """Every formula with its literature: those that pages use, and those that none does."""
    used = [name for name in methods.MEASURES if name in methods.on_pages()]
    rest = [name for name in methods.MEASURES if name not in methods.on_pages()]
    with st.container(key="detail"):
        for names, key, reading in (
            (used, "formulas_used", "formulas_reading"),
            (rest, "formulas_unused", "formulas_unused_reading"),
        ):
            head = cards.figure_head(
                t(f"methods.{key}", n=len(names)), reading=t(f"methods.{reading}")
            )
            cards.show(cards.block(head), _formulas(names, t))


def notes(atlas: Atlas, topic: str, t: Words) -> None:
    """What holds for all pages, with figures measured where there are any."""
    codes = methods.NOTES[topic]
    fields: dict[str, str] = {}
    if topic == "places":
        province, city, county = methods.generalisation(atlas)
        fields = {
            "area": t.number(province),
            "city": t.percent(city, 2),
            "county": t.percent(county, 2),
        }
    with st.container(key="detail"):
        title = t("methods.notes_title", topic=contents.name(topic, t), n=len(codes))
        body = (
            element(
                "div",
                cards.heading(t(f"{key}.title"), 3, "method-title"),
                element("p", t(f"{key}.text", **fields)),
                css="method",
            )
            for key in (f"methods.{topic}.{code}" for code in codes)
        )
        cards.show(cards.block(cards.figure_head(title)), *body)
