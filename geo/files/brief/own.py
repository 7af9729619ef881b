"""The reader's own firms on a brief: one figure in place of the last of six."""

from __future__ import annotations

from dataclasses import replace

import geo.files.brief.common as common
from geo.data.atlas import Atlas
from geo.files.brief.content import Brief, Figure
from geo.population.contract import Population
from geo.population.selection import Selection
from geo.questions.chains import choice, family
from geo.record.naming import area_names, bare
from geo.words import Words

#: Figures of a brief.
_MOST = 6
#: Subjects that firms belong to; lists are of clusters alone.
_SUBJECTS = ("city", "region", "chain")


def added(atlas: Atlas, made: Brief, dimension: str, code: object, firms: Population) -> Brief:
    """The brief with how many firms its subject has, and where or in which chain most of them are.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    made : Brief
        The brief without them.
    dimension : str
        What of a selection its subject is.
    code : object
        Its subject.
    firms : Population
        What is counted.
    """
    if dimension not in _SUBJECTS:
        return made
    figure = _figure(atlas, dimension, code, firms, Words(made.lang))
    return replace(made, figures=(*made.figures[: _MOST - 1], figure))


def _figure(atlas: Atlas, dimension: str, code: object, firms: Population, t: Words) -> Figure:
    codes = family.together(atlas, str(code)) if dimension == "chain" else (code,)
    of = Selection().replace(**{dimension: tuple(codes)})
    label, number = t("brief.figure.own"), firms.known(of).placed
    value, unit = t.number(number), t("units.firms") if t.lang == "zh" else ""
    if dimension == "city":
        every = firms.counts("city", Selection()).reindex(atlas.cities.index, fill_value=0)
        rank, places, tied = common.ranked(every, int(str(code)))
        key = "brief.rank.year" if tied or t.lang == "en" else "brief.rank.of_year"
        note = t(key, of=places, year=t("brief.own.register"))
        return Figure(label, value, unit, (rank, places), common.ordinal(rank, t, tied=tied), note)
    found = firms.counts("city" if dimension == "chain" else "chain", of)
    if found.empty:
        return Figure(label, value, unit, note=t("brief.own.register"))
    first, most = found.idxmax(), t.number(int(found.max()))
    if dimension == "chain":
        name = str(area_names(atlas, t)[first])
    else:
        name = bare(t.name(choice.table(atlas).loc[first]))
    return Figure(label, value, unit, note=t("brief.own.most", name=name, n=most))
