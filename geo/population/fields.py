"""Fields of a link: how each is written, read, and held to what is known.

A record of choices is a frozen dataclass of such fields that inherits from :class:`Record`. The
default of a field means that nothing was chosen, and takes no room in a link.

Examples
--------
>>> @dataclass(frozen=True)
... class Drink(Record):
...     kind: str = code("tea", ("tea", "water"))
>>> Drink("water").codes()
{'kind': 'water'}
>>> Drink("watr")
Traceback (most recent call last):
    ...
geo.population.fields.UnknownCodeError: kind='watr' is not known; the nearest: water
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.words.text import tidy

#: Codes that a field may hold: the same for every data package, or what one of them says.
Known = tuple[Any, ...] | Callable[[Atlas], Iterable[Any]]
Years = tuple[int, int]

#: Code of a list for which nothing stands for the usual choice, where nothing is to be chosen.
NOTHING = "none"

_FIELD = "field"
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


class UnknownCodeError(ValueError):
    """A choice that does not exist.

    Parameters
    ----------
    parameter : str
        Field of the choice.
    value : object
        What was asked for.
    known : iterable
        What there is.
    wanted : str
        What the choice must be instead, where its type is wrong.

    Attributes
    ----------
    nearest : tuple of str
        Up to three known codes: those most alike, or the first.
    """

    def __init__(
        self, parameter: str, value: object, known: Iterable[Any] = (), wanted: str = ""
    ) -> None:
        self.parameter, self.value = parameter, value
        every = [str(code) for code in known]
        alike = difflib.get_close_matches(str(value), every, n=3, cutoff=0.4)
        self.nearest = tuple(alike or every[:3])
        near = f"; the nearest: {', '.join(self.nearest)}" if every else ""
        form = f": it must be {wanted}" if wanted else ""
        super().__init__(f"{parameter}={value!r} is not known{form}{near}")


@dataclass(frozen=True)
class Notice:
    """A part of a link that is not known and was left out of the view.

    Attributes
    ----------
    parameter : str
        Name of the URL parameter.
    value : str
        The part of its text that is not known; empty where the parameter itself is not known.
    """

    parameter: str
    value: str = ""


@dataclass(frozen=True)
class Code:
    """One code of those that are known."""

    known: Known
    of: type = str

    def write(self, value: Any) -> str:
        """The value as it stands in a link."""
        return str(value)

    def read(self, text: str, known: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """Value of a text, None if there is none, and the parts of it that are not known."""
        return (known[text], ()) if text in known else (None, (text,))

    def fixed(self, value: Any) -> tuple[Any, ...]:
        """What of a value can be held to codes without a data package."""
        return () if value is None else (value,)


@dataclass(frozen=True)
class Codes(Code):
    """Several codes of those that are known, in the order of the reader."""

    def write(self, value: Any) -> str:
        """The codes, comma-separated."""
        return ",".join(map(str, value))

    def read(self, text: str, known: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """Codes that are known, each once, and those that are not."""
        codes = dict.fromkeys(filter(None, text.split(",")))
        kept = tuple(known[part] for part in codes if part in known)
        return kept, tuple(part for part in codes if part not in known)

    def fixed(self, value: Any) -> tuple[Any, ...]:
        """Every code."""
        return tuple(value)


@dataclass(frozen=True)
class Text:
    """Free text up to a length, or text of one form."""

    longest: int
    form: str = ""

    def write(self, value: Any) -> str:
        """The text itself."""
        return str(value)

    def read(self, text: str, _: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """The text, tidied, cut where it is too long; nothing where it has not its form."""
        text = tidy(text)
        if self.form and not re.fullmatch(self.form, text[: self.longest + 1]):
            return None, (text,)
        rest = text[self.longest :]
        return text[: self.longest], (rest,) if rest else ()


@dataclass(frozen=True)
class Span:
    """First and last year, inside a span that the data package gives."""

    span: Callable[[Atlas], Years]

    def write(self, value: Any) -> str:
        """One year, or two with a hyphen."""
        first, last = value
        return f"{first:04}" if first == last else f"{first:04}-{last:04}"

    def read(self, text: str, known: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """Years in or between which the span has something."""
        found = _YEARS.fullmatch(text)
        if found:
            first, last = sorted((int(found[1]), int(found[2] or found[1])))
            if first <= known["last"] and last >= known["first"]:
                return (first, last), ()
        return None, (text,)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def write(self, value: Any) -> str:
        """1 or 0."""
        return str(int(value))

    def read(self, text: str, _: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """Yes for 1, no for 0."""
        return (text == "1", ()) if text in ("0", "1") else (None, (text,))


Kind = Code | Codes | Text | Span | Flag


def code(default: Any, known: Known, of: type = str) -> Any:
    """Field that holds one code; None or an empty text may stand for no choice."""
    return dataclasses.field(default=default, metadata={_FIELD: Code(known, of)})


def codes(known: Known, of: type = str) -> Any:
    """Field that holds several codes; none stands for no choice."""
    return dataclasses.field(default=(), metadata={_FIELD: Codes(known, of)})


def text(longest: int, form: str = "") -> Any:
    """Field that holds a text, of any form or of that of a regular expression."""
    return dataclasses.field(default="", metadata={_FIELD: Text(longest, form)})


def years(span: Callable[[Atlas], Years]) -> Any:
    """Field that holds first and last year, or None."""
    return dataclasses.field(default=None, metadata={_FIELD: Span(span)})


def flag() -> Any:
    """Field that holds yes or no; no is the default."""
    return dataclasses.field(default=False, metadata={_FIELD: Flag()})


class Record:
    """Choices as a frozen dataclass, each a field made by one of the functions of this module.

    Raises
    ------
    UnknownCodeError
        A choice is of the wrong type, or none of the codes that every data package has.
    """

    def __post_init__(self) -> None:
        usual = defaults(type(self))
        for name, kind in kinds(type(self)).items():
            value = getattr(self, name)
            if value == usual[name]:
                continue
            if isinstance(kind, Codes) and isinstance(value, list | set | frozenset):
                value = tuple(value)
                object.__setattr__(self, name, value)
            _hold(name, kind, value)
            if isinstance(kind, Text):
                object.__setattr__(self, name, tidy(value))

    def replace(self, **changes: Any) -> Self:
        """Copy with some choices changed."""
        return dataclasses.replace(self, **changes)  # type: ignore[type-var]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the fields that are not at their default, in their order."""
        usual = defaults(type(self))
        return tuple(name for name in usual if getattr(self, name) != usual[name])

    def codes(self) -> dict[str, str]:
        """Each choice as it stands in a link; what is at its default takes no room."""
        made = kinds(type(self))
        return {name: made[name].write(getattr(self, name)) for name in self.chosen}

    def check(self, atlas: Atlas) -> None:
        """Hold every choice to what a data package has.

        Raises
        ------
        UnknownCodeError
            With the nearest codes that there are.
        """
        made = kinds(type(self))
        for name in self.chosen:
            kind = made[name]
            if not isinstance(kind, Code):
                continue
            known = known_codes(atlas, type(self))[name]
            for value in kind.fixed(getattr(self, name)):
                if known.get(str(value)) != value:
                    raise UnknownCodeError(name, value, known)


