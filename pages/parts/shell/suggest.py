"""What the search box offers: where to go while one types, and what is nearest to nothing."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path

import streamlit as st

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element
from geo.population.nearest import nearest
from geo.sheets.suggested import answers, script_data
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import cut
from pages.parts import cards
from pages.parts.shell import navigation, served, state
from pages.parts.shell.served import ServedFile

_HERE = Path(__file__)
#: How many pages are offered where nothing was found.
_MOST = 3


@remembered(4)
def _file(atlas: Atlas, lang: str) -> ServedFile:
    """What is offered, once for each data set and language; own lists last in no browser."""
    if atlas.overlay is not None:
        return served.serve_later(f"suggestions-{lang}", "json", partial(script_data, atlas, lang))
    return served.serve(f"suggestions-{lang}", "json", script_data(atlas, lang))


@cache
def _script() -> str:
    return _HERE.with_suffix(".js").read_text(encoding="utf-8")


@cache
def _style() -> str:
    return _HERE.with_suffix(".css").read_text(encoding="utf-8")


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Put the list into the page; it is seen while somebody types."""
    carried = state.link_codes(_carried(view))
    words = {
        "label": t("search.suggestions"),
        "hint": t("search.go"),
        "found": t("search.found", n="{n}"),
        "compare": t("search.compare", places="{places}"),
        "there": t("search.there", city="{city}", chain="{chain}"),
        "page": t("search.kind.page"),
        "between": t.join(["", ""]),
    }
    given = _file(atlas, t.lang).address, carried, words
    values = ", ".join(json.dumps(value, ensure_ascii=False) for value in given)
    script = _script().replace("(FILE, CARRIED, WORDS)", f"({values})")
    st.html(
        f"<style>{_style()}</style><script data-suggest>{script}</script>",
        unsafe_allow_javascript=True,
    )


def _carried(view: View) -> View:
    """The choices that go along wherever a reader goes."""
    return View(lang=view.lang, depth=view.depth, story=view.stage.story)


def nothing_found(atlas: Atlas, page: str, view: View, t: Words) -> None:
    """Offer what is nearest to a text that no cluster of the selection answers, and its pages."""
    asked = view.selection.q
    near = nearest(atlas, view.selection)
    there = answers(atlas, asked, t.lang)[:_MOST]
    with st.container(key="nearest", horizontal=True, vertical_alignment="center", gap="small"):
        key = "nothing"
        if near:
            key = "nearest_unfiltered" if near[0].unfiltered else "nearest"
        text = t(f"search.{key}", q=cut(asked))
        cards.show(element("div", text, css="nothing-found", role="status"))
        for number, one in enumerate(near):
            label = cards.plain(t("search.near", q=cut(one.selection.q), n=one.number))
            target = view.selecting(one.selection).replace(sel=None)
            navigation.link(page, target, label, key=f"near_{number}")
        for number, place in enumerate(there):
            target = _carried(view).replace(**place.choices)
            label = cards.plain(f"{place.label} · {t(f'search.kind.{place.kind}')}")
            navigation.link(place.page, target, label, key=f"answer_{number}")
