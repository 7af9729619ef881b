"""The reader's own firms, where a view asks to count them in place of what is shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.beside import counted_beside
from geo.population.contract import EngineError, Population
from geo.population.selection import Selection
from geo.questions.concentration.subjects import OWN
from geo.record.about import Export, Source
from geo.record.naming import area_names
from geo.sheets.composed import composed
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words


def register(atlas: Atlas, text: str = "") -> Population | None:
    """The reader's own firms; None where there are none, or where they cannot be reached.

    A text that is searched for is asked of their engine, which may be lost by then.
    """
    found = counted_beside(atlas)
    if found is not None:
        try:
            found.known(Selection(q=text))
        except EngineError:
            return None
    return found


def own(atlas: Atlas, view: View) -> Population | None:
    """The firms that a view asks to count; None where it counts what is shipped."""
    return register(atlas, view.selection.q) if view.shown.own else None


def asks(view: View) -> bool:
    """Whether a view asks for firms of the reader's own."""
    return bool(view.shown.own) or view.concentration.count == OWN


def settled(atlas: Atlas, view: View) -> View:
    """The view as it can be shown: without firms, if it asks for some and there are none."""
    if not asks(view) or register(atlas, view.selection.q) is not None:
        return view
    return view.replace(**set_aside(view))


def set_aside(view: View) -> dict[str, str]:
    """Choices of a view without firms of the reader's own."""
    return {"own": "", **({"count": ""} if view.concentration.count == OWN else {})}


def missing(atlas: Atlas, t: Words) -> str:
    """Why what is shipped is counted, although firms are asked for."""
    return t(f"counted.{'none' if counted_beside(atlas) is None else 'lost'}")


def remark(atlas: Atlas, view: View, what: str, t: Words) -> str:
    """What a page says about the reader's own firms where they are asked for; empty elsewhere.

    Parameters
    ----------
    atlas : Atlas
        The data, with the firms beside them.
    view : View
        The reader's choices.
    what : str
        What the page counts; see ``geo.sheets.page.Page.counts``.
    t : Words
        Language.
    """
    if not asks(view) or not what:
        return ""
    if what != "firms":
        return t(f"counted.{what}")
    found = register(atlas, view.selection.q)
    return missing(atlas, t) if found is None else found.known(Selection()).text(t)


_COLUMNS = ("city_adcode", "city", "chain_id", "chain", "firms")


def export(
    atlas: Atlas, view: View, selection: Selection, link: str = "", day: date | None = None
) -> Export:
    """How many of the reader's own firms each chain has in each city; no firm goes out by name.

    Parameters
    ----------
    atlas : Atlas
        The data, with the firms beside them.
    view : View
        Its language is that of the words.
    selection : Selection
        Which firms.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    """
    t, firms = Words(view.lang), counted_beside(atlas)
    assert firms is not None  # the view is settled
    pairs, names = firms.pairs(selection), area_names(atlas, t)
    chains = atlas.by_key("chains")
    frame = pd.DataFrame(
        {
            "city_adcode": pairs["city"],
            "city": [names[code] for code in pairs["city"]],
            "chain_id": pairs["chain"],
            "chain": [
                t.name(chains.loc[code]) if isinstance(code, str) else None
                for code in pairs["chain"]
            ],
            "firms": pairs["n"],
        }
    )
    rows = composed(
        atlas, t, "own-firms", t("counted.export"), frame,
        {code: t(f"counted.column.{code}") for code in _COLUMNS}, (),
        licence_of="areas", filters=in_words(atlas, view, selection.chosen),
        notes=(firms.known(selection).text(t),), link=link, day=day,
    )  # fmt: skip
    about = replace(
        rows.about,
        sources=(Source("register", t("counted.source")),),
        licence=t("counted.licence"),
    )
    return replace(rows, about=about)
