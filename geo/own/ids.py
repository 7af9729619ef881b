"""Codes and names in Latin letters for what has none, made from pinyin."""

from __future__ import annotations

import re
from collections.abc import Container

from pypinyin import lazy_pinyin

#: Codes of own rows begin with this, so that no later shipped one can be the same.
PREFIX = "own_"
_LONGEST = 60
_OTHER = re.compile("[^a-z0-9]+")


def code(text: str, taken: Container[str], prefix: str = PREFIX) -> str:
    """A code for a name, unlike all that are taken.

    Parameters
    ----------
    text : str
        Chinese or not.
    taken : container of str
        Codes that are in use.
    prefix : str
        What it begins with.
    """
    letters = _OTHER.sub("_", "_".join(lazy_pinyin(text)).lower()).strip("_")[:_LONGEST].strip("_")
    plain = f"{prefix}{letters or 'row'}"
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}_{number}"
    return found


def latin(text: str) -> str:
    """A Chinese name in pinyin, its first letter a capital; other text stays as it is."""
    return " ".join(lazy_pinyin(text)).strip().capitalize()
