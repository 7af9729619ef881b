"""Legend of the map of a chain: roles, stages, links, recognised clusters, firms and zones."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

import geo.maps.signs as signs
from geo.data.atlas import Atlas
from geo.maps.legend import Legend, LegendEntry
from geo.maps.legend import legend as map_legend
from geo.maps.marks import PRECISE
from geo.questions.chains import places
from geo.questions.cities import ROLES, STAGES
from geo.record.areas import AreaFigure
from geo.words import Words

Row = tuple[str, tuple[LegendEntry, ...]]


def legend(
    atlas: Atlas,
    ids: Sequence[str],
    t: Words,
    *,
    hue: str | None,
    figure: AreaFigure | None,
    gap: bool,
    over: Collection[str],
    marked: pd.DataFrame,
    firms: pd.DataFrame,
    zones: pd.DataFrame,
) -> Legend:
    """What the signs on the map of chains mean; only those that are drawn.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : sequence of str
        Chains shown.
    t : Words
        Language.
    hue : str or None
        Colour group in which roles are painted; None where areas are counted.
    figure : AreaFigure or None
        What areas are counted by.
    gap : bool
        Whether stages are asked about.
    over : collection of str
        Layers over the areas, of ``geo.questions.chains.choice.LAYERS``.
    marked, firms, zones : pandas.DataFrame
        Clusters marked, and the firms and zones of the chains.
    """
    points = _points(over, firms, zones, t)
    if figure is not None:
        areas = map_legend(marked, t, figure)
        return Legend((*areas.rows, points), areas.note)
    assert hue is not None
    rows = [_roles(atlas, ids, hue, t), _stages(gap, t)]
    if "links" in over and len(ids) == 1:
        rows.append(_links(atlas, ids[0], gap, t))
    if not marked.empty:
        rows.append(map_legend(marked, t).rows[0])
    return Legend((*rows, points))


def _roles(atlas: Atlas, ids: Sequence[str], hue: str, t: Words) -> Row:
    number = places.by_city(atlas, ids)["role"].value_counts()
    entries = [
        LegendEntry(
            signs.swatch(f"role-{hue}-{step}"), t(f"chains.role.{role}"), int(number.get(role, 0))
        )
        for step, role in enumerate(ROLES)
    ]
    none = len(atlas.cities) - int(number.sum())
    entries.append(LegendEntry(signs.swatch("hatch"), t("chains.not_on_record"), none))
    county = signs.swatch("ground", "ink2", dash=(3, 2))
    entries.append(LegendEntry(county, t("chains.legend.county")))
    return t("chains.legend.role"), tuple(entries)


def _stages(gap: bool, t: Words) -> Row:
    letters = [t(f"chains.letter.{stage}") for stage in STAGES]
    shown = [(2, "on"), (0, "off"), *([(1, "open")] if gap else [])]
    return t("chains.legend.stage"), tuple(
        LegendEntry(signs.chevron((sign,) * len(STAGES), letters), t(f"chains.legend.{word}"))
        for sign, word in shown
    )


def _links(atlas: Atlas, chain_id: str, gap: bool, t: Words) -> Row:
    words = t("chains.legend.gap_link" if gap else "chains.legend.link")
    entries = [LegendEntry(signs.link(gap=gap), words)]
    axis = None if gap else places.corridor(atlas, chain_id)
    if axis is not None:
        name = t("chains.legend.corridor", name=t.name(axis))
        entries.append(LegendEntry(signs.corridor(), name))
    return t("chains.legend.links"), tuple(entries)


def _points(over: Collection[str], firms: pd.DataFrame, zones: pd.DataFrame, t: Words) -> Row:
    """Small marks and how many of them have no point of their own."""
    entries = []
    for code, rows, sign in (("firms", firms, signs.firm()), ("zones", zones, signs.zone())):
        if code in over:
            exact = int(rows["location_precision"].isin(PRECISE).sum())
            label = t(f"chains.legend.{code}", n=exact, left=len(rows) - exact)
            entries.append(LegendEntry(sign, label))
    return "", tuple(entries)
