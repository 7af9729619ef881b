"""A population of a reader's own, beside the data: what pages count where a view asks for it.

A page is made of an atlas, so a register that is to be counted comes with one. The tables stay as
they are; only what is worked out from them is kept apart, so that the answers of one reader never
meet those of another.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.contract import Population


@dataclass(frozen=True, eq=False)
class _Beside(Atlas):
    """An atlas with something else to count beside it."""

    counted: Population | None = dataclasses.field(default=None, repr=False)


def beside(atlas: Atlas, population: Population) -> Atlas:
    """The same data with a population beside them.

    Parameters
    ----------
    atlas : Atlas
        The data, which stay as they are; of what stood beside them already nothing is taken over.
    population : Population
        What is to be counted beside the shipped clusters and firms.

    Returns
    -------
    Atlas
        Shares tables and shapes with ``atlas``, and remembers answers of its own.
    """
    fields = (field.name for field in dataclasses.fields(Atlas) if field.init)
    shared = {name: getattr(atlas, name) for name in fields}
    return _Beside(**shared, counted=population)


def counted_beside(atlas: Atlas) -> Population | None:
    """What stands beside the data, None where nothing does."""
    return atlas.counted if isinstance(atlas, _Beside) else None
