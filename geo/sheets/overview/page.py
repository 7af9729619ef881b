"""The province on one sheet."""

from __future__ import annotations

import geo.sheets.marked as marked
from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.record import findings
from geo.sheets.clusters.page import charts
from geo.sheets.figures import MapFigure
from geo.sheets.page import Page, Said, tables
from geo.sheets.panel import Panel, of_tiers
from geo.sheets.subject import claim
from geo.sheets.view import View
from geo.words import Words

#: Tiers from which their numbers say more than the claim.
_SEVERAL = 2


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The finding about the selection or the province, and the three findings with evidence."""
    chosen = NamedClusters(atlas).rows(view.selection)
    if view.filtered:
        top = claim(atlas, view, chosen, t)
    else:
        top = findings.headline(atlas).text("claim", atlas, t)
    return top, tuple(item.sentences(atlas, t) for item in findings.overview(atlas))


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The clusters of the view."""
    kept = NamedClusters(atlas).shown(view.selection)
    return marked.figure(atlas, view, t, kept, selection=view.selection)


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Clusters of each tier, and the three findings without their evidence."""
    chosen = NamedClusters(atlas).rows(view.selection)
    if chosen["tier"].nunique() < _SEVERAL:
        return None
    claims = tuple(item.text("claim", atlas, t) for item in findings.overview(atlas))
    return Panel((of_tiers(chosen["tier"], t),), claims)


_ROWS = tables("clusters", "cluster_listings")
PAGE = Page("see", words, _ROWS, figure, charts, panel=panel, counts="clusters")
