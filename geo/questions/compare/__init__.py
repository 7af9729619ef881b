"""Cities, regions or chains side by side.

Units of different kinds are never set beside each other. A figure keeps its unit, year, sources and
coverage; what is unknown for one unit stays unknown. ``units`` knows what can be compared,
``peers`` what is like what, ``selection`` what is compared and why, ``figures`` by what.
"""

from geo.questions.compare.figures import Figure, figures
from geo.questions.compare.peers import PEERS, peers
from geo.questions.compare.selection import PEERS_ADDED, Choice, resolve
from geo.questions.compare.units import KINDS, LEAST, MOST, Kind, Unit, codes, default, units

__all__ = [
    "KINDS",
    "LEAST",
    "MOST",
    "PEERS",
    "PEERS_ADDED",
    "Choice",
    "Figure",
    "Kind",
    "Unit",
    "codes",
    "default",
    "figures",
    "peers",
    "resolve",
    "units",
]