def _hold(name: str, kind: Kind, value: Any) -> None:
    """Hold a value to its type, and to its codes where every data package has the same."""
    if isinstance(kind, Codes) and not isinstance(value, tuple):
        raise UnknownCodeError(name, value, wanted="a tuple of codes")
    if isinstance(kind, Text) and not isinstance(value, str):
        raise UnknownCodeError(name, value, wanted="a text")
    if isinstance(kind, Flag) and not isinstance(value, bool):
        raise UnknownCodeError(name, value, wanted="True or False")
    if isinstance(kind, Span) and not (isinstance(value, tuple) and len(value) == 2):
        raise UnknownCodeError(name, value, wanted="first and last year")
    if not isinstance(kind, Code):
        return
    for one in kind.fixed(value):
        if isinstance(kind.known, tuple):
            if one not in kind.known:
                raise UnknownCodeError(name, one, kind.known)
        elif not isinstance(one, kind.of) or isinstance(one, bool):
            wanted = "a whole number" if kind.of is int else "a text"
            raise UnknownCodeError(name, one, _as_type(one, kind.of), wanted)


def _as_type(value: Any, of: type) -> tuple[Any, ...]:
    """The value meant by one of the wrong type, if there is any."""
    try:
        return (of(value),)
    except (TypeError, ValueError):
        return ()


def kinds(record: type) -> Mapping[str, Kind]:
    """Fields of a record that stand in a link, with their kinds."""
    return _declared(record)[0]


def defaults(record: type) -> Mapping[str, Any]:
    """What each field of a record is when nothing was chosen."""
    return _declared(record)[1]


@lru_cache(64)
def _declared(record: type) -> tuple[Mapping[str, Kind], Mapping[str, Any]]:
    fields = [field for field in dataclasses.fields(record) if _FIELD in field.metadata]
    return (
        MappingProxyType({field.name: field.metadata[_FIELD] for field in fields}),
        MappingProxyType({field.name: field.default for field in fields}),
    )


@remembered(64)
def known_codes(atlas: Atlas, record: type) -> dict[str, dict[str, Any]]:
    """Codes that each field of a record may hold, as written in a link, with their values."""
    return {name: _known(atlas, kind) for name, kind in kinds(record).items()}


def _known(atlas: Atlas, kind: Kind) -> dict[str, Any]:
    match kind:
        case Span(span):
            first, last = span(atlas)
            return {"first": first, "last": last}
        case Code(known):
            values = known if isinstance(known, tuple) else known(atlas)
            return {str(value): value for value in values}
    return {}


def read(
    record: type, name: str, value: str, atlas: Atlas
) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """Read one parameter of a link.

    Parameters
    ----------
    record : type
        A :class:`Record` that has the field.
    name, value : str
        The parameter.
    atlas : Atlas
        The data package, which says what codes exist.

    Returns
    -------
    dict
        The field with its value; empty where nothing of the text is known.
    tuple of Notice
        What is not known.
    """
    found, unknown = kinds(record)[name].read(value, known_codes(atlas, record)[name])
    fields = {} if found is None else {name: found}
    return fields, tuple(Notice(name, part) for part in unknown)
