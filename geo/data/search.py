"""Free-text search in Chinese, English and pinyin.

Text is folded once (lower case, plain width, no spaces or punctuation, pinyin added); a query
matches where each of its words, folded alike, is part of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd
from pypinyin import Style, lazy_pinyin

_SEPARATOR = "\n"
_NOT_WORD = re.compile(r"[\W_]+")
_BETWEEN_WORDS = re.compile(r"[\s,;，；、]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def plain(text: str) -> str:
    """The text in lower case and plain width, without spaces and punctuation."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def words(query: str) -> list[str]:
    """The words of a query, folded like the text; punctuation alone is none."""
    return [word for word in map(plain, _BETWEEN_WORDS.split(query)) if word]


@lru_cache(maxsize=4096)
def pinyin(text: str) -> tuple[str, str]:
    """Initials and full pinyin of the Chinese characters in a text."""
    han = "".join(_HAN.findall(text))
    initials = "".join(lazy_pinyin(han, style=Style.FIRST_LETTER))
    return initials, "".join(lazy_pinyin(han))


def fold(names: Iterable[str]) -> str:
    """Fold the names by which a thing is known into one searchable text.

    Parameters
    ----------
    names : iterable of str
        In any language.

    Returns
    -------
    str
        One line a name and one a pinyin form, so that no match runs across two names.
    """
    lines: dict[str, None] = {}
    for name in names:
        lines[plain(name)] = None
        if _HAN.search(name):
            lines.update(dict.fromkeys(pinyin(name)))
    return _SEPARATOR.join(lines)


def matches(texts: pd.Series, query: str) -> pd.Series:
    """Which folded texts a query finds.

    Parameters
    ----------
    texts : pandas.Series of str
        Output of :func:`fold`.
    query : str
        Words separated by spaces or commas; all must be found. Nothing but punctuation finds
        everything.

    Returns
    -------
    pandas.Series of bool
        Same index as ``texts``.
    """
    found = pd.Series(True, index=texts.index)
    for word in words(query):
        found &= texts.str.contains(word, regex=False)
    return found
