"""The small print below a picture or a slide."""

from __future__ import annotations

from collections.abc import Iterable

from geo.look.lettering import LOST
from geo.record import review
from geo.record.about import About
from geo.words import Words

#: Sources named one by one; of more, the first stands for all.
_FEW = 2


def credit(about: About, *, source: str = "", boundary: bool = False) -> tuple[str, ...]:
    """Lines that say where a figure comes from and how to find it again.

    Parameters
    ----------
    about : About
        What is known of the view.
    source : str
        Source of the figure itself; by default those of the view.
    boundary : bool
        Whether the figure is a map, whose boundaries have a source of their own.

    Returns
    -------
    tuple of str
        Source; review of the map, filters, date, version, licence and coverage; the link, if there
        is one.
    """
    t = Words(about.lang)

    first = [source if source else _entry(t, "source", _sources(about, t))]
    first += [_entry(t, "boundary", about.boundary)] if boundary else []
    second = [review.line(t)] if boundary else []
    second += [
        _entry(t, "filters", about.filters_text()),
        _entry(t, "date", about.date.isoformat()),
        _entry(t, "data_version", about.data_version),
        _entry(t, "licence", about.licence),
        _entry(t, "coverage", about.coverage),
    ]
    lines = (" · ".join(filter(None, part)) for part in (first, second, [about.link]))
    return tuple(line for line in lines if line)


def source_line(about: About, *, source: str = "", boundary: bool = False) -> tuple[str, ...]:
    """The same in parts of one line, for where all else is told elsewhere.

    Parameters
    ----------
    about : About
        What is known of the view.
    source : str
        Source of the figure itself; by default those of the view.
    boundary : bool
        Whether the figure is a map.
    """
    t = Words(about.lang)

    parts = (
        _entry(t, "filters", about.filters_text()) if about.filters else "",
        source if source else _entry(t, "source", _sources(about, t)),
        _entry(t, "boundary", about.boundary) if boundary else "",
    )
    return tuple(filter(None, parts))


def replaced(lost: Iterable[str], t: Words) -> str:
    """What stands for characters that the typeface does not have; empty where none are lost."""
    codes = t.join(f"U+{ord(character):04X}" for character in lost)
    return t("export.replaced", sign=LOST, codes=codes) if codes else ""


def _sources(about: About, t: Words) -> str:
    titles = [one.cite() for one in about.sources]
    if len(titles) <= _FEW:
        return t.join(titles)
    return t("export.credit.sources", first=titles[0], n=len(titles))


def _entry(t: Words, key: str, text: str) -> str:
    """A labelled part of the print; empty where there is nothing to tell."""
    label = t(f"export.about.{key}")
    return t("export.credit.entry", label=label, text=text) if text else ""
