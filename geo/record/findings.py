"""Findings: what the lists say in one sentence, computed and never typed in.

A finding is a key of the catalogue with the fields to fill in, so that it can be worded in either
language and checked as numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.record import clusters, counts, seats, statistics
from geo.record.naming import listed
from geo.words import Words

#: The lists that the findings speak of by name; another list would need other words.
INNOVATIVE = "national_innovative_cluster"
STRATEGIC = "national_strategic_emerging_cluster"
KEY_GROWTH = "provincial_key_growth_cluster"
COUNTY = "county_characteristic_cluster"


@dataclass(frozen=True)
class Finding:
    """One sentence to be worded from the catalogue.

    Attributes
    ----------
    key : str
        Key below ``findings``; ``<key>.claim`` is the bold part, ``<key>.evidence`` the rest.
    fields : Mapping
        Numbers and codes that the words are filled with. Names ending in ``city`` or ``cities``
        hold adcodes, ``cluster`` a cluster_id, ``share`` a share of one.
    programme : str or None
        The list that the finding speaks of, whose clusters are its evidence.
    """

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    programme: str | None = None

    def text(self, part: str, atlas: Atlas, t: Words) -> str:
        """Wording of one part, with codes turned into names."""

        def worded(name: str, value: Any) -> Any:
            if name.endswith("cities"):
                return listed(atlas, value, t)
            if name.endswith("city"):
                return listed(atlas, (value,), t)
            if name.endswith("cluster"):
                return t.name(clusters.known(atlas).loc[value])
            return t.percent(value) if name.endswith("share") else value

        fields = {name: worded(name, value) for name, value in self.fields.items()}
        return t(f"findings.{self.key}.{part}", **fields)

    def sentences(self, atlas: Atlas, t: Words) -> str:
        """Claim and evidence as running text."""
        told = {part: self.text(part, atlas, t) for part in ("claim", "evidence")}
        return t("findings.sentence", **told)


def national_by_city(atlas: Atlas) -> pd.DataFrame:
    """Named clusters by city (rows) in each national programme (columns)."""
    programmes = clusters.programmes(atlas)
    national = programmes.index[programmes["tier"] == "national"]
    return pd.DataFrame(
        {programme: counts.named_by_city(atlas, programme) for programme in national}
    )


def headline(atlas: Atlas) -> Finding:
    """How many national clusters there are, which city has most, and how many have none."""
    table = clusters.table(atlas)
    national = table[table["tier"] == "national"]
    if national.empty:
        return Finding("headline_none")
    number = national["city_adcodes"].explode().value_counts()
    most, every = int(number.max()), len(atlas.cities)
    leaders = [int(adcode) for adcode in atlas.cities.index if number.get(adcode, 0) == most]
    fields = {
        "n": len(national),
        "most": most,
        "within": len(number),
        "without": every - len(number),
        "of": every,
    }
    if len(leaders) == 1:
        return Finding("headline_most", fields | {"city": leaders[0]})
    return Finding("headline_even", fields | {"leaders": len(leaders)})


def selection(
    atlas: Atlas, chosen: pd.DataFrame, subject: str, within: Collection[int] = ()
) -> Finding:
    """How many clusters a selection holds, and which cities have most.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    chosen : pandas.DataFrame
        Rows of :func:`geo.record.clusters.table`.
    subject : str
        What they are, in the words of whoever reads it.
    within : collection of int
        Cities that were asked for, all of them if none is given; where a cluster spans others as
        well, these are not counted.
    """
    if chosen.empty:
        return Finding("selection_empty")
    if len(chosen) == 1:
        return Finding("selection_single", {"cluster": chosen.index[0], "subject": subject})
    number = chosen["city_adcodes"].explode().value_counts()
    if within:
        number = number[number.index.isin(within)]
    most = int(number.max())
    leaders = [int(adcode) for adcode in atlas.cities.index if number.get(adcode, 0) == most]
    fields = {"subject": subject, "n": len(chosen), "places": len(number), "most": most}
    if leaders == list(within):
        national = int((chosen["tier"] == "national").sum())
        alone = "" if 0 < national < len(chosen) else "_alone"
        return Finding(f"selection_of_city{alone}", fields | {"national": national})
    if most == len(chosen) and len(leaders) == 1:
        return Finding("selection_one_city", fields | {"city": leaders[0]})
    if len(leaders) == len(number):
        return Finding("selection_each", fields)
    if len(leaders) > 3:
        return Finding("selection_even", fields | {"leaders": len(leaders)})
    key = "selection" if len(leaders) == 1 else "selection_several"
    return Finding(key, fields | {"cities": leaders})


def overview(atlas: Atlas) -> tuple[Finding, Finding, Finding]:
    """Three findings on where the lists put their clusters."""
    return _strategic(atlas), _core(atlas), _county(atlas)


def _strategic(atlas: Atlas) -> Finding:
    number = counts.named_by_city(atlas, STRATEGIC)
    best = int(number.idxmax())
    known = counts.coverage(atlas, STRATEGIC)
    key = "strategic_all" if number[best] == known.named else "strategic_most"
    fields = {"city": best, "n": int(number[best]), "named": known.named, "year": known.year}
    return Finding(key, fields, STRATEGIC)


def _core(atlas: Atlas) -> Finding:
    """Share of the core cities in two lists, against their share of the population."""
    core = seats.leading_cities(atlas)
    members = counts.named(atlas, INNOVATIVE)
    inside = [not set(core).isdisjoint(adcodes) for adcodes in members["city_adcodes"]]
    known = counts.coverage(atlas, INNOVATIVE)
    year = statistics.years(atlas, "population")[-1]
    people = statistics.values(atlas, "population", year)
    growth_year = counts.fullest_year(atlas, KEY_GROWTH)
    official = counts.by_city(atlas, KEY_GROWTH, growth_year)
    share = float(people.loc[list(core)].sum() / people.sum())
    low, high = sum(inside), sum(inside) + max(0, (known.official or 0) - known.named)
    return Finding(
        "core_more" if low > share * len(members) else "core_fewer",
        {
            "core_cities": core,
            "n": low,
            "named": len(members),
            "official": known.official,
            "people_share": share,
            "year": year,
            "high": high,
            "missing": high - low,
            "growth": int(official.loc[list(core)].sum()),
            "growth_all": int(official.sum()),
            "growth_year": growth_year,
        },
        INNOVATIVE,
    )


def _county(atlas: Atlas) -> Finding:
    number = counts.named_by_city(atlas, COUNTY)
    best = number.sort_values(ascending=False, kind="stable").index[:2]
    known = counts.coverage(atlas, COUNTY)
    main = seats.main_city(atlas)
    return Finding(
        "county",
        {
            "first_city": int(best[0]),
            "first": int(number[best[0]]),
            "second_city": int(best[1]),
            "second": int(number[best[1]]),
            "main_city": main,
            "main": int(number[main]),
            "places": int((number > 0).sum()),
            "named": known.named,
            "official": known.official,
        },
        COUNTY,
    )


def standing(atlas: Atlas) -> pd.DataFrame:
    """How many clusters each city has on the lists of each tier; columns are never added up.

    Returns
    -------
    pandas.DataFrame
        Index adcode, ordered by the first column, then the second. Columns ``national`` (named
        clusters on any national list), ``key_growth`` (official count of the year in which it is
        known for most cities)
        and ``county`` (named county clusters).
    """
    table = clusters.table(atlas)
    national = table.loc[table["tier"] == "national", "city_adcodes"].explode().value_counts()
    growth = counts.by_city(atlas, KEY_GROWTH, counts.fullest_year(atlas, KEY_GROWTH))
    frame = pd.DataFrame(
        {
            "national": national.reindex(atlas.cities.index, fill_value=0).astype(int),
            "key_growth": growth,
            "county": counts.named_by_city(atlas, COUNTY),
        }
    )
    return frame.sort_values(["national", "key_growth"], ascending=False, kind="stable")
