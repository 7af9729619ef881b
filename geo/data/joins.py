"""Which clusters of an overlay the data below have come to know under a code of their own.

An overlay is made while the data do not know a cluster. When newer data do, the two are one: by the
same name in the same city, or by the same name but for its place and for what all clusters are
called, in the same county. Where that fits several, or names the same thing in two counties, the
two stay apart and somebody is asked to look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.data.search import plain

Record = Mapping[str, str]

BETWEEN = "|"
_PROVINCE = re.compile("^湖北省?(?=..)")
_CALLED = re.compile("(?:特色|创新型|先进制造业?|战略性新兴)*(?:产业)?(?:集群|基地|集聚区)+$")
_SECTOR = re.compile("(?<=..)产业$")


@dataclass(frozen=True)
class Joins:
    """What became of the clusters that an overlay adds.

    Attributes
    ----------
    same : Mapping
        Their codes to those in the data below that they are.
    alike : Mapping
        Their codes to one in the data below that they may be.
    """

    same: Mapping[str, str]
    alike: Mapping[str, str]


def joins(
    own: Iterable[Record], clusters: Iterable[Record], listings: Iterable[Record],
    areas: Iterable[Record],
) -> Joins:  # fmt: skip
    """Find the clusters of an overlay in the data below it.

    Parameters
    ----------
    own : iterable of mapping
        Rows of clusters that the overlay has.
    clusters, listings, areas : iterable of mapping
        Rows of the data below.
    """
    known = {row["cluster_id"]: row for row in clusters}
    called: defaultdict[str, list[str]] = defaultdict(list)
    for row in areas:
        for code in (row["adcode"], row["parent_adcode"]):
            called[code] += [plain(row["name_zh"]), plain(row["short_zh"])]
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    bare: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows = [(code, row["name_zh"]) for code, row in known.items()]
    rows += [(row["cluster_id"], row["name_as_listed_zh"]) for row in listings]
    for code, name in rows:
        if code in known:
            named[plain(name)][code] = None
            bare[_bare(name, known[code], called)][code] = None
    same, alike = {}, {}
    for row in own:
        if row["cluster_id"] in known:
            continue
        name = row.get("name_zh", "")
        here = [code for code in named[plain(name)] if _cities(row) & _cities(known[code])]
        near = [
            code for code in bare[_bare(name, row, called)] if _cities(row) & _cities(known[code])
        ]
        close = [code for code in near if _county(row) == _county(known[code])]
        if len(here) == 1 or (not here and len(close) == 1):
            same[row["cluster_id"]] = (here or close)[0]
        elif here or near:
            alike[row["cluster_id"]] = (here or near)[0]
    return Joins(same, alike)


def _cities(row: Record) -> set[str]:
    return set(row.get("city_adcodes", "").split(BETWEEN)) - {""}


def _county(row: Record) -> str:
    return row.get("county_adcode", "")


def _bare(name: str, row: Record, called: Mapping[str, list[str]]) -> str:
    """A name without its cities and their counties, and without what all clusters are called."""
    rest = _PROVINCE.sub("", plain(name))
    places = sorted((n for code in _cities(row) for n in called.get(code, ())), key=len)[::-1]
    begun = " "
    while begun:
        begun = next((one for one in places if one and rest.startswith(one)), "")
        rest = rest.removeprefix(begun)
    return _SECTOR.sub("", _CALLED.sub("", rest))
