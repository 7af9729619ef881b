"""Hubei Cluster Atlas: the library behind the pages, usable on its own from Python.

>>> import geo
>>> atlas = geo.load()
>>> len(atlas.cities)
17

Public are `load`, what the errors of `errors` say, and every name without an underscore in these
modules; everything else may move.

``geo.measures``
    Concentration, specialisation and their doubt, of array-likes; needs numpy and scipy only.
``geo.data``
    The data folder, read and checked once.
``geo.record``
    What the data say: areas, clusters, counts, statistics, facts, ranks, sources.
``geo.population``
    What is counted, and the selection that narrows it down.
``geo.foreign``
    Files from outside in any form, read with limits, every fault with its row.
``geo.register``
    Registers of firms: understood, placed, mapped, and asked on any engine.
``geo.questions``
    What the pages ask of them: concentration, chains, layout, compare, ladder and more.
``geo.sheets``
    What a page says about a view: claim, map, charts, rows.
``geo.story``
    Views in an order, to be told.
``geo.files``
    A view as slides, report, picture, table or archive.
``geo.own``
    Official lists of your own: read, placed, matched, laid over the data.
``geo.words``
    The catalogue of every word, in Chinese and English.
``geo.errors``
    Everything that is refused, by name.

They are loaded when they are first used, so ``import geo`` costs nothing; one whose libraries are
not installed says in a sentence which extra brings them. A module inside one is imported by name:
``from geo.record import counts``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.version import __version__

if TYPE_CHECKING:
    from geo import (
        data,
        errors,
        files,
        foreign,
        measures,
        own,
        population,
        questions,
        record,
        register,
        sheets,
        story,
        words,
    )
    from geo.data.atlas import load

__all__ = [
    "__version__",
    "data",
    "errors",
    "files",
    "foreign",
    "load",
    "measures",
    "own",
    "population",
    "questions",
    "record",
    "register",
    "sheets",
    "story",
    "words",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("geo.data.atlas").load if name == "load" else import_module(f"geo.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
