"""Cities, regions or chains side by side.

Units of different kinds are never set beside each other, but cities of the province may be beside
cities outside, by the figures that both have. A figure keeps its unit, year, sources and
coverage; what is unknown for one unit stays unknown. ``units`` knows what can be compared,
``peers`` what is like what, ``selection`` what is compared and why, ``figures`` by what.
"""

from geo.questions.compare.figure import Figure
from geo.questions.compare.figures import figures
from geo.questions.compare.outside import nearest as nearest_outside
from geo.questions.compare.outside import own as own_beside
from geo.questions.compare.peers import PEERS, peers
from geo.questions.compare.selection import PEERS_ADDED, Choice, peers_of, resolve
from geo.questions.compare.units import KINDS, LEAST, MOST, Kind, Unit, codes, default, kinds, units

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
    "kinds",
    "nearest_outside",
    "own_beside",
    "peers",
    "peers_of",
    "resolve",
    "units",
]
