"""The map of concentration: quotients, list against statistic, or centres of several lists."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import CENTRES
from geo.maps import concentration as layers
from geo.maps import signs
from geo.maps.content import MapContent
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.maps.two_way import TwoWayAreas, two_way_legend
from geo.measures.counting import Rule
from geo.questions.concentration import (
    bases,
    choice,
    dated,
    quotients,
    robustness,
    subjects,
    wording,
)
from geo.questions.concentration.bases import Base
from geo.questions.concentration.centres import Centre, apart_km, centre
from geo.questions.concentration.dated import Dated
from geo.questions.concentration.subjects import Subject
from geo.record import clusters, findings, seats
from geo.record.naming import area_names
from geo.sheets.concentration import asked
from geo.sheets.concentration.two_way import measured_by, standings
from geo.sheets.concentration.verdict import whole_rule
from geo.sheets.figures import MapFigure
from geo.sheets.view import View
from geo.words import Words

#: More ellipses than this cannot be told apart.
MOST = len(CENTRES)


def offered(item: Subject) -> tuple[str, ...]:
    """What the map can show of a subject."""
    return tuple(one for one in choice.MAPS if one != "two_way" or item.named)


def shown(item: Subject, view: View) -> str:
    """What the map shows of a subject."""
    return view.concentration.lens if view.concentration.lens in offered(item) else choice.MAPS[0]


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure | None:
    """The map that a view asks for; None where there is nothing to count."""
    item = asked.of_view(atlas, view)
    if not item.named and item.kind != "amount":
        return None
    lens = shown(item, view)
    match lens:
        case "two_way":
            made = _two_way(atlas, view, item, t)
        case "centres":
            made = _centres(atlas, view, item, t)
        case _:
            made = _quotients(atlas, view, item, t)
    return replace(made, content=replace(made.content, shown=lens))


def _figure(
    atlas: Atlas, title: str, reading: str, legend: Legend, *drawn: AtlasLayer,
    known: tuple[str, bool] = ("", True), table: pd.DataFrame | None = None,
) -> MapFigure:  # fmt: skip
    content = MapContent(clusters.table(atlas).iloc[:0], layers=drawn, marks=False)
    return MapFigure(
        content, title, known[0], reading, legend, alt=title, complete=known[1], table=table
    )


def _table(atlas: Atlas, found: dict[int, layers.Quotient], t: Words) -> pd.DataFrame:
    """The quotients on the map, one row a city."""
    names = area_names(atlas, t)
    return pd.DataFrame(
        {
            t("concentration.col.city"): [names[city] for city in found],
            t("concentration.col.lq"): [
                round(one.lq, 3) if one.lq is not None and one.kind != "few" else None
                for one in found.values()
            ],
            t("concentration.col.kind"): [
                t("maps.unknown_value")
                if one.lq is None
                else t(f"concentration.map.{one.kind}", lq=f"{one.lq:.2f}")
                for one in found.values()
            ],
        }
    )


@remembered(128)
def _judged(
    atlas: Atlas, item: Subject, base: Base, core: tuple[int, ...], rule: Rule
) -> dict[int, layers.Quotient]:
    every = quotients.by_city(subjects.by_city(atlas, item, rule), bases.shares(atlas, base))
    if item.kind == "amount":
        return layers.quotients(every, None)
    judged = quotients.quotients(every, core, quotients.strength(every))
    return layers.quotients(every, judged)


@remembered(128)
def _middle(atlas: Atlas, item: Subject, rule: Rule) -> Centre | None:
    """Mean centre of what is counted."""
    return centre(subjects.by_city(atlas, item, rule), seats.seats(atlas))


@remembered(64)
def _middle_of_base(atlas: Atlas, base: Base) -> Centre | None:
    """Mean centre of a benchmark."""
    return centre(bases.shares(atlas, base), seats.seats(atlas))


@remembered(128)
def _middle_of_list(atlas: Atlas, one: Dated) -> Centre | None:
    """Mean centre of a list of one year."""
    return centre(dated.by_city(atlas, one), seats.seats(atlas))


def _quotients(atlas: Atlas, view: View, item: Subject, t: Words) -> MapFigure:
    base = bases.base(atlas, view.concentration.base, item.year)
    said = wording.names(atlas, item.code, base, asked.core(atlas, view), t)
    found = _judged(
        atlas, item, base, asked.core(atlas, view), whole_rule(item, view.concentration.rule)
    )
    apart = sum(one.kind == "clear" for one in found.values())
    key = "title_amount" if item.kind == "amount" else "title" if apart else "title_open"
    title = t(f"concentration.map.{key}", subject=said.subject, base=said.base, n=apart)
    own = _middle(atlas, item, whole_rule(item, view.concentration.rule))
    against = _middle_of_base(atlas, base)
    centres = [
        (name, tone, one, "")
        for name, tone, one in ((said.base_year, "base", against), (said.subject, "subject", own))
        if one is not None
    ]
    reading = ""
    if own and against:
        reading = t(
            "concentration.map.reading",
            km=t.number(apart_km(own, against)),
            base=said.base,
            subject=said.subject,
        )
    return _figure(
        atlas, title, reading, layers.legend(found, t),
        layers.QuotientAreas(found, title, t), layers.Centres(centres),
        known=wording.known(item, t), table=_table(atlas, found, t),
    )  # fmt: skip


def _two_way(atlas: Atlas, view: View, item: Subject, t: Words) -> MapFigure:
    question = robustness.case(
        atlas, item, view.concentration.base, asked.core(atlas, view), view.concentration.rule
    )
    table = standings(atlas, question)
    base = wording.base_words(measured_by(atlas, item, view.concentration.base), t)
    apart = table["listed"] - table["measured"]
    title = t(
        "concentration.two_way.map_title",
        base=base,
        more=int((apart > 0).sum()),
        less=int((apart < 0).sum()),
        same=int((apart == 0).sum()),
    )
    cities = bases.units(atlas)
    return _figure(
        atlas,
        title,
        t(
            "concentration.two_way.map_reading",
            subject=subjects.label(atlas, item.code, t),
        ),
        two_way_legend(table, len(cities), t),
        TwoWayAreas(table, cities, base, title, t),
        known=wording.known(item, t),
    )


def compared(atlas: Atlas, view: View, item: Subject) -> tuple[Dated, ...]:
    """The lists compared: those chosen, else those over most cities of the programme counted."""
    every = dated.lists(atlas)
    if view.concentration.centre:
        return tuple(one for one in every if one.code in view.concentration.centre)
    programmes = {one.programme for one in every}
    own = item.programme if item.programme in programmes else findings.KEY_GROWTH
    listed = [one for one in every if one.programme == own]
    widest = sorted(listed, key=lambda one: -int((dated.by_city(atlas, one) > 0).sum()))[:MOST]
    return tuple(one for one in listed if one in widest)


def list_name(atlas: Atlas, one: Dated, t: Words) -> str:
    """Programme, year and how much of it is known."""
    programme = clusters.programmes(atlas).loc[one.programme]
    return f"{t.name(programme)} {wording.dated_words(one, t)}"


def middles(
    atlas: Atlas, view: View, item: Subject, t: Words
) -> list[tuple[str, str, Centre | None]]:
    """Name, colour and centre of the benchmark and of each list compared."""
    base = bases.base(atlas, view.concentration.base, item.year)
    found = [(wording.base_words(base, t), "base", _middle_of_base(atlas, base))]
    found += [
        (list_name(atlas, one, t), str(number), _middle_of_list(atlas, one))
        for number, one in enumerate(compared(atlas, view, item))
    ]
    return found


def _centres(atlas: Atlas, view: View, item: Subject, t: Words) -> MapFigure:
    found = middles(atlas, view, item, t)
    drawn = [
        (name, tone, middle, str(number))
        for number, (name, tone, middle) in enumerate(found)
        if middle
    ]
    entries = tuple(
        LegendEntry(signs.swatch("ink" if tone == "base" else f"centre-{tone}"), f"{n} {name}")
        for n, (name, tone, _) in enumerate(found)
    )
    bare = [name for name, _, middle in found if middle is None or middle.ellipse is None]
    note = t("concentration.centre.bare", lists=t.join(bare)) if bare else ""
    return _figure(
        atlas,
        t("concentration.centre.map_title", n=len(found) - 1),
        t("concentration.centre.map_reading", base=found[0][0]),
        Legend((("", entries),), note),
        layers.Centres(drawn),
    )
