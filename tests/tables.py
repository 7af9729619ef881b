"""The tables of the data package as plain text rows, so that tests can count for themselves."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
Row = dict[str, str]
#: The province has no row of its own; its code is the parent of every city.
PROVINCE = 420000
#: The official counts that name every city.
CONTRAST = "official.provincial_key_growth_cluster.2018"


@cache
def rows(name: str) -> list[Row]:
    """Rows of one table; every cell is text, and an empty one means unknown."""
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures() -> list[Row]:
    """Figures of the cities that have a source."""
    kinds = {row["source_id"]: row["kind"] for row in rows("sources")}
    return [r for r in rows("city_stats") if kinds[r["source_id"]] != "general_knowledge"]


def cells(text: str) -> list[str]:
    """Items of a list cell."""
    return text.split("|") if text else []


def by_key(name: str, key: str) -> dict[str, Row]:
    """Rows of one table by their key."""
    return {row[key]: row for row in rows(name)}


@cache
def cluster_programmes() -> dict[str, Row]:
    """Programmes that recognise clusters and not zones."""
    found = by_key("programmes", "programme_id")
    return {key: row for key, row in found.items() if row["unit"] == "cluster"}


def cities() -> list[str]:
    """The adcodes of the 17 prefecture-level units."""
    return [row["adcode"] for row in rows("areas") if row["level"] == "city"]


def listings() -> list[Row]:
    """Listings that count."""
    return [row for row in rows("cluster_listings") if row["counts"] == "true"]


@cache
def clusters() -> list[Row]:
    """Clusters with a listing that counts."""
    counted = {row["cluster_id"] for row in listings()}
    return [row for row in rows("clusters") if row["cluster_id"] in counted]


def doubtful(programme_id: str = "", year: str = "") -> set[str]:
    """Clusters of a programme and year by listings that do not count, and by no other."""
    asked = [
        row
        for row in rows("cluster_listings")
        if programme_id in ("", row["programme_id"]) and year in ("", row["year"])
    ]
    firm = {row["cluster_id"] for row in asked if row["counts"] == "true"}
    return {row["cluster_id"] for row in asked} - firm


def members(programme_id: str, year: str = "") -> set[str]:
    """Clusters named of a programme, or of its list of one year."""
    return {
        row["cluster_id"]
        for row in listings()
        if row["programme_id"] == programme_id and year in ("", row["year"])
    }


def clusters_in(adcode: str, among: set[str]) -> set[str]:
    """Those clusters that lie in a city, if only in part."""
    return {
        row["cluster_id"]
        for row in rows("clusters")
        if row["cluster_id"] in among and adcode in cells(row["city_adcodes"])
    }


def city_names(lang: str) -> dict[str, str]:
    """Short names of the prefecture-level units, whose English ones are a single word."""
    units = [row for row in rows("areas") if row["level"] == "city"]
    if lang == "zh":
        return {row["adcode"]: row["short_zh"] for row in units}
    return {row["adcode"]: row["name_en"].split()[0] for row in units}
