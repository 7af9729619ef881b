"""The catalogue of every word a reader sees, in Chinese and English.

One TOML file a subject lies beside this module; its name is the first segment of a key.
A leaf is a table with exactly the two entries ``zh`` and ``en``.
"""

from __future__ import annotations

from geo.extras import need

need(__name__, "atlas")

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

LANGUAGES = ("zh", "en")
THIN_SPACE = "\u2009"

_FOLDER = Path(__file__).parent


def _flatten(prefix: str, node: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, str]]]:
    if set(node) == set(LANGUAGES) and all(isinstance(text, str) for text in node.values()):
        yield prefix, dict(node)
        return
    for name, child in node.items():
        if not isinstance(child, Mapping):
            raise ValueError(f"words: {prefix}.{name} is neither a table nor a pair of zh and en")
        yield from _flatten(f"{prefix}.{name}", child)


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every key of the catalogue with its text in each language.

    Returns
    -------
    Mapping
        Key such as ``"filters.reset"`` to ``{"zh": …, "en": …}``.

    Raises
    ------
    ValueError
        If a leaf lacks one of the languages.
    """
    entries: dict[str, Mapping[str, str]] = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        entries.update(_flatten(file.stem, content))
    return MappingProxyType(entries)


class Words:
    r"""The catalogue in one language; two of the same language are equal.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of every text given out.

    Examples
    --------
    >>> Words("en").number(18520.4)
    '18\u2009520'
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"words: language {lang!r} is not one of {', '.join(LANGUAGES)}")
        self.lang = lang

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.lang == other.lang

    def __hash__(self) -> int:
        return hash(self.lang)

    def __call__(self, key: str, /, **fields: object) -> str:
        """Text of a key with its ``{fields}`` filled in; ``KeyError`` for an unknown key."""
        text = catalogue()[key][self.lang]
        return text.format(**fields) if fields else text

    def name(self, row: Any) -> str:
        """Name of a record in this language, from its ``name_zh`` and ``name_en``.

        The other language stands in where a name is not on record.
        """
        other = LANGUAGES[1 - LANGUAGES.index(self.lang)]
        for lang in (self.lang, other):
            value = row.get(f"name_{lang}")
            if isinstance(value, str) and value:
                return value
        return ""

    def number(self, value: float, digits: int = 0) -> str:
        """Number with thin spaces between thousands, or the word for unknown.

        Parameters
        ----------
        value : float
            Any number; NaN and NA count as unknown.
        digits : int
            Digits after the decimal point.
        """
        if pd.isna(value):
            return self("common.unknown")
        return f"{value:,.{digits}f}".replace(",", THIN_SPACE)

    def percent(self, share: float, digits: int = 0) -> str:
        """Share (0 to 1) as a percentage."""
        return f"{share * 100:.{digits}f}%"

    def ordinal(self, place: int) -> str:
        """Place in a row: "2nd" in English, the bare number in Chinese."""
        if self.lang == "zh":
            return str(place)
        ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
        return f"{place}{'th' if place % 100 in (11, 12, 13) else ending}"

    def join(self, items: Iterable[str]) -> str:
        """Short list in the punctuation of the language."""
        return ("、" if self.lang == "zh" else ", ").join(items)

    def series(self, items: Iterable[str]) -> str:
        """Short list within a sentence, with the last one joined by a word in English."""
        *most, last = list(items) or [""]
        return (
            f"{self.join(most)} and {last}"
            if most and self.lang == "en"
            else self.join([*most, last])
        )

    def clauses(self, items: Iterable[str]) -> str:
        """Parts of a sentence that have commas of their own."""
        return ("；" if self.lang == "zh" else "; ").join(items)

    def years(self, first: int, last: int) -> str:
        """One year or a range of years."""
        dash = "—" if self.lang == "zh" else "–"
        return str(first) if first == last else f"{first}{dash}{last}"
