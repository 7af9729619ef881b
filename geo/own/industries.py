"""The value chain of a member of a list: by what the list says, or by its own name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.data.search import plain
from geo.register.industry import rules

_SHORTEST = 2
_DONE = re.compile("(?<=..)(制造|加工|产业)$")


@dataclass(frozen=True)
class Industry:
    """What a cluster makes.

    Attributes
    ----------
    chain : str or None
        Code of the value chain, if one fits.
    sector : str
        Broad sector, as the table of clusters names it; empty if not known.
    sure : {"sure", "likely"}
        Whether the words are wholly those of the chain.
    """

    chain: str | None = None
    sector: str = ""
    sure: Literal["sure", "likely"] = "sure"


NOTHING = Industry()


def of(atlas: Atlas, *texts: str) -> Industry:
    """Find the chain that words belong to.

    Parameters
    ----------
    atlas : Atlas
        The data package: names and links of its chains, and what its clusters make.
    *texts : str
        What the list says, then what the name itself says; the first that is known counts.
    """
    known = _words(atlas)
    for text in map(plain, texts):
        for form in (text, _DONE.sub("", text)):
            if form in known:
                return Industry(known[form], _sector(atlas, known[form], form))
        for length in range(len(text) - 1, _SHORTEST - 1, -1):
            # What a name ends with says what is made.
            for start in range(len(text) - length, -1, -1):
                word = text[start : start + length]
                if word in known:
                    sector = _sector(atlas, known[word], word)
                    return Industry(known[word], sector, "likely")
    by_word, _ = _sectors(atlas)
    return Industry(
        sector=next((by_word[text] for text in map(plain, texts) if text in by_word), "")
    )


def of_chain(atlas: Atlas, chain: str | None, found: Industry) -> Industry:
    """What was found, with another chain."""
    _, by_chain = _sectors(atlas)
    return Industry(chain, by_chain.get(chain or "", "") or found.sector)


def _sector(atlas: Atlas, chain: str, word: str) -> str:
    by_word, by_chain = _sectors(atlas)
    return by_word.get(word) or by_chain.get(chain, "")


@remembered(1)
def _words(atlas: Atlas) -> Mapping[str, str]:
    """Words to the chain that they speak of, as registers of firms are read by them as well."""
    told = rules(atlas)
    told = told[told["kind"] == "word"]
    return MappingProxyType(dict(zip(map(plain, told["pattern"]), told["chain_id"], strict=True)))


@remembered(1)
def _sectors(atlas: Atlas) -> tuple[dict[str, str], dict[str, str]]:
    """Broad sector of what clusters make, and of each chain that has any."""
    by_word: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_chain: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in atlas.table("clusters").itertuples():
        sector = row.industry_zh[0]
        for item in row.industry_zh:
            by_word[plain(item)][sector] += 1
        if not pd.isna(row.chain_id):
            by_chain[row.chain_id][sector] += 1

    def first(counts: dict[str, Counter[str]]) -> dict[str, str]:
        return {key: counted.most_common(1)[0][0] for key, counted in counts.items()}

    return first(by_word), first(by_chain)
