"""The selection: which clusters, firms or rows a reader speaks of, wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geo.data.atlas import Atlas
from geo.population.fields import Record, Years, codes, text, years
from geo.record import clusters

#: Longest search text that a link may carry.
LONGEST_QUERY = 80


def cities_of_province(atlas: Atlas) -> list[int]:
    """Adcodes of the prefecture-level units, in the order of the data."""
    places = atlas.table("areas")
    return [int(code) for code in places.loc[places["level"] == "city", "adcode"]]


def column(table: str, name: str) -> Any:
    """Codes of a column, each once, as a function of the data package."""

    def values(atlas: Atlas) -> Iterable[Any]:
        return dict.fromkeys(atlas.table(table)[name])

    return values


def _tiers(atlas: Atlas) -> Iterable[str]:
    return dict.fromkeys(clusters.programmes(atlas)["tier"])


def _programmes(atlas: Atlas) -> Iterable[str]:
    return list(clusters.programmes(atlas).index)


@dataclass(frozen=True)
class Selection(Record):
    """What a reader narrows everything down to; the default keeps everything.

    Attributes
    ----------
    region, city, fam, chain, tier, prog : tuple
        Codes to keep: region_id, adcode, family_id, chain_id, tier, programme_id.
    year : tuple of int or None
        First and last year of the recognitions to keep.
    q : str
        Text to search for.
    """

    region: tuple[str, ...] = codes(column("regions", "region_id"))
    city: tuple[int, ...] = codes(cities_of_province, int)
    fam: tuple[str, ...] = codes(column("chains", "family_id"))
    chain: tuple[str, ...] = codes(column("chains", "chain_id"))
    tier: tuple[str, ...] = codes(_tiers)
    prog: tuple[str, ...] = codes(_programmes)
    year: Years | None = years(clusters.year_span)
    q: str = text(LONGEST_QUERY)

    def without(self, *names: str) -> Selection:
        """The selection with some of its dimensions open."""
        return self.replace(**{name: getattr(Selection(), name) for name in names})


#: Dimensions of a selection, in the order of the filter bar.
FILTERS = tuple(Selection.__dataclass_fields__)


def cities(atlas: Atlas, selection: Selection) -> frozenset[int] | None:
    """Cities that a selection speaks of by its regions and cities, or None for all of them."""
    chosen: set[int] | None = None
    if selection.region:
        regions = atlas.by_key("regions").loc[list(selection.region)]
        chosen = {adcode for members in regions["member_adcodes"] for adcode in members}
    if selection.city:
        chosen = set(selection.city) if chosen is None else chosen & set(selection.city)
    return None if chosen is None else frozenset(chosen)
