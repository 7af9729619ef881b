"""What is wrong with a file from outside, row by row, said so that its owner can put it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.data.problems import spot, visible
from geo.words import Words


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file from outside.

    Attributes
    ----------
    kind : str
        Code of the fault; its wording is ``foreign.<kind>`` of the catalogue.
    row : int or None
        Row as a spreadsheet, or line as an editor numbers it, from 1.
    column : str or None
        Heading of the column.
    value : str or None
        The offending text.
    fields : Mapping
        What else the wording needs.
    """

    kind: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def what(self, lang: str = "en") -> str:
        """What is wrong."""
        return visible(Words(lang)(f"foreign.{self.kind}.what", **self.fields))

    def remedy(self, lang: str = "en") -> str:
        """What to do about it."""
        return visible(Words(lang)(f"foreign.{self.kind}.remedy", **self.fields))

    def where(self, lang: str = "en") -> str:
        """Row, column and value; empty where the file as a whole is meant."""
        words = Words(lang)
        return words.join(spot(words, self.row, self.column, self.value))

    def text(self, lang: str = "en") -> str:
        """The whole fault in one line."""
        words, where = Words(lang), self.where(lang)
        key = "foreign.line" if where else "foreign.whole"
        return words(key, where=where, what=self.what(lang), remedy=self.remedy(lang))

    def __str__(self) -> str:
        return self.text()


class UnreadableError(Exception):
    """A file from outside that cannot be read at all, and why.

    Parameters
    ----------
    kind : str
        Code of the fault.
    **fields
        What its wording needs.
    """

    def __init__(self, kind: str, **fields: Any) -> None:
        self.fault = Fault(kind, fields=MappingProxyType(fields))
        super().__init__(self.fault.text())

    def text(self, lang: str = "en", file: str = "") -> str:
        """Why, and what to do about it; of which file, if its name is given."""
        told = self.fault.text(lang)
        return Words(lang)("foreign.of_file", file=visible(file), told=told) if file else told
