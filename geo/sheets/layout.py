"""The regional layout: one scheme on the map."""

from __future__ import annotations

from geo import clusters, layout
from geo.atlas import Atlas
from geo.layout import Axis, Scheme
from geo.maps import regions
from geo.maps.content import MapContent
from geo.sheets.page import Page, Said, tables
from geo.sheets.record import MapFigure
from geo.view import View
from geo.words import Words


def axes(atlas: Atlas, view: View) -> tuple[Axis, ...]:
    """Corridors that the view asks for, in the order of the table."""
    wanted = view.axis or layout.usual(view.scheme)
    return tuple(axis for axis in layout.axes(atlas) if axis.axis_id in wanted)


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Who is where; who is nowhere, weights, and what changed."""
    scheme = layout.scheme(atlas, view.scheme)
    lines = []
    if scheme.complete:
        lines.append(layout.weight(scheme, layout.compare(atlas, scheme), t))
    else:
        position = t(f"layout.position.{'unknown' if scheme.open else 'outside'}")
        lines.append(
            t(
                "sheets.unlisted",
                n=len(scheme.inside),
                all=len(scheme.cities),
                rest=len(scheme.rest),
                position=position,
            )
        )
    drawn = axes(atlas, view)
    lines.append(_reading(scheme, drawn, t))
    return layout.headline(atlas, scheme, t), tuple(lines)


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The scheme with its corridors."""
    scheme, drawn = layout.scheme(atlas, view.scheme), axes(atlas, view)
    name = scheme.name_zh if t.lang == "zh" else scheme.name_en
    return MapFigure(
        MapContent(
            clusters.table(atlas),
            layers=regions.region_layers(atlas, scheme, drawn, t),
            marks=False,
        ),
        title=t("layout.map.title", scheme=name, year=scheme.year),
        badge=t("layout.map.listed", n=len(scheme.inside), all=len(scheme.cities)),
        reading=_reading(scheme, drawn, t),
        legend=regions.legend(scheme, drawn, t),
        alt=layout.headline(atlas, scheme, t),
        complete=scheme.complete,
    )


def _reading(scheme: Scheme, drawn: tuple[Axis, ...], t: Words) -> str:
    parts = [t("layout.map.reading")]
    if any(axis.inferred for axis in drawn):
        inferred = t.join(regions.axis_word(axis, t) for axis in drawn if axis.inferred)
        parts.append(t("layout.map.inferred", axes=inferred))
    if scheme.shared:
        parts.append(t("layout.map.shared", n=len(scheme.shared)))
    return (" " if t.lang == "en" else "").join(parts)


PAGE = Page(words, tables("regions", "schemes", "axes"), figure)
