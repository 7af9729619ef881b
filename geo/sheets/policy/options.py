"""What a reader may choose about the measures of policies."""

from __future__ import annotations

from dataclasses import dataclass

from geo.population.fields import Record, codes
from geo.population.selection import column
from geo.questions import policies


@dataclass(frozen=True)
class Policy(Record):
    """Choices of the page on policies.

    Attributes
    ----------
    lever, level, doc : tuple of str
        Levers, levels and sources of the measures to keep.
    """

    lever: tuple[str, ...] = codes(column("policies", "lever_id"))
    level: tuple[str, ...] = codes(policies.LEVELS)
    doc: tuple[str, ...] = codes(column("policies", "source_id"))
