"""A few big numbers that say what lines of evidence would say one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.words import Words

TIERS = ("national", "provincial", "county")


@dataclass(frozen=True)
class Number:
    """A number with its unit, what it counts, and what belongs to it."""

    value: str
    unit: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Numbers side by side under a heading.

    Attributes
    ----------
    numbers : tuple of Number
        Three at most.
    title, note : str
        Heading, and what belongs to it; empty where the numbers speak for themselves.
    hue : str
        Colour of the heading, a name of :mod:`geo.look.tokens`.
    """

    numbers: tuple[Number, ...]
    title: str = ""
    note: str = ""
    hue: str = "ink"


@dataclass(frozen=True)
class Panel:
    """Groups of numbers, what they need to be read, and the lines that are still to be said."""

    groups: tuple[Group, ...]
    lines: tuple[str, ...] = ()
    note: str = ""


def of_tiers(tiers: pd.Series, t: Words) -> Group:
    """How many clusters each tier has; each is counted at its highest one."""
    number: Mapping[str, int] = tiers.value_counts().to_dict()
    unit = t("units.clusters") if t.lang == "zh" else ""
    return Group(
        tuple(
            Number(t.number(number[tier]), unit, t(f"sheets.panel.{tier}"))
            for tier in TIERS
            if tier in number
        )
    )
