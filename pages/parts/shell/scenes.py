"""Scenes that a control of a page leads to, ready for the frame of the map to show at the click.

A page says what a control offers. The frame fetches all of it in one file as soon as a reader comes
near the control, shows the scene that is asked for, and the server's own scene then confirms it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from geo import maps, sheets
from geo.data.atlas import Atlas
from geo.maps.script import to_script
from geo.sheets.view import View
from pages.parts.shell import mapframe, served

_KEPT = "map_scenes"


@dataclass
class Offers:
    """What the controls beside the map of a page lead to.

    Attributes
    ----------
    words : dict
        What each control says of each of its options: the code of the scene by those words.
    views : dict
        The view of each scene.
    """

    words: dict[str, dict[str, str]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)

    def add(
        self, view: View, control: str, words: Mapping[str, str], change: Callable[[str], Any]
    ) -> None:
        """Offer what a control leads to.

        Parameters
        ----------
        view : View
            What is chosen now.
        control : str
            Its name.
        words : Mapping
            What it says of each option, by code.
        change : callable
            Choices of the view that an option makes.
        """
        self.words[control] = {said: code for code, said in words.items()}
        self.views |= {code: view.replace(**change(code)) for code in words}


def told(atlas: Atlas, page: str, offers: Offers) -> dict[str, Any] | None:
    """What the frame has to know of the offers; None without any.

    As long as the same is offered it lies at the same address.
    """
    if not offers.views:
        return None
    key = (atlas, page, offers.views)
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        file = served.serve_later("scenes", "json", partial(_every, *key))
        st.session_state[_KEPT] = kept = key, file
    return {"address": mapframe.seen_from_frame(kept[1].address), "controls": offers.words}


def _every(atlas: Atlas, page: str, views: Mapping[str, View]) -> str:
    every = (f"{to_script(code)}:{_scene(atlas, page, view)}" for code, view in views.items())
    return "{" + ",".join(every) + "}"


def _scene(atlas: Atlas, page: str, view: View) -> str:
    figure = sheets.map_figure(atlas, page, view)
    return "[]" if figure is None else maps.calls(mapframe.scene(atlas, view, figure.content))
