"""What a reader may choose about the page of a city."""

from __future__ import annotations

from dataclasses import dataclass

from geo.population.fields import Record, code
from geo.questions import counties
from geo.questions.takeover import DISTANCES, USUAL_DISTANCE

#: What the page shows: the portrait, or what the city can take on.
SECTIONS = ("profile", "takeover")


@dataclass(frozen=True)
class City(Record):
    """Choices of the page of a city.

    Attributes
    ----------
    show : str
        What the page shows.
    within : int
        How far cities may lie apart to be near, kilometres; 0 for a common border alone.
    county : int or None
        A county of the city whose records are shown.
    """

    show: str = code(SECTIONS[0], SECTIONS)
    within: int = code(USUAL_DISTANCE, DISTANCES, int)
    county: int | None = code(None, counties.codes, int)
