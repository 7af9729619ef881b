"""What comes in sight of a map of firms, asked for by its frame: zoom and pan run no script.

The frame says what it shows. It gets the cells or firms there, and what it showed last is what the
next run of the page packs for it.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import ref

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo.data.atlas import Atlas
from geo.maps.cells import FirmCells
from geo.maps.content import MapContent
from geo.population.contract import EngineError
from geo.sheets.firms import on_map
from geo.sheets.firms.on_map import PROVINCE, Window
from geo.sheets.firms.register import Asked, asked
from geo.sheets.view import View
from geo.words import Words
from pages.parts.shell import own_route, painted, visit
from pages.parts.shell.own_route import NotTakenError
from pages.parts.shell.visits import Visit

_NAME = "cells"
_FRAME = "firms_frame"
#: Selections of a visit whose maps may still ask.
_MOST = 8
#: Whole zooms that a map has, and metres that lie on it.
_STEPS, _REACH = range(15), 20_037_509
#: Firms that a cell tells of at most.
_LIST = 50


@dataclass
class _Frame:
    """What the frame of a map shows, as it said last."""

    key: str
    step: int = PROVINCE
    window: Window | None = None


@dataclass(frozen=True)
class _Shown:
    """What a map may ask for, as long as its register is in use."""

    atlas: ref[Atlas]
    view: View
    frame: _Frame


def live(atlas: Atlas, view: View, content: MapContent) -> MapContent:
    """The content with the firms that its frame shows now, and where it asks for others."""
    at = next((n for n, one in enumerate(content.layers) if isinstance(one, FirmCells)), None)
    found = None if at is None else asked(atlas, view)
    if at is None or found is None:
        return content
    own = visit.begun()  # a register of the server's own has none yet
    shown = _Shown(ref(atlas), view, _frame())
    stamp = _stamp(found, view)
    every: dict[str, _Shown] = own.maps
    every.pop(stamp, None)
    every[stamp] = shown
    for old in list(every)[:-_MOST]:
        del every[old]
    frame, t = shown.frame, Words(view.lang)
    data = on_map.in_sight(atlas, found, t, frame.step, frame.window)
    layers = [*content.layers]
    layers[at] = FirmCells(data, {"address": own_route.address(_NAME, own), "stamp": stamp})
    return dataclasses.replace(content, layers=tuple(layers))


def _frame() -> _Frame:
    """What the frame that stands in this session shows."""
    key = painted.signal().key
    frame: _Frame | None = st.session_state.get(_FRAME)
    if frame is None or frame.key != key:
        frame = st.session_state[_FRAME] = _Frame(key)
    return frame


def _stamp(found: Asked, view: View) -> str:
    told = repr((id(found.register), found.where, view.lang))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


async def _answer(request: Request, own: Visit) -> Response:
    shown: _Shown | None = own.maps.get(request.query_params.get("stamp", ""))
    atlas = shown.atlas() if shown else None
    if shown is None or atlas is None:
        raise NotTakenError(404, "over")
    step, window, listed = _read(request.query_params)
    try:
        data = await run_in_threadpool(_told, atlas, shown, step, window, listed)
    except EngineError as error:
        raise NotTakenError(503, "lost") from error
    return JSONResponse(data | {"stamp": request.query_params["stamp"]})


def _read(query: Mapping[str, str]) -> tuple[int, Window, int]:
    """Zoom, window and how many firms are to be listed; 0 where cells are asked for."""
    try:
        west, south, east, north = (int(part) for part in query["window"].split(","))
        step, listed = int(query["step"]), int(query.get("list", "0"))
    except (KeyError, ValueError) as error:
        raise NotTakenError(400, "not_read") from error
    sound = -_REACH <= west < east <= _REACH and -_REACH <= south < north <= _REACH
    if not sound or step not in _STEPS or not 0 <= listed <= _LIST:
        raise NotTakenError(400, "not_read")
    return step, (west, south, east, north), listed


def _told(atlas: Atlas, shown: _Shown, step: int, window: Window, listed: int) -> dict[str, Any]:
    found, t = asked(atlas, shown.view), Words(shown.view.lang)
    if found is None:
        raise EngineError(shown.view.lang)
    if listed:
        return on_map.listed(atlas, found, t, window, listed)
    shown.frame.step, shown.frame.window = step, window
    return on_map.in_sight(atlas, found, t, step, window)


def route() -> Route:
    """Where frames ask."""
    return own_route.route(_NAME, _answer)
