"""What stays in one line wherever a text is broken: numbers with their unit, terms, short names.

A line of Chinese may end after any character, and so in the middle of a word. No program that shows
slides and no typesetter knows the words of this atlas, so they are listed here.

Examples
--------
>>> [found[0] for found in whole().finditer("共 28 个市州，2025—2027 年")]
['28 个市州', '2025—2027 年']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from geo.words import LANGUAGES, Words

#: Spaces that part thousands, and the units that stand after a number in Chinese.
_THIN = "\u2009\u202f"
_UNITS = "个市州|[个条项家年位%]|亿元|万人|万元|百分点"
#: With the letters that it stands among: half a word is no place to end a line either.
_NUMBER = rf"[A-Za-z]*[0-9][0-9A-Za-z{_THIN}.,:/—–-]*(?:[ {_THIN}]?(?:{_UNITS}))?"


@lru_cache(maxsize=8)
def _whole(names: tuple[str, ...]) -> re.Pattern[str]:
    terms = [
        *names,
        *(term for lang in LANGUAGES for term in Words(lang)("common.whole").split("|")),
    ]
    terms.sort(key=len, reverse=True)
    words = (rf"\b{re.escape(term)}\b" if term.isascii() else re.escape(term) for term in terms)
    return re.compile("|".join((_NUMBER, *words)))


def whole(names: Iterable[str] = ()) -> re.Pattern[str]:
    """Pattern of what stays in one line; it is read alike by Python and by Typst.

    Parameters
    ----------
    names : iterable of str
        Names of the data that stay whole as well.
    """
    return _whole(tuple(names))
