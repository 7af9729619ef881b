"""The numbers that screen and paper share, in px where nothing else is said.

``geo/maps/browser`` finds them as ``atlas.constants``, ``geo/drawn/map`` reads them from here: what
both work out by the same arithmetic comes out the same.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from geo.look import tokens


@dataclass(frozen=True)
class Frame:
    """How the map lies in its frame."""

    snap: float = 0.1  # steps of the zoom on paper
    padding: float = 10
    foot: float = 26  # kept free below for the line with scale and sources
    max_zoom: float = 12
    small: float = 520  # a narrower frame is that of a phone
    phone: float = tokens.PHONE_SCALE
    near: float = 8  # zoom from which county lines are drawn stronger


@dataclass(frozen=True)
class Bar:
    """The scale bar, true at one latitude; Mercator differs by 3 % at the edges of the province."""

    latitude: float = 31
    equator: float = 40075.016686  # km
    steps: tuple[int, ...] = (1, 2, 5, 10, 20, 50, 100, 200)  # km
    most: float = 140
    share: float = 0.2  # of the width of the frame, at most


@dataclass(frozen=True)
class Spread:
    """How marks are spread."""

    rounds: int = 240
    calm: float = 0.6  # share of the rounds without pull, so that the last pushes are not undone
    pull: float = 0.08
    again: int = 12  # rounds after which neighbours are looked up anew
    reach: float = 14  # beyond touching that counts as a neighbour until then
    patience: int = 60  # pushes out of a name before another way is tried
    last: int = 30  # rounds without names where the rest did not settle
    enough: float = 0.1  # movement below which all is settled
    spiral: float = 1.6  # radii between marks that start on one spot
    gap: float = 1  # between two marks


@dataclass(frozen=True)
class Inset:
    """The part of the province that is drawn larger, as its marks have no room in it."""

    window: tuple[float, float, float, float] = (114.0, 30.02, 115.2, 30.8)  # degrees: W, S, E, N
    reach: float = 0.1  # degrees outside it that a name of one of its cities may have been set
    times: float = 2
    least: int = 12  # marks in it up to which they have room as they are
    zoom: float = 0.3  # from that of the province, beyond which the reader looks at something else
    edge: float = 4  # to the frame
    name: float = 24  # from its edge to the middle of a name in it


@dataclass(frozen=True)
class Marks:
    """Marks of clusters, their leader lines and their names."""

    crowd: int = 80  # more marks are drawn smaller, if the province is as wide as at this zoom:
    desk: float = 7.2
    least: float = 0.62
    doubt: str = "?"  # character of a mark that is still to be verified, whatever its family
    letter: float = 16  # width of a circle below which the character is left out
    letter_least: float = 12  # size of a character on a screen
    letter_fine: float = 13  # the same on a fine screen and on paper
    leader: float = 13  # between a mark and its place, from which a line leads back
    place: float = 1.8  # radius of the point at its end
    hull: int = 6  # marks fanned out from one place that have an outline
    hull_room: float = 5  # around each of them
    hull_bar: float = 1.5  # width of the bar between two, in radii of the smaller
    one_place: float = 3  # between places that count as one
    touch: float = 4  # between neighbours in one outline
    names_from: float = 10  # zoom
    most_names: int = 12
    out: tuple[float, ...] = (0, 14, 28, 44, 62, 82)  # how far the label of the chosen may stand
    gap: float = 4  # from a mark to its label
    gap_chosen: float = 9
    corner: float = 4  # by which labels at a corner come closer
    edge: float = 4  # of the frame that labels keep clear of


@dataclass(frozen=True)
class Names:
    """Names of cities, counties and rivers."""

    counties_from: float = 8.5  # zoom
    most: int = 25  # in view at once, when near
    gap: float = 2
    aside: tuple[float, ...] = (8, 14, 20, 28, 36, 46)  # how far one moves for want of room
    seat: float = 6  # around a seat that is marked, which it keeps clear of then
    set_at: float = 7.3  # zoom for which the places of names were set by eye
    number: float = 7  # half the height of a number that stands alone
    apart: float = 240  # between two names of one river
    bend: float = 2.5  # that a reach with a name may leave its chord
    bends: tuple[float, ...] = (0.2, 0.4, 0.6, 0.8)  # where that is looked at, as shares
    turns: tuple[float, float] = (-75, 85)  # degrees between which a reach may run
    box: tuple[float, float, float, float] = (4, 16, 12, 2)  # left, above, right, below a reach
    rise: float = 5  # from a river to its name
    tries: int = 40  # places along a river besides those that were set


@dataclass(frozen=True)
class Chevron:
    """Three cells for the stages of a chain."""

    cell: float = 18
    high: float = 15
    tip: float = 5  # by which one stands out into the next
    gap: float = 1.5


@dataclass(frozen=True)
class Links:
    """Arrows between the stages of a chain."""

    bend: float = 0.16  # how far one leaves its chord, as a share of its length
    start: float = 9  # kept free at either end
    end: float = 15
    head: tuple[tuple[float, float], ...] = ((-2, -5), (8, 0), (-2, 5))
    dot: float = 2.6
    phone: float = 0.7
    room: float = 62  # length from which one carries its label
    rise: float = 4  # from one to its label


@dataclass(frozen=True)
class Corridor:
    """The corridor of a chain, with its name on a thin line."""

    call: tuple[float, float] = (14, 62)  # from the line to the name
    bow: float = 6  # of the thin line
    margin: float = 44  # right of the name
    long: int = 34  # characters that one line holds
    dot: float = 4
    dot_phone: float = 2.6


@dataclass(frozen=True)
class Places:
    """Firms and zones."""

    firm: float = 4.2
    firms: float = 7  # several at one point
    zone: float = 5.5


@dataclass(frozen=True)
class Airports:
    """Airports, and their codes."""

    reach: float = 9  # to either side of a sign
    letter: float = 12
    plane: tuple[tuple[float, float], ...] = (
        (0, -7.5), (1.3, -6), (1.3, -2.2), (7.5, 1.6), (7.5, 3.3), (1.3, 1.4), (1, 4.6),
        (3.2, 6.2), (3.2, 7.5), (0, 6.6), (-3.2, 7.5), (-3.2, 6.2), (-1, 4.6), (-1.3, 1.4),
        (-7.5, 3.3), (-7.5, 1.6), (-1.3, -2.2), (-1.3, -6),
    )  # fmt: skip


@dataclass(frozen=True)
class Neighbours:
    """Names of the provinces around."""

    letter: float = 13
    steps: tuple[float, ...] = (0, 16, 32, 48, 64, 80, 96, 112, 128)  # how far one may be moved
    turns: int = 12  # directions that it is moved in
    gap: float = 5  # around it
    edge: float = 3  # from the edge of the map


@dataclass(frozen=True)
class Axes:
    """Names of corridors of the layout."""

    samples: int = 8  # points that a name along a line is checked at
    step: float = 6  # between the points of a line that names keep clear of
    above: float = 11  # from a line to the middle of its name
    half: float = 8  # from there to its upper and lower edge
    rise: float = 6  # from a line to the foot of its name
    stride: float = 0.025  # from one try along a line to the next, as a share
    straight: float = 0.94  # chord to length
    crossed: int = 2  # points of other lines that a name may cover
    bent: float = 20  # costs of a px of bend, of a point covered, of the distance from the middle
    covered: float = 20
    aside: float = 10
    short: float = 1.2  # line to name, up to which a name may stand beside its line
    shares: tuple[float, ...] = (0, 0.25, 0.5, 0.75, 1)
    downs: tuple[float, ...] = (-14, 20, -30, 36)
    asides: tuple[float, ...] = (0, -0.6, 0.6)
    parts: tuple[float, ...] = (-0.5, -0.25, 0, 0.25, 0.5)
    body: tuple[float, float, float] = (12, 3, 4)  # top, bottom and middle from the foot of a name
    met: float = 100  # costs of a box met, and of a name's length aside
    off: float = 30
    row: float = 16  # from one place outside the province to the next
    column: float = 20
    margin: float = 6  # of the frame
    call: float = 3  # from a name outside to its thin line
    dot: float = 2.6
    busy: tuple[float, float] = (4, 50)  # room around the end of a thin line, and cost of another
    tried: int = 40  # places outside that are looked at closely
    look: float = 8  # between the points of a thin line that are looked at
    near: float = 2  # to a box
    over_box: float = 60  # costs of running over a box, and over another thin line
    over_call: float = 90
    land_row: float = 4  # heights at which the province is cut
    land_room: float = 5  # beside it


@dataclass(frozen=True)
class Regions:
    """Regions of the layout: outlines, corridors, arrows, rings, words."""

    width: float = tokens.LINES["region"]
    seam: float = 0.9  # ground between two outlines
    nest: float = 4.4  # by which the outline of a region inside another is set in further
    lane: float = 5.5  # between lines that share a stretch
    loop: tuple[float, float] = (16, 5)  # radius of a corridor inside one city, more for each lane
    band: float = 15
    bends: tuple[float, float] = (0.13, -0.1)  # of arrows in turn
    stop: float = 19  # from a seat to either end of an arrow
    neck: float = 17  # length of its head, and half its width
    barb: float = 9
    least: float = 60  # length of an arrow
    ring: tuple[float, float, float] = (0, 3.6, 10)
    halo: float = 2.2  # around the ring of a lead city
    core: float = 0.42  # its middle, as a share of the ring
    reach: float = 32  # that a word may be moved out of the way of a name
    reach_step: float = 4
    wide_zh: float = 7  # half the width of a character of a name
    wide_en: float = 3.8
    word_zh: tuple[float, float] = (36, 62)  # half the width of a word and of the line below it
    word_en: tuple[float, float] = (66, 88)
    seat: float = 9  # around a seat that words keep clear of


@dataclass(frozen=True)
class Cells:
    """Cells of a register of firms, and single ones."""

    first: int = 1  # step of the ramp of counts that the emptiest has
    gap: float = 0.5  # to its edge, on each side
    letter: float = 13  # size of the number in one of the fullest class
    digit: float = 0.58  # width of a digit, as a share of that
    room: float = 2  # beside the number
    edge: float = 1.2  # around a single firm
    pad: float = 0.3  # of the frame that is drawn beyond it
    pause: int = 60  # ms after which what came in sight is asked for
    apart: float = 18  # between the numbers of two places found
    list: int = 12  # firms up to which a cell tells of them, and does not come nearer
    nearer: float = 2  # steps of the zoom that a click brings


FRAME, BAR, SPREAD, INSET, MARKS, NAMES = Frame(), Bar(), Spread(), Inset(), Marks(), Names()
CHEVRON, LINKS, CORRIDOR, PLACES = Chevron(), Links(), Corridor(), Places()
AIRPORTS, NEIGHBOURS, AXES, REGIONS = Airports(), Neighbours(), Axes(), Regions()
CELLS = Cells()


def constants() -> dict[str, dict[str, Any]]:
    """All of them for the browser, by the names that they have here."""
    every = (
        FRAME, BAR, SPREAD, INSET, MARKS, NAMES, CHEVRON, LINKS, CORRIDOR, PLACES, AIRPORTS,
        NEIGHBOURS, AXES, REGIONS, CELLS,
    )  # fmt: skip
    return {type(one).__name__.upper(): asdict(one) for one in every}
