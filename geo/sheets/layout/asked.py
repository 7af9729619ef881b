"""What a view asks of the page on the layout."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.layout import Axis, Scheme
from geo.record.clusters import MAIN_SCHEME
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import quotable

#: What the scheme in force is set against until the reader chooses.
_FIRST = "three_metro_circles"
#: Ways of cities that are changes.
_MOVED = ("regrouped", "joined", "left")


def scheme(atlas: Atlas, view: View) -> Scheme:
    """The scheme that is spoken of."""
    return layout.scheme(atlas, view.layout.scheme)


def against(atlas: Atlas, view: View) -> Scheme:
    """The scheme that it is set against."""
    shown, versus = view.layout.scheme, view.layout.versus
    if versus and versus != shown:
        return layout.scheme(atlas, versus)
    return layout.scheme(atlas, _FIRST if shown == MAIN_SCHEME else MAIN_SCHEME)


def axes(atlas: Atlas, view: View) -> tuple[Axis, ...]:
    """Corridors that the view asks for, in the order of the table."""
    wanted = view.layout.axis or layout.usual(view.layout.scheme)
    return tuple(axis for axis in layout.axes(atlas) if axis.axis_id in wanted)


def changes_title(atlas: Atlas, view: View, t: Words) -> str:
    """How many cities are grouped otherwise in the two schemes."""
    one, two = scheme(atlas, view), against(atlas, view)
    moved = sum(len(way.cities) for way in layout.changes(one, two) if way.kind in _MOVED)
    return t(
        f"layout.change.table_title{'_all' if moved == len(one.cities) else ''}",
        n=moved,
        one=quotable(layout.scheme_word(one, t)),
        two=quotable(layout.scheme_word(two, t)),
    )
