"""What a reader may choose about the chains."""

from __future__ import annotations

from dataclasses import dataclass

from geo.population.fields import NOTHING, Record, code, codes, text
from geo.population.selection import LONGEST_QUERY
from geo.questions.chains import choice, firms
from geo.questions.chains.gaps import KINDS


@dataclass(frozen=True)
class Chains(Record):
    """Choices of the page on chains.

    Attributes
    ----------
    system : str
        Planning system whose chains are spoken of, or empty.
    mode : str
        Whether the map shows what is recorded or what is not.
    part : str
        What stands below the map; empty for the usual part.
    over : tuple of str
        What is drawn over the areas; ``none`` for nothing, nothing for the usual ones.
    gap : tuple of str
        Kinds of gaps that are listed; nothing for all.
    stages, firm : tuple of str
        Stages and kinds of the firms that are listed; nothing for all.
    find : str
        Words to find among these firms.
    """

    system: str = code("", choice.SYSTEMS)
    mode: str = code(choice.MODES[0], choice.MODES)
    part: str = code("", choice.PARTS)
    over: tuple[str, ...] = codes((*choice.LAYERS, NOTHING))
    gap: tuple[str, ...] = codes(KINDS)
    stages: tuple[str, ...] = codes(firms.PLACES_IN_CHAIN)
    firm: tuple[str, ...] = codes(firms.KINDS)
    find: str = text(LONGEST_QUERY)
