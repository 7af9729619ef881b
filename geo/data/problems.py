"""What can be wrong with a data folder, said so that its owner can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.words import Words

_LONGEST = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a data folder.

    Attributes
    ----------
    kind : str
        Code of the problem; its wording is ``atlas.<kind>`` of the catalogue.
    file : str
        Path inside the folder.
    row : int or None
        Row as a spreadsheet numbers it: the header is row 1. For a layer, the feature from 1.
    column : str or None
        Column, or property of a layer.
    value : str or None
        The offending text.
    fields : Mapping
        What else the wording needs; a tuple holds keys of the catalogue, to be listed.
    """

    kind: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def what(self, lang: str = "en") -> str:
        """What is wrong."""
        return self._say(lang, "what")

    def remedy(self, lang: str = "en") -> str:
        """What to do about it."""
        return self._say(lang, "remedy")

    def where(self, lang: str = "en") -> str:
        """File, row, column and value."""
        words = Words(lang)
        return words.join([visible(self.file), *spot(words, self.row, self.column, self.value)])

    def text(self, lang: str = "en") -> str:
        """The whole problem in one line."""
        return Words(lang)(
            "atlas.line", where=self.where(lang), what=self.what(lang), remedy=self.remedy(lang)
        )

    def _say(self, lang: str, part: str) -> str:
        words = Words(lang)
        fields = {
            name: words.join(words(key) for key in value) if isinstance(value, tuple) else value
            for name, value in self.fields.items()
        }
        return visible(words(f"atlas.{self.kind}.{part}", **fields))

    def __str__(self) -> str:
        return self.text()


def spot(words: Words, row: int | None, column: str | None, value: str | None) -> list[str]:
    """Row, column and value of a fault in words, as far as it has them."""
    parts = []
    if row is not None:
        parts.append(words("atlas.where.row", row=row))
    if column is not None:
        parts.append(words("atlas.where.column", column=column))
    if value is not None:
        short = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        parts.append(words("atlas.where.value", value=short))
    return [visible(part) for part in parts]


def visible(text: str) -> str:
    """Text with a code for every sign that a page or a terminal would not show, or would obey."""
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)


class AtlasError(Exception):
    """A data folder that cannot be used, with everything that is wrong with it.

    Parameters
    ----------
    folder : Path
        The folder.
    problems : iterable of Problem
        All that was found.
    """

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, lang: str = "en") -> str:
        """Everything that is wrong, one line each."""
        lines = [problem.text(lang) for problem in self.problems]
        if [problem.file for problem in self.problems] == [str(self.folder)]:
            return lines[0]
        head = Words(lang)("atlas.head", folder=visible(str(self.folder)), count=len(lines))
        return "\n".join([head, *(f"- {line}" for line in lines)])
