"""The one state of a session: the data package and the view, kept in step with the URL.

The view is the truth. Widgets are filled from it before they are drawn and write back to it in
their callbacks; the address bar is read before a page runs and written after it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from hashlib import blake2s
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st

from geo import settings, story
from geo.data import atlas as geo_atlas
from geo.data import package
from geo.data.atlas import Atlas, AtlasError
from geo.extras import MissingPartError
from geo.look.tokens import Theme
from geo.own.ids import PREFIX
from geo.population.contract import EngineError, Population
from geo.population.fields import Notice
from geo.sheets import view as geo_view
from geo.sheets.concentration.options import EXPERT
from geo.sheets.view import View
from geo.words import Words
from pages.parts.shell import failure, kept, visit

_VIEW = "view"
_WRITTEN = "written_codes"
_READ = "read_codes"
_CHANGED = "changed_by_click"
_NOTICES = "notices"
_MOUNTS = "widget_mounts"
_PLAYED = "played_at"
_ROWS = "rows_by_table"
_FOLDER = "folder_of_the_data"
#: Data sets that a server keeps open; the one not asked for longest is closed, with its answers.
_MOST_OPEN = 8
_LOG = logging.getLogger("hubei_cluster_atlas")


@st.cache_resource(show_spinner=False, max_entries=_MOST_OPEN)
def _load(folder: Path, base: Path) -> Atlas:
    return geo_atlas.load(folder, base)


def shared_atlas() -> Atlas:
    """The data that everybody sees, as they are at this moment."""
    return _load(package.chosen(), package.base())


@st.cache_resource(show_spinner=False, max_entries=_MOST_OPEN)
def _register(folder: Path, base: Path, place: str) -> Population | None:
    """The register of firms that the setting names; none if there is none at that place."""
    try:
        return import_module("geo.register.register").opened(_load(folder, base), place)
    except (EngineError, MissingPartError) as error:
        _LOG.error("register of firms: %s", error)
        return None


def open_atlas() -> Atlas:
    """The data of this visit: its lists laid over those of everybody, its register beside them."""
    own, place = visit.used(), settings.current().register_url
    atlas = own[-1] if own else shipped()
    firms = _register(package.chosen(), package.base(), place) if place else None
    return visit.with_firms(atlas, firms)


def shipped() -> Atlas:
    """The data that everybody sees; a page of faults if they are broken."""
    try:
        return shared_atlas()
    except AtlasError as error:
        _LOG.error("%s", error)
        failure.show_broken_package(error)
        st.stop()


def read(atlas: Atlas) -> tuple[View, tuple[Notice, ...]]:
    """The view of this run, from the URL where the reader changed it, else from the session."""
    several = {name: st.query_params.get_all(name) for name in st.query_params}
    params = st.query_params.to_dict()
    followed = (st.session_state.get(_WRITTEN), st.session_state.get(_READ))
    # A click comes with the address that the browser had then, which may be behind by a run.
    clicked = st.session_state.pop(_CHANGED, False)
    moved = st.session_state.get(_FOLDER, atlas.folder) != atlas.folder
    st.session_state[_FOLDER] = atlas.folder
    if _VIEW in st.session_state and not moved and (clicked or params in followed):
        if clicked:
            st.session_state[_READ] = params.copy()
        return st.session_state[_VIEW], st.session_state[_NOTICES]
    # Until the run is over: a click that cuts it short must not be undone by reading on.
    st.session_state[_READ] = params.copy()
    params, twice = geo_view.merged(
        (name, value) for name, values in several.items() for value in values
    )
    if _VIEW not in st.session_state:
        params = _left_open(params) | params
    elif moved and (clicked or params in followed):
        params = current().codes()  # newer data may not have all that is chosen
    stop_playing()
    view, notices = geo_view.parse(params, atlas)
    view, more = story.settle(view, atlas)
    notices = (*twice, *notices, *more)
    if _VIEW in st.session_state and view.lang != current().lang:
        kept.keep({"lang": view.lang})  # only the links to the other language lead there
    change(**view.values())
    st.session_state[_NOTICES] = notices
    return view, notices


def _left_open(params: Mapping[str, str]) -> dict[str, str]:
    """Language and depth where the first link of a session does not say them."""
    chosen = kept.brought()
    lang = {"lang": chosen.pop("lang", _first_language())}
    return lang | (chosen if EXPERT.isdisjoint(params) else {})


def _first_language() -> str:
    """Chinese, unless the browser asks for another language."""
    locale = st.context.locale or ""
    return "zh" if not locale or locale.lower().startswith("zh") else "en"


def publish(view: View) -> None:
    """Write the view into the address bar, so that it is always a link to what is seen."""
    for code in (_READ, _CHANGED):
        st.session_state.pop(code, None)
    if playing():  # one step of a play is no place to come back to
        return
    codes = link_codes(view)
    # The browser leaves the address as it is when a link leads to the page that it stands on,
    # so it is written whenever it ought to change. The same address twice makes no history.
    if not codes == st.query_params.to_dict() == st.session_state.get(_WRITTEN, codes):
        st.query_params.from_dict(codes)
    st.session_state[_WRITTEN] = codes


def link_codes(view: View) -> dict[str, str]:
    """Codes of a link to a view for this browser, which may hold another depth than the usual."""
    other = kept.brought().get("depth", view.depth) != view.depth
    return public(view).codes() | ({"depth": view.depth} if other else {})


def public(view: View) -> View:
    """The view as a link may tell it: a cluster of a list of one's own is in nobody else's data."""
    return view.replace(sel=None) if str(view.sel).startswith(PREFIX) else view


def change(by: str | None = None, **fields: Any) -> None:
    """Change the view, unless a value is none that a link could hold.

    Called from callbacks, which run before the page is drawn again. ``by`` names the widget that
    the reader used; all others are mounted anew, as the browser would go on sending the old value
    of a widget that is out of sight.

    What widgets, charts and the frame of the map send is as foreign as a link: a click that meets a
    run half way can bring a label that is no option any more.
    """
    known = st.session_state.get(_VIEW)
    try:
        changed = (known or View()).replace(**fields)
        changed.check(open_atlas())
    except (TypeError, ValueError):
        return
    if changed == known:
        return
    if by:
        kept.keep(fields)
    st.session_state[_VIEW] = changed
    st.session_state[_NOTICES] = ()
    st.session_state[_CHANGED] = True
    mounts = st.session_state.setdefault(_MOUNTS, {})
    for name in mounts:
        mounts[name] += name != by


def hold() -> None:
    """Keep the view: what the page itself asks for may bring an address that is behind by a run."""
    st.session_state[_CHANGED] = True


def widget_key(name: str) -> str:
    """Key of a widget that shows a part of the view; see :func:`change`."""
    mount = st.session_state.setdefault(_MOUNTS, {}).setdefault(name, 0)
    return f"{name}_{mount}" if mount else name


def given(name: str, key: str) -> Any:
    """What the reader gave a widget; for callbacks.

    Parameters
    ----------
    name : str
        The widget.
    key : str
        Its key when it was drawn. A reader who is faster than the answer uses widgets that were
        mounted anew since, and may even do so while a run is half way; then it is what the last
        mount holds.
    """
    mount = st.session_state.get(_MOUNTS, {}).get(name, 0)
    keys = [f"{name}_{number}" for number in range(mount, 0, -1)]
    return next((st.session_state[k] for k in [key, *keys, name] if k in st.session_state), None)


def rows_key(name: str, ids: Sequence[Any]) -> str:
    """Key of a table with one row for each of some things; other things make another table.

    The same things make the same table again, which the browser then still has.
    """
    tables: dict[str, tuple[Any, ...]] = st.session_state.setdefault(_ROWS, {})
    key = f"{name}_{blake2s(repr(tuple(ids)).encode(), digest_size=6).hexdigest()}"
    tables.pop(key, None)
    tables[key] = tuple(ids)
    mounts = [other for other in tables if other.rpartition("_")[0] == name]
    for other in mounts[:-2]:  # a click may still be on its way from the last one
        del tables[other]
    return key


def picked(key: str) -> tuple[Any, ...]:
    """What the row picked in a table stands for; for callbacks.

    Rows are counted in the table that the reader saw. Nothing if there is no such row.
    """
    ids = st.session_state.get(_ROWS, {}).get(key, ())
    row = st.session_state.get(key, {}).get("row")
    return (ids[row],) if type(row) is int and 0 <= row < len(ids) else ()


def fill(key: str, value: Any) -> None:
    """Give a widget its value before it is drawn, unless it has it.

    A value that is set is sent to the browser, where it takes the place of what the reader may be
    typing or clicking at that moment.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def correct(notices: tuple[Notice, ...], **fields: Any) -> View:
    """Put right what a link asks for and its page does not have, and remember the notices."""
    st.session_state[_VIEW] = st.session_state[_VIEW].replace(**fields)
    st.session_state[_NOTICES] = notices
    return current()


def current() -> View:
    """The view of the session."""
    return st.session_state[_VIEW]


def words(view: View) -> Words:
    """The catalogue in the language of a view."""
    return Words(view.lang)


def playing() -> bool:
    """Whether the years are being played."""
    return _PLAYED in st.session_state


def start_playing(now: float) -> None:
    """Begin to play the years; the first one has its time, too."""
    st.session_state[_PLAYED] = now


def stop_playing() -> None:
    """Stop playing the years."""
    st.session_state.pop(_PLAYED, None)


def due(now: float, seconds: float) -> bool:
    """Whether the next year of a play is due; if so, its time starts to run."""
    if now - st.session_state[_PLAYED] < seconds:
        return False
    st.session_state[_PLAYED] = now
    return True


def theme() -> Theme:
    """Theme that the browser shows; charts need it, as they cannot follow a style sheet."""
    return "dark" if st.context.theme.type == "dark" else "light"
