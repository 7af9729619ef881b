"""Names of places, the one short name that each has on every page and in every file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.words import LANGUAGES, Words, catalogue
from geo.words.whole import whole as words_whole

#: Kinds of unit, with the peoples that an autonomous one is named after.
_KIND = re.compile(
    r"( [A-Z]\w+( and [A-Z]\w+)?)? Autonomous (Prefecture|County)$"
    r"| (Forestry )?District$| County$| City$"
)

#: What stands behind a name in brackets, of either language.
_BRACKETS = re.compile(r"\s*[(（].*$", re.DOTALL)

#: Regions whose English name takes an article.
_WITH_THE = re.compile(r"(Wing|Circle|Area|Belt|Zone|Triangle|Agglomeration|Clusters?)$")

#: What a programme lists, by its English name.
_LISTED = re.compile(r"(Cluster|Zone|Base)\b")


def short_english(name: str) -> str:
    """English name as a map prints it: without the kind of unit."""
    return _KIND.sub("", name)


def bare(name: str) -> str:
    """A name without what stands behind it in brackets."""
    return _BRACKETS.sub("", name)


def area_names(atlas: Atlas, t: Words) -> pd.Series:
    """Short names of all areas by adcode, as the map has them."""
    return _area_names(atlas, t.lang)


@remembered(4)
def _area_names(atlas: Atlas, lang: str) -> pd.Series:
    table = atlas.by_key("areas")
    return table["short_zh"] if lang == "zh" else table["name_en"].map(short_english)


@remembered(1)
def whole(atlas: Atlas) -> re.Pattern[str]:
    """What no line of text cuts in two: numbers, terms, and the short names of all areas."""
    return words_whole(name for lang in LANGUAGES for name in _area_names(atlas, lang))


@remembered(32)
def names(atlas: Atlas, table: str, t: Words) -> dict[str, str]:
    """Names of the records of a table by their keys, such as of ``"chains"``."""
    return {str(key): t.name(row) for key, row in atlas.by_key(table).iterrows()}


def listed(atlas: Atlas, adcodes: Iterable[int], t: Words) -> str:
    """Short names of some areas as a list in words."""
    short = area_names(atlas, t)
    return t.series(short[adcode] for adcode in adcodes)


def members_of(programme: Any, t: Words) -> str:
    """Name of a programme for those that it lists; English has a plural for them."""
    name = t.name(programme)
    return _LISTED.sub(r"\1s", name) if t.lang == "en" else name


def with_english(name: str, english: object, t: Words) -> str:
    """A title as it is published; in English views with its translation behind it."""
    return f"{name} [{english}]" if t.lang == "en" and isinstance(english, str) else name


def document(row: Any, t: Words, column: str = "policy") -> str:
    """The document that a row rests on, by its column, such as ``"plan"``."""
    return with_english(row[f"{column}_zh"], row[f"{column}_en"], t)


def region_name(atlas: Atlas, region_id: str, t: Words) -> str:
    """Short name of a region where the catalogue has one, else its full name."""
    key = f"city.region.{region_id}"
    if key in catalogue():
        return t(key)
    return t.name(atlas.by_key("regions").loc[region_id])


def region_in_sentence(atlas: Atlas, region_id: str, t: Words) -> str:
    """Name of a region as a sentence has it.

    English leaves out which part of its layout it is and what it is made of, and puts an article.
    """
    name = region_name(atlas, region_id, t)
    if t.lang == "zh":
        return name
    core = bare(name).rpartition(": ")[2]
    return f"the {core}" if _WITH_THE.search(core) else core
