"""A brief as a value: what one page says, whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.look.drawing import Drawing

#: Weight of a word in a box, strongest first: black, grey, outlined.
Weight = Literal["full", "grey", "open"]


@dataclass(frozen=True)
class Figure:
    """One of the six figures.

    Attributes
    ----------
    label, value, unit : str
        What is counted, and the figure as it is read.
    before : str
        What stands before the figure: a currency, in English.
    place : tuple of int or None
        Rank and number of places ranked, drawn as a strip of ticks.
    strong, note : str
        The line below: the rank in words, then the year or what else belongs to it.
    """

    label: str
    value: str
    unit: str
    place: tuple[int, int] | None = None
    strong: str = ""
    note: str = ""
    before: str = ""


@dataclass(frozen=True)
class Text:
    """A cell of words; ``below`` stands under them in grey, ``hue`` is a square before them."""

    words: str
    below: str = ""
    bold: bool = False
    hue: str = ""
    slot: bool = False


@dataclass(frozen=True)
class Chip:
    """A cell with a word in a box."""

    words: str
    weight: Weight


@dataclass(frozen=True)
class Flow:
    """A cell with the three stages of a chain; a stage on record is filled."""

    stages: tuple[bool, bool, bool]
    letters: tuple[str, str, str]


@dataclass(frozen=True)
class Bar:
    """A cell with a bar, ``part`` of ``whole``."""

    part: float
    whole: float


Cell = Text | Chip | Flow | Bar


@dataclass(frozen=True)
class Column:
    """Heading of a column and its share of the width."""

    head: str
    share: float


@dataclass(frozen=True)
class Table:
    """Rows under a title.

    Attributes
    ----------
    title, note : str
        The claim of the block, and what is said beside it in grey.
    columns, rows : tuple
        Headings, and cells in their order.
    least : int
        Rows that stay where room is short.
    gives : int
        Which table gives up rows first: 1 before 2; 0 gives up none.
    names, rest : str
        Name of every row and of what comes after the rows, and the sentence for those that are
        not shown, with ``{n}`` and ``{names}``.
    slot : str
        What is missing and who fills it.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    least: int = 3
    gives: int = 0
    names: tuple[str, ...] = ()
    rest: str = ""
    slot: str = ""


@dataclass(frozen=True)
class Entry:
    """A cluster or park in a list."""

    sign: Drawing
    name: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Entries of one list; ``slot`` says what of it is missing and who fills it."""

    title: str
    note: str
    entries: tuple[Entry, ...]
    slot: str = ""


@dataclass(frozen=True)
class Groups:
    """Lists under a title, in so many columns where names are short.

    ``left`` entries had no room; ``rest`` says so, with ``{n}``.
    """

    title: str
    groups: tuple[Group, ...]
    rest: str
    note: str = ""
    columns: int = 2
    left: int = 0


@dataclass(frozen=True)
class Scene:
    """A map under a title; it is drawn when the page has said how large.

    Attributes
    ----------
    title, legend : str
        Claim of the map, and the line under it.
    kind : str
        ``city`` for the counties of one city, ``province`` for all cities.
    city : int or None
        The city of a map of one.
    fills : tuple of (int, str, str)
        City, its colour and what stands after its name.
    bold : tuple of int
        Cities whose names are strong.
    line : tuple of int
        Cities that a corridor runs through, in order.
    key : tuple of (str, str)
        Colours with their meaning.
    clusters : tuple of str
        Clusters whose marks are drawn.
    """

    title: str
    legend: str
    kind: Literal["city", "province"]
    city: int | None = None
    fills: tuple[tuple[int, str, str], ...] = ()
    bold: tuple[int, ...] = ()
    line: tuple[int, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    clusters: tuple[str, ...] = ()


Block = Table | Groups | Scene


@dataclass(frozen=True)
class Band:
    """Blocks side by side: those at the left, those at the right, and the share of the left."""

    left: tuple[Block, ...]
    right: tuple[Block, ...] = ()
    share: float = 0.56


@dataclass(frozen=True)
class Brief:
    """One page on one subject.

    Attributes
    ----------
    lang : str
        Language of every word.
    subject : str
        Full name of what it is about, for the head of the page and the name of the file.
    code : str
        The same in lower-case ASCII.
    claim : tuple of str
        The headline in one or two lines.
    lead, lead_source : str
        One line under it, and where that is from.
    figures : tuple of Figure
        Six, or fewer where fewer are known.
    bands : tuple of Band
        The body from above to below.
    evidence : str
        What the reader must know of the state of the data, in one line.
    sources : tuple of str
        At most three, official ones first.
    review : str
        Number of the review of the map; empty while there is none.
    version : str
        Date of the data.
    day : datetime.date
        Day of the brief.
    link : str
        Address of the view; empty if it is not known outside of this computer.
    """

    lang: str
    subject: str
    code: str
    claim: tuple[str, ...]
    lead: str
    lead_source: str
    figures: tuple[Figure, ...]
    bands: tuple[Band, ...]
    evidence: str
    sources: tuple[str, ...]
    review: str
    version: str
    day: date
    link: str
