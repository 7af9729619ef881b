"""Lists and years side by side, and where the middle of each lies."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts.count_matrix import count_matrix
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import bases, dated, subjects
from geo.questions.concentration.centres import centre
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.wording import dated_words
from geo.record import findings
from geo.record.naming import area_names
from geo.record.seats import seats
from geo.sheets.concentration import asked, centres
from geo.sheets.concentration.verdict import told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

#: Years of a list with fewer named clusters make no map.
_LEAST = 3

#: Items of each city by what they are a list of.
Lists = list[tuple[str, pd.Series]]


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Makers of the charts: counts of every list, and its mean centre."""
    return {
        "lists": partial(lists, atlas, view, t, theme),
        "centres": partial(middles, atlas, view, t, theme),
    }


def by_programme(atlas: Atlas, item: Subject, t: Words) -> dict[str, Lists]:
    """Lists and official counts by year of the programme counted and of the largest one."""
    own = item.programme or findings.KEY_GROWTH
    programmes = atlas.by_key("programmes")
    return {
        t.name(programmes.loc[code]): [
            (dated_words(one, t), dated.by_city(atlas, one))
            for one in dated.lists(atlas)
            if one.programme == code and one.number >= _LEAST
        ]
        for code in dict.fromkeys((own, findings.KEY_GROWTH))
    }


def all_lists(atlas: Atlas, t: Words) -> Lists:
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


def every(atlas: Atlas, item: Subject, t: Words) -> Lists:
    """All of these under names of their own."""
    dated_ones = [
        (f"{name} {label}", one)
        for name, found in by_programme(atlas, item, t).items()
        for label, one in found
    ]
    return dated_ones + all_lists(atlas, t)


def largest(every_list: Lists) -> float:
    """The largest count of any city on any list."""
    return max(float(series.max()) for _, series in every_list)


def lists(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Every list by city."""
    found, names = every(atlas, asked.of_view(atlas, view), t), area_names(atlas, t)
    title = t("concentration.years.lists", n=len(all_lists(atlas, t)))
    by_city = pd.DataFrame(dict(found), index=atlas.cities.index)
    cells = by_city.T.rename(columns=str)
    words = {str(city): str(name) for city, name in names.items()} | {
        label: label for label in cells.index
    }
    table = by_city.copy()
    table.insert(0, t("concentration.col.city"), names)
    return Chart(
        "lists",
        title,
        t("concentration.years.cells"),
        count_matrix(cells, words, t, theme, none="", slanted=True, edged=True),
        table,
        told(title, t.join(label for label, _ in found), t),
    )


def middles(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Mean centre of each list, by its distance from that of the people."""
    item = asked.of_view(atlas, view)
    rows = [
        (
            t(f"concentration.base.{code}"),
            centre(bases.shares(atlas, bases.base(atlas, code)), seats(atlas)),
        )
        for code in ("population", "gdp")
    ]
    rows += [(label, centre(series, seats(atlas))) for label, series in every(atlas, item, t)]
    known = [(label, one) for label, one in rows if one is not None]
    subject = asked.names(atlas, view, t).subject
    return centres.chart(
        "centres",
        t("concentration.centre.title"),
        t("concentration.centre.reading", subject=subject),
        t("concentration.centre.apart"),
        known,
        t,
        theme,
    )
