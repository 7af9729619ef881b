"""A search text understood: the names that are known in it, and the rest.

Names are cut out wherever they stand, the longest first, so that it makes no difference whether a
reader types spaces: Chinese, English, pinyin, or the initials of a whole word. What is left is
looked for as text. Nothing is guessed: a name that does not settle what is meant stays text.

Examples
--------
>>> from geo.data import atlas
>>> found = understand(atlas.load(atlas.DATA), "襄阳汽车能做什么")
>>> [(thing.kind, thing.codes) for thing in found.things], found.rest
([('city', (420600,))], ('汽车',))
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.names import Kind, Name, Thing, chosen, names, things
from geo.record import clusters

#: Kinds that say where: of several, any; a wider one gives way to what lies in it.
PLACES: tuple[Kind, ...] = ("region", "city", "county", "zone", "peer")
_WIDE: tuple[Kind, ...] = ("region", "city")
#: Kinds that are asked of one and the same recognition.
LISTINGS: tuple[Kind, ...] = ("prog", "tier", "year")
_INDUSTRIES: tuple[Kind, ...] = ("fam", "chain")
#: Kinds of which each that is named narrows down.
_ONE_BY_ONE: tuple[Kind, ...] = (*_INDUSTRIES, "firm")

#: Characters of a query that are read; a name is shorter.
_MOST = 400
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—~～至到]\s*((?:19|20)\d\d))?(?!\d)\s*年?")
_LATIN = re.compile(r"[a-z0-9]")
#: Shortest pinyin that is cut out of a word, and the shortest rest that it may leave of it.
_SHORTEST_CUT, _SHORTEST_REST = 4, 3
#: What a question has beside its subject. One character goes only where a word is left of it.
_ASKED = (
    "能做什么", "能干什么", "可以做什么", "能补哪一段", "有哪些", "是哪些", "有什么", "包括",
    "哪些", "什么", "在哪里", "在哪", "哪里", "哪个", "怎么样", "如何", "多少", "相关", "只看",
    "产业集群", "产业链", "集群", "企业", "产业", "以及", "对比", "比较", "市州", "区县", "县市区",
)  # fmt: skip
_JOINING = "的和与及跟比在有吗呢"
_UNITS = set("市州县区省比")


@dataclass(frozen=True)
class Understood:
    """What a query means.

    Attributes
    ----------
    things : tuple of Thing
        What was recognised, in the order of the query.
    rest : tuple of str
        Words that are looked for as text, folded.
    pieces : tuple of str
        The query in pieces, as a reader might have typed one alone.
    """

    things: tuple[Thing, ...] = ()
    rest: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Thing, ...]:
        """Where: without places in which another one that was named lies."""
        found = [thing for thing in self.things if thing.kind in PLACES]
        return tuple(
            thing
            for thing in found
            if thing.kind not in _WIDE
            or not any(
                PLACES.index(other.kind) > PLACES.index(thing.kind)
                and other.cities
                and other.cities <= thing.cities
                for other in found
            )
        )

    def of(self, kind: Kind) -> tuple[Thing, ...]:
        """What was recognised of one kind."""
        return tuple(thing for thing in self.things if thing.kind == kind)

    def codes(self, kind: Kind) -> tuple[object, ...]:
        """Every code of one kind."""
        return tuple(dict.fromkeys(code for thing in self.of(kind) for code in thing.codes))


@dataclass(frozen=True)
class _Known:
    """Names folded.

    ``named`` has what each stands for, None where that is not settled; ``initials`` all that these
    may be; ``inside`` what a name stands for within a city; ``lengths`` how long the names are that
    begin with two characters; ``texts`` what clusters are known by.
    """

    named: dict[str, Thing | None]
    initials: dict[str, tuple[Thing, ...]]
    inside: dict[str, dict[int, Thing]]
    lengths: dict[str, list[int]]
    texts: str


@remembered(1)
def _known(atlas: Atlas) -> _Known:
    every, by = names(atlas), things(atlas)
    forms: dict[str, list[Name]] = defaultdict(list)
    spoken: dict[str, list[Name]] = defaultdict(list)
    short: dict[str, list[Name]] = defaultdict(list)
    inside: dict[str, dict[int, Thing]] = {}
    for name in every:
        if name.doubtful:
            forms[name.form] = []
            if name.kind and name.inside is not None:
                inside.setdefault(name.form, {})[name.inside] = by[name.kind, name.code]
            continue
        if len(name.form) >= (2 if name.chinese else 3):
            forms[name.form].append(name)
        if name.chinese and name.kind:
            initials, full = search.pinyin(name.name)
            if len(full) >= _SHORTEST_CUT:
                spoken[full].append(name)
            if len(initials) > 1 and name.kind in ("prog", "city", *_INDUSTRIES):
                short[initials].append(name)
    named = {form: _by_name(form, chosen(found, by)) for form, found in forms.items()}
    for form, found in spoken.items():
        thing = chosen(found, by)
        if form not in named and thing:
            named[form] = thing
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in named:
        lengths[form[:2]].add(len(form))
    return _Known(
        named,
        {
            form: tuple(dict.fromkeys(by[name.kind, name.code] for name in found if name.kind))
            for form, found in short.items()
        },
        inside,
        {start: sorted(some, reverse=True) for start, some in lengths.items()},
        "\n".join(clusters.table(atlas)["search"]),
    )


def _by_name(form: str, thing: Thing | None) -> Thing | None:
    """A thing by one of its names; an English one stands in texts beside the Chinese ones."""
    if thing and thing.kind in _ONE_BY_ONE and form not in thing.words:
        return replace(thing, words=(*thing.words, form))
    return thing


def understand(atlas: Atlas, query: str) -> Understood:
    """Read a query.

    Parameters
    ----------
    atlas : Atlas
        The data package, whose names are known.
    query : str
        Any text.
    """
    return _understand(atlas, query[:_MOST]) if query else Understood()


@remembered(256)
def _understand(atlas: Atlas, query: str) -> Understood:
    text = unicodedata.normalize("NFKC", query)
    years = [_years(found) for found in _YEAR.finditer(text)]
    reading = _Reading(_known(atlas), search.words(_YEAR.sub(" ", text)))
    reading.cut()
    parts = list(reading.parts())
    cities = {city for thing in (part for _, part in parts) if thing for city in thing.cities}
    found: list[Thing] = []
    rest, pieces = [], []
    for said, thing in parts:
        if thing is None:
            here = reading.known.inside.get(said, {})
            found += (own := [here[city] for city in sorted(cities & here.keys())])
            rest += [] if own else [said]
        else:
            found.append(thing)
            if len(said) < _SHORTEST_CUT and said.isascii() and thing.words:
                said = thing.words[0]  # initials alone could be those of anything
        pieces.append(said)
    for thing in years:
        first, last = thing.codes[0], thing.codes[-1]
        pieces.append(f"{first}" if first == last else f"{first}-{last}")
    return Understood(
        tuple(dict.fromkeys([*found, *years])),
        tuple(dict.fromkeys(rest)),
        tuple(dict.fromkeys(pieces)),
    )


def _years(found: re.Match[str]) -> Thing:
    first, last = sorted((int(found[1]), int(found[2] or found[1])))
    years = tuple(range(first, last + 1))
    return Thing("year", years, words=tuple(map(str, years)))


@dataclass
class _Reading:
    """One query while names are cut out of it."""

    known: _Known
    typed: list[str]
    cuts: dict[int, tuple[int, tuple[Thing | None, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = "".join(self.typed)
        ends = [0]
        for word in self.typed:
            ends.append(ends[-1] + len(word))
        self.words = list(pairwise(ends))
        self.edges = set(ends)
        self.taken = bytearray(len(self.text))

    def cut(self) -> None:
        """Cut out names, the longest first; a cut may show where the next word begins."""
        left = sorted(self._candidates(), key=lambda one: (one[0] - one[1], one[0]))
        more = True
        while more:
            more = False
            for start, end in left:
                if any(self.taken[start:end]) or not self._stands_alone(start, end):
                    continue
                self._take(start, end, self.known.named[self.text[start:end]])
                more = True
        for start, end in self.words:
            if not any(self.taken[start:end]):
                self._initials(start, end)

    def parts(self) -> Iterator[tuple[str, Thing | None]]:
        """What was typed with what it means, and what is left in between, without what asks."""
        at = 0
        while at < len(self.text):
            if at in self.cuts:
                end, found = self.cuts[at]
                yield from ((self.text[at:end], thing) for thing in found)
            else:
                end = at + 1
                while end < len(self.text) and end not in self.cuts and end not in self.edges:
                    end += 1
                if word := _without_asking(self.text[at:end]):
                    yield word, None
            at = end

    def _take(self, start: int, end: int, *found: Thing | None) -> None:
        self.taken[start:end] = b"\1" * (end - start)
        self.cuts[start] = end, found
        self.edges |= {start, end}

    def _candidates(self) -> Iterator[tuple[int, int]]:
        for start in range(len(self.text) - 1):
            for length in self.known.lengths.get(self.text[start : start + 2], ()):
                end = start + length
                if end <= len(self.text) and self.text[start:end] in self.known.named:
                    yield start, end

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether Latin letters are whole words, or pinyin at the end of one."""
        text = self.text
        if not (_LATIN.match(text[start]) and _LATIN.match(text[end - 1])):
            return True
        begins = start in self.edges or not _LATIN.match(text[start - 1])
        ends = end in self.edges or not _LATIN.match(text[end])
        if begins and ends:
            return True
        if not (begins or ends) or end - start < _SHORTEST_CUT:
            return False
        if any(start < edge < end for edge in self.edges):
            return False
        before = max((edge for edge in self.edges if edge <= start), default=0)
        after = min((edge for edge in self.edges if edge >= end), default=len(text))
        return max(start - before, after - end) >= _SHORTEST_REST

    def _initials(self, start: int, end: int) -> None:
        """A word of initials: those of one name, or of a city and then of anything."""
        word, known = self.text[start:end], self.known.initials
        if len(one := known.get(word, ())) == 1:
            self._take(start, end, *one)
            return
        if not word.isascii() or not word.isalpha() or word in self.known.texts:
            return
        for at in (3, 2):
            cities = [thing for thing in known.get(word[:at], ()) if thing.kind == "city"]
            if len(cities) == 1 and len(word) >= at + 2:
                self._take(start, start + at, *cities)
                self._initials(start + at, end)
                return


