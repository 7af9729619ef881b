"""Lists to try the page with: clusters on record, written as offices do; none of them is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters
from geo.record.naming import area_names
from geo.words import Words

Rows = list[list[str]]
#: Every so many names stand in other words: without the kind of unit of their city.
_EVERY = 4
#: Programmes with fewer members make no list.
_LEAST = 5


@dataclass(frozen=True)
class Sample:
    """A list to try.

    Attributes
    ----------
    form : str
        How it is written; its words are ``own.sample.<form>``.
    programme : str
        What it is a list of.
    year : int
        Its year.
    text : str
        The list as it is pasted.
    """

    form: str
    programme: str
    year: int
    text: str


@remembered(2)
def samples(atlas: Atlas, lang: str) -> tuple[Sample, ...]:
    """A list of each form, of the programmes with most clusters on record."""
    table = clusters.listings(atlas)
    named = table.groupby("programme_id")["cluster_id"].nunique().sort_values(ascending=False)
    codes = [str(code) for code, number in named.items() if number >= _LEAST]
    made = []
    for (form, write), code in zip(_FORMS.items(), codes, strict=False):
        rows = table[table["programme_id"] == code].drop_duplicates("cluster_id", keep="last")
        rows = rows[rows["year"].notna()]
        year = int(rows["year"].max())
        text = "\n".join("\t".join(row) for row in write(atlas, rows, Words(lang)))
        made.append(Sample(form, code, year, text))
    return tuple(made)


def _names(atlas: Atlas, rows: pd.DataFrame) -> list[str]:
    """Names as listed, some of them in other words."""
    names = list(rows["name_as_listed_zh"])
    table = atlas.by_key("areas")
    short = dict(zip(table["name_zh"], table["short_zh"], strict=True))
    for number in range(0, len(names), _EVERY):
        for whole, bare in short.items():
            if names[number].startswith(whole):
                names[number] = bare + names[number].removeprefix(whole)
                break
    return names


def _years(rows: pd.DataFrame) -> list[str]:
    return [str(year) for year in rows["year"]]


def _plain(atlas: Atlas, rows: pd.DataFrame, t: Words) -> Rows:
    """Numbers, names and years below a title."""
    heads = [t(f"own.column.{part}") for part in ("number", "name", "year")]
    pairs = zip(_names(atlas, rows), _years(rows), strict=True)
    body = [[str(number), name, year] for number, (name, year) in enumerate(pairs, 1)]
    return [[t("own.sample.title")], heads, *body]


def _pairs(atlas: Atlas, rows: pd.DataFrame, t: Words) -> Rows:
    """Two pairs of columns side by side, and a note below."""
    heads = [t(f"own.column.{part}") for part in ("number", "name", "year")]
    pairs = list(zip(_names(atlas, rows), _years(rows), strict=True))
    half = (len(pairs) + 1) // 2
    body = []
    for number, pair in enumerate(pairs[:half], 1):
        other: Sequence[str] = pairs[half + number - 1] if half + number <= len(pairs) else ("", "")
        body.append([f"{number}．", *pair, f"{half + number}．", *other])
    return [[t("own.sample.title")], [*heads, *heads], *body, [t("own.sample.note")]]


def _headed(atlas: Atlas, rows: pd.DataFrame, t: Words) -> Rows:
    """The city as a sub-heading above its clusters."""
    lead = rows["cluster_id"].map(clusters.known(atlas)["city_adcode"])
    heads = [t(f"own.column.{part}") for part in ("name", "year")]
    found = [[t("own.sample.title")], heads]
    full = atlas.by_key("areas")["name_zh"]
    for city in area_names(atlas, t).index.intersection(lead):
        here = rows[lead == city]
        found.append([f"{full[city]}（{len(here)}个）"])
        found += [list(pair) for pair in zip(_names(atlas, here), _years(here), strict=True)]
    return found


_FORMS: dict[str, Callable[[Atlas, pd.DataFrame, Words], Rows]] = {
    "pairs": _pairs,
    "headed": _headed,
    "plain": _plain,
}
