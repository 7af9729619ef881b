"""Quantities as each language counts them: English in millions and billions, Chinese in 万 and 亿.

Tables hold money in 亿元 and people in 万人, which English has no words for. Whatever is told of
them in words goes through here, so that a page, a chart and a file never differ.

Examples
--------
>>> told(6191.3, "cny_100m", Words("en"))
'CNY 619.1 billion'
>>> told(393.2, "persons_10k", Words("en"))
'3.93 million people'
>>> told(393.2, "persons_10k", Words("zh"))
'393 万人'
"""

from __future__ import annotations

from typing import TypeVar

import pandas as pd

from geo.words import Words, catalogue

#: One value, or those of a whole row.
Value = TypeVar("Value", float, pd.Series)

#: What a value of the tables is multiplied by for the unit that English names.
_ENGLISH = {"cny_100m": 0.1, "persons_10k": 0.01}
#: Fewer people than a tenth of a million are told one by one.
_FEW = 0.1
#: Chinese tells smaller values than this with one digit.
_SMALL = 100


def unit_name(unit: str, t: Words) -> str:
    """The unit by itself, as an axis or the head of a column has it."""
    return t(f"units.{unit}")


def form(unit: str, t: Words) -> str:
    """How a number and its unit stand together, with ``{number}`` for the number."""
    key = f"units.told.{unit}"
    return t(key) if key in catalogue() else f"{{number}} {unit_name(unit, t)}"


def scaled(value: Value, unit: str, t: Words) -> Value:
    """A value of the tables, or a row of them, in the unit that the language names."""
    return value * _ENGLISH.get(unit, 1.0) if t.lang == "en" else value


def digits_of(value: float, unit: str, t: Words, own: int = 0) -> int:
    """Digits after the point of a scaled value: three in all, none where it is whole.

    Parameters
    ----------
    value : float
        As :func:`scaled` gives it.
    unit : str
        Unit of the tables.
    t : Words
        Language.
    own : int
        Digits where the language names the unit of the tables.
    """
    if unit not in _ENGLISH:
        return own
    if t.lang == "zh":
        return own or int(abs(value) < _SMALL)
    digits = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return 0 if round(value, digits) == round(value) else digits


def number(value: float, unit: str, t: Words, own: int = 0) -> str:
    """A value of the tables as a number, without its unit."""
    if pd.isna(value):
        return t("common.unknown")
    value = scaled(value, unit, t)
    return t.number(value, digits_of(value, unit, t, own))


def parts(value: float, unit: str, t: Words, own: int = 0) -> tuple[str, str]:
    """A value of the tables as a number and what stands behind it.

    A currency stands before its number in English and is part of it.
    """
    if pd.isna(value):
        return t("common.unknown"), ""
    few = t.lang == "en" and unit == "persons_10k" and scaled(value, unit, t) < _FEW
    before, _, behind = form("people" if few else unit, t).partition("{number}")
    printed = t.number(value * 10_000) if few else number(value, unit, t, own)
    return f"{before}{printed}", behind


def told(value: float, unit: str, t: Words, own: int = 0) -> str:
    """A value of the tables with its unit, as a sentence has it."""
    return "".join(parts(value, unit, t, own))
