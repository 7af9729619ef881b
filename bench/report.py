"""Figures of a bench as a table."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def spread(values: list[float], form: str, unit: str = "") -> str:
    """Median of some values, with the least and the most."""
    low, middle, high = (format(v, form) for v in (min(values), median(values), max(values)))
    return f"{middle}{unit} ({low} to {high})"


def verdict(value: float, goal: float | None, unit: str = "") -> str:
    """Whether a goal is met, and which."""
    if goal is None:
        return ""
    return f"{'met' if value <= goal else 'missed'}: {goal}{unit}"


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, which reads well on a terminal too."""
    cells = [tuple(head), *map(tuple, rows)]
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [" | ".join(map(str.ljust, line, wide)) for line in cells]
    lines.insert(1, "-|-".join("-" * width for width in wide))
    return "\n".join(f"| {line} |" for line in lines)