def _without_asking(word: str) -> str:
    """A stretch of text without what a question has beside its subject."""
    before = None
    while word and word != before:
        before = word
        for asked in _ASKED:
            word = word.removeprefix(asked).removesuffix(asked)
        if len(word) != 2 and word[:1] and word[0] in _JOINING:
            word = word[1:]
        if len(word) != 2 and word[-1:] and word[-1] in _JOINING:
            word = word[:-1]
    return "" if word in _UNITS else word


def matches(
    understood: Understood,
    texts: pd.Series,
    by_code: Callable[[Thing], pd.Series | None] = lambda _: None,
) -> pd.Series:
    """Which rows a query keeps.

    Parameters
    ----------
    understood : Understood
        The query.
    texts : pandas.Series of str
        What each row is known by, as ``geo.data.search.fold`` makes it.
    by_code : callable, optional
        The rows that belong to a thing by their keys; None where they have no such key.

    Returns
    -------
    pandas.Series of bool
        Of several places, lists, tiers or years a row has any one; of all else, everything.
    """
    keep = pd.Series(True, index=texts.index)
    for word in understood.rest:
        keep &= texts.str.contains(word, regex=False)

    def has(thing: Thing) -> pd.Series:
        keyed = by_code(thing)
        found = pd.Series(False, index=texts.index) if keyed is None else keyed
        for word in thing.words:
            found = found | texts.str.contains(word, regex=False)
        return found

    alternatives = [understood.places, *(understood.of(kind) for kind in LISTINGS)]
    alternatives += [(thing,) for thing in understood.things if thing.kind in _ONE_BY_ONE]
    for group in filter(None, alternatives):
        any_of = pd.Series(False, index=texts.index)
        for thing in group:
            any_of |= has(thing)
        keep &= any_of
    return keep
