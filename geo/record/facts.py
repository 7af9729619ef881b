"""Statements of the source papers: a figure with its bound, year, basis, wording and source.

Figures are worded here and nowhere else, so that "more than" never gets lost on the way to a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import status
from geo.words import Words

#: How the whole country is written as a place.
NATION = "全国"

_RANGE_END = re.compile(r"（(?:下|上)限）|,? ?\((?:low|high)\)")
_FACTORS = {"100 million": 1e8, "10,000": 1e4}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
#: A unit of money as tables write it; what it counts in comes first while it is read.
_MONEY = re.compile(r"^(CNY|EUR|USD) (100 million|10,000)\b")
#: Units that are worded around the figure and not after it.
_SPECIAL = {"rank": "rank", "top-N": "top"}
#: Words by which the notes say that a source gives no year of its own for a figure.
_UNDATED = re.compile(r"未(?:单)?注(?:名单)?年份")
#: How notes call the sources among themselves.
_FILE = re.compile(r"(?<!\d)00(\d)(?:文件|(?=称))(?=(.))")


@dataclass(frozen=True)
class Fact:
    """One statement; a range printed as two rows is one statement.

    Attributes
    ----------
    ids : tuple of str
        Keys of its rows.
    subject_zh, subject_en, indicator_zh, indicator_en : str
        What is spoken of, and what is said of it.
    place_zh : str
        Place as written.
    adcode : int or None
        The place, where it is one unit of Hubei or the province itself.
    year : int
        Year of the figure; where ``undated``, of the paragraph or document.
    undated : bool
        Whether the source gives no year for the figure itself.
    value, high : float or None
        The figure; ``high`` closes a range. No value means a named fact.
    unit_zh, unit_en, bound, basis, theme : str
        As in the table; empty where the table is.
    benchmark, aspect, measure, practice, role, goal, gap, counts_programme_id : str
        Codes of the table that say what the statement is about or quoted for, see its dictionary;
        empty where the table is.
    candidates : tuple of str
        World-class candidates that it is about.
    note_zh : str
        Context and caution.
    quote_zh, section_zh, source_id : str
        Wording of the source, and where it stands.
    """

    ids: tuple[str, ...]
    subject_zh: str
    subject_en: str
    indicator_zh: str
    indicator_en: str
    place_zh: str
    adcode: int | None
    year: int
    undated: bool
    value: float | None
    high: float | None
    unit_zh: str
    unit_en: str
    bound: str
    basis: str
    theme: str
    benchmark: str
    aspect: str
    measure: str
    practice: str
    role: str
    goal: str
    gap: str
    counts_programme_id: str
    candidates: tuple[str, ...]
    note_zh: str
    quote_zh: str
    section_zh: str
    source_id: str

    def subject(self, t: Words) -> str:
        """What is spoken of."""
        return self.subject_zh if t.lang == "zh" else self.subject_en

    def indicator(self, t: Words) -> str:
        """What is said of it."""
        return self.indicator_zh if t.lang == "zh" else self.indicator_en

    def figure(self, t: Words) -> str:
        """The figure with its bound and unit; a named fact gives what it names."""
        if self.value is None:
            return self.subject(t)
        text = _amount(self, t)
        return t(f"facts.bound.{self.bound}", figure=text) if self.bound else text

    def about(self, t: Words) -> str:
        """Subject and what is said of it; the whole country is named, as Hubei is the rule."""
        nation = [t("facts.nationwide")] if self.place_zh == NATION else []
        return " · ".join([*nation, self.subject(t), self.indicator(t)])

    def when(self, t: Words) -> str:
        """The year, and whether the source gives it."""
        return t("facts.undated" if self.undated else "facts.year", year=self.year)


def _plain(number: float) -> tuple[float, int]:
    """A number and the digits after its point that it needs."""
    text = f"{number:.6g}"
    return float(text), len(text.partition(".")[2])


def _amount(fact: Fact, t: Words) -> str:
    """Figure and unit without the bound; English counts in thousands where Chinese does in 10⁴."""
    known = [number for number in (fact.value, fact.high) if number is not None]
    if fact.unit_en in _SPECIAL:
        rank = fact.unit_en == "rank" and len(known) == 1
        place = t.ordinal(int(known[0])) if rank else _span(known, t)
        return t(f"facts.{_SPECIAL[fact.unit_en]}", n=place)
    unit = fact.unit_zh
    if t.lang == "en":
        word, unit, known = _in_thousands(fact.unit_en, known)
        currency = unit.removesuffix(" per year")
        if currency in ("CNY", "EUR", "USD"):
            rest = unit[len(currency) :]
            return f"{currency} {_span(known, t)}{word}{rest}"
        unit = f"{word} {_number_of(unit, known)}".strip()
    text = _span(known, t)
    return f"{text}{'' if unit in ('', '%') else ' '}{unit}"


def _in_thousands(unit: str, known: list[float]) -> tuple[str, str, list[float]]:
    """Scale word, unit and numbers for a unit such as "CNY 100 million"."""
    unit = _MONEY.sub(r"\2 \1", unit)
    for prefix, factor in _FACTORS.items():
        if unit == prefix or unit.startswith(f"{prefix} "):
            unit = unit[len(prefix) :].strip()
            known = [number * factor for number in known]
            for scale, word in _SCALES:
                if min(known) >= scale:
                    return f" {word}", unit, [number / scale for number in known]
            break
    return "", unit, known


def _number_of(unit: str, known: list[float]) -> str:
    """English unit in the singular where the figure is one."""
    first, space, rest = unit.partition(" ")
    if known != [1] or not first.endswith("s"):
        return unit
    first = f"{first[:-3]}y" if first.endswith("ies") else first[:-1]
    return f"{first}{space}{rest}"


def _span(known: list[float], t: Words) -> str:
    dash = "—" if t.lang == "zh" else "–"
    return dash.join(t.number(*_plain(number)) for number in known)


@remembered(4)
def _all(atlas: Atlas) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for row in atlas.table("facts").to_dict("records"):
        fact = _read(row)
        if fact.bound == "range_high" and found and _is_low_end(found[-1], fact):
            low = found.pop()
            fact = replace(low, ids=low.ids + fact.ids, high=fact.value, bound="")
        found.append(fact)
    return tuple(found)


def _read(row: dict[str, Any]) -> Fact:
    def text(name: str) -> str:
        return "" if pd.isna(row[name]) else str(row[name])

    is_range = text("bound").startswith("range")
    indicator = {
        name: _RANGE_END.sub("", text(name)) if is_range else text(name)
        for name in ("indicator_zh", "indicator_en")
    }
    return Fact(
        ids=(text("fact_id"),),
        subject_zh=text("subject_zh"),
        subject_en=text("subject_en"),
        **indicator,
        place_zh=text("place_zh"),
        adcode=None if pd.isna(row["adcode"]) else int(row["adcode"]),
        year=int(row["year"]),
        undated=bool(_UNDATED.search(text("comparison_zh"))),
        value=None if pd.isna(row["value"]) else float(row["value"]),
        high=None,
        unit_zh=text("unit_zh"),
        unit_en=text("unit_en"),
        bound=text("bound"),
        basis=text("value_basis"),
        theme=text("theme"),
        benchmark=text("benchmark"),
        aspect=text("aspect"),
        measure=text("measure"),
        practice=text("practice"),
        role=text("role"),
        goal=text("goal"),
        gap=text("gap"),
        counts_programme_id=text("counts_programme_id"),
        candidates=row["candidates"],
        note_zh=text("comparison_zh"),
        quote_zh=text("quote_zh"),
        section_zh=text("section_zh"),
        source_id=text("source_id"),
    )


def _is_low_end(low: Fact, high: Fact) -> bool:
    same = ("subject_zh", "indicator_zh", "place_zh", "year", "quote_zh", "source_id")
    return low.bound == "range_low" and all(getattr(low, n) == getattr(high, n) for n in same)


@remembered(256)
def select(atlas: Atlas, /, **wanted: str) -> tuple[Fact, ...]:
    """Statements with the fields asked for, in the order of the table.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    **wanted : str
        Attributes of :class:`Fact` and their values, such as ``theme="target"``.
    """
    return tuple(
        fact
        for fact in _all(atlas)
        if all(getattr(fact, name) == value for name, value in wanted.items())
    )


def quoted(atlas: Atlas, *roles: str) -> tuple[Fact, ...]:
    """Statements that pages quote for something, in the order of what they are quoted for.

    A role that no statement has is left out: a folder of other data need not hold the statements
    that pages of this one speak of.
    """
    found = {fact.role: fact for fact in reversed(_all(atlas))}
    return tuple(found[role] for role in roles if role in found)


def one(atlas: Atlas, role: str) -> Fact | None:
    """The first statement quoted for something, or None where none is on record."""
    return next(iter(quoted(atlas, role)), None)


def document(atlas: Atlas, source_id: str, t: Words) -> str:
    """Short name of a source: official document or paper, and its year."""
    kind = "official" if source_id in status.official(atlas) else "paper"
    return t(f"facts.document.{kind}", year=document_year(atlas, source_id))


@remembered(1024)
def document_year(atlas: Atlas, source_id: str) -> int:
    """Year of a source."""
    return int(str(atlas.sources([source_id])["date"].iloc[0])[:4])


def note(atlas: Atlas, fact: Fact, t: Words) -> str:
    """Context of a statement, in Chinese; other sources are called by their short names."""

    def name(found: re.Match[str]) -> str:
        colon = "" if found[2] in "称）" else "："
        return document(atlas, f"seed_00{found[1]}", t) + colon

    return _FILE.sub(name, fact.note_zh)
