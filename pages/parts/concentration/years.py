"""Lists and years side by side on one scale, and where the middle of each lies."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.charts.concentration_maps import small_map
from geo.data.atlas import Atlas
from geo.questions.concentration import bases, dated, subjects
from geo.questions.concentration.centres import apart_km, centre
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import Names, city_names, dated_words
from geo.record import findings, seats
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration.figures import as_table

#: Years of a list with fewer named clusters make no map.
_LEAST = 3


def draw(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    """Small maps by year of one programme and by programme, then their centres."""
    names = atlas.table("programmes").set_index("programme_id")
    own = asked.subject.programme or findings.KEY_GROWTH
    rows = {
        t.name(names.loc[programme]): _years(atlas, programme, t)
        for programme in dict.fromkeys((own, findings.KEY_GROWTH))
    }
    lists = _lists(atlas, t)
    every = [*lists, *(one for found in rows.values() for one in found)]
    largest = max(float(series.max()) for _, series in every)
    text = t("concentration.years.reading", most=f"{largest:.0f}")
    for name, found in rows.items():
        title = t("concentration.years.title", programme=name, n=len(found))
        cards.show(cards.figure_head(title, reading=text))
        _maps(atlas, found, largest, asked.core)
        text = ""
    title = t("concentration.years.lists", n=len(lists))
    cards.show(cards.figure_head(title))
    _maps(atlas, lists, largest, asked.core)
    by_year = [(f"{name} {label}", one) for name, found in rows.items() for label, one in found]
    frame = pd.DataFrame(dict(by_year + lists), index=atlas.cities.index)
    frame.insert(0, t("concentration.col.city"), city_names(atlas, t))
    as_table(frame, "concentration_small_maps", title, t)
    _centres(atlas, by_year + lists, said, t)


def _years(atlas: Atlas, programme: str, t: Words) -> list[tuple[str, pd.Series]]:
    """Named lists of each year and official counts of a programme, oldest first."""
    return [
        (dated_words(one, t), dated.by_city(atlas, one))
        for one in dated.lists(atlas)
        if one.programme == programme and one.number >= _LEAST
    ]


def _lists(atlas: Atlas, t: Words) -> list[tuple[str, pd.Series]]:
    """Every list with enough names, as on record."""
    found = []
    for code in subjects.offered(atlas):
        if not code.startswith("named."):
            continue
        item = subjects.subject(atlas, code)
        if item.named >= _LEAST:
            badge = f"{item.named}/{item.total}" if item.total else f"{item.named}/?"
            label = f"{subjects.label(atlas, code, t)} {badge}"
            found.append((label, subjects.by_city(atlas, item, "lead")))
    return found


def _maps(
    atlas: Atlas, maps: list[tuple[str, pd.Series]], largest: float, core: tuple[int, ...]
) -> None:
    figures = "".join(
        f"<figure>{small_map(atlas, series, largest, core, label)}"
        f"<figcaption>{escape(label)}</figcaption></figure>"
        for label, series in maps
    )
    cards.show(f'<div class="small-maps">{figures}</div>')


def _centres(atlas: Atlas, lists: list[tuple[str, pd.Series]], said: Names, t: Words) -> None:
    at = seats.seats(atlas)
    people = centre(bases.shares(atlas, bases.base(atlas, "population")), at)
    gdp = centre(bases.shares(atlas, bases.base(atlas, "gdp")), at)
    records = []
    rows = [
        (t(f"concentration.base.{code}"), one)
        for code, one in (("population", people), ("gdp", gdp))
    ]
    rows += [(label, centre(series, at)) for label, series in lists]
    for label, one in rows:
        if one is None or people is None:
            continue
        axes = one.ellipse
        records.append(
            {
                t("concentration.col.subject"): label,
                t("concentration.centre.lon"): round(one.lon, 2),
                t("concentration.centre.lat"): round(one.lat, 2),
                t("concentration.centre.apart"): round(apart_km(one, people)),
                t("concentration.centre.major"): round(axes.semi_major / 1000) if axes else None,
                t("concentration.centre.minor"): round(axes.semi_minor / 1000) if axes else None,
            }
        )
    title = t("concentration.centre.title")
    cards.show(
        cards.figure_head(title, reading=t("concentration.centre.reading", subject=said.subject))
    )
    frame = pd.DataFrame(records)
    head = "".join(f"<th>{escape(name)}</th>" for name in frame.columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="{"" if place == 0 else "number"}">'
            f"{'–' if pd.isna(value) else escape(f'{value:g}' if place else str(value))}</td>"
            for place, value in enumerate(record)
        )
        + "</tr>"
        for record in frame.itertuples(index=False)
    )
    cards.show(
        f'<table class="measures stand"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
    as_table(frame, "concentration_centres", title, t)
