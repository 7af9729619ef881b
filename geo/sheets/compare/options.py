"""What a reader may choose about a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from geo.population.fields import Record, code, codes
from geo.questions.compare.peers import PEERS
from geo.questions.compare.units import codes as units


@dataclass(frozen=True)
class Compare(Record):
    """Choices of the page that compares.

    Attributes
    ----------
    compare : tuple of str
        What is set side by side: adcodes, region_ids or chain_ids.
    peer : str
        What peers are chosen by.
    """

    compare: tuple[str, ...] = codes(units)
    peer: str = code(PEERS[0], PEERS)
