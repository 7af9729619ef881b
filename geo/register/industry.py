"""What firms make, to a chain: by code of GB/T 4754, by the name of a class, or by words.

The rules are those of the data folder: which classes belong to which chain (``chain_industries``),
and the words that chains and their segments go by. They can be looked at, taken away, changed and
given again; rules of one's own go first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered

#: How a chain was found.
By = Literal["chain", "code", "class", "words", "unknown"]
BY: tuple[By, ...] = ("chain", "code", "class", "words", "unknown")
#: Columns of a table of rules.
RULES = ("kind", "pattern", "chain_id")
#: Kinds of rules: a beginning of codes, a whole text, a part of one.
KINDS = ("code", "class", "word")

_CODE = re.compile(r"^[A-T]?(\d{2,4})(?!\d)")
#: What names of classes and segments end or begin with, and firms leave out.
_COMMON = re.compile(
    r"(?:及其?(?:配件|零件|制品|服务|设备)|制造|加工|生产|服务|制品|产品|制作|开发|其他|专用|行业?$|产业$)"
)
_PARTS = re.compile(r"[、，,;；/（）()“”\s|及和与]+")


@dataclass(frozen=True)
class Industry:
    """What was made of one text.

    Attributes
    ----------
    chain, code : str or None
        Chain, and code of GB/T 4754.
    by : str
        One of `BY`.
    """

    chain: str | None
    code: str | None
    by: By


class Industries:
    """Texts to chains.

    Parameters
    ----------
    rules : pandas.DataFrame
        Columns `RULES`; kinds ``code`` (a beginning of codes), ``class`` (a whole text) and
        ``word`` (part of one). Longer patterns go first, and of equal ones the first.
    chains : dict
        What a chain may be called, to its key.
    codes : dict
        Name of a class to its code.
    """

    def __init__(self, rules: pd.DataFrame, chains: dict[str, str], codes: dict[str, str]) -> None:
        self._of: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for kind, pattern, chain in rules[list(RULES)].itertuples(index=False):
            self._of[kind].setdefault(pattern, chain)
        self._chains, self._codes = chains, codes
        words = sorted(self._of["word"], key=lambda word: -len(word))
        self._word = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def of(self, text: str, chain: str = "") -> Industry:
        """Chain of a firm by what its row says of its industry and of its chain."""
        if found := self._chains.get(_plain(chain)):
            return Industry(found, self._coded(text), "chain")
        plain = _plain(text)
        code = self._coded(text)
        if code:
            for length in range(len(code), 1, -1):
                if found := self._of["code"].get(code[:length]):
                    return Industry(found, code, "code" if _CODE.match(plain) else "class")
            if _CODE.match(plain):
                return Industry(None, code, "unknown")
        if found := self._of["class"].get(plain) or self._chains.get(plain):
            return Industry(found, code, "class")
        hits = self._word.findall(plain)
        if hits:
            return Industry(self._of["word"][max(hits, key=len)], code, "words")
        return Industry(None, code, "unknown")

    def _coded(self, text: str) -> str | None:
        plain = _plain(text)
        told = _CODE.match(plain)
        return told[1] if told else self._codes.get(plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@remembered(1)
def rules(atlas: Atlas) -> pd.DataFrame:
    """The rules of a data folder, as a table that can be changed and given again.

    What the folder is little sure of makes no rule. Where a class belongs to several chains, the
    surer goes first, then the one whose name and segment are most like that of the class, then the
    wider one.
    """
    chains = atlas.by_key("chains")
    frames = [_words(chains["name_zh"], chains.index.to_series())]
    if "chain_industries" in atlas.tables:
        told = atlas.table("chain_industries")
        told = told[told["confidence"].isin(["high", "medium"])]
        name_of = chains["name_zh"].to_dict()
        class_of = _classes(atlas)
        alike = [
            2 * _alike(class_of.get(code, ""), name_of[chain])
            + _alike(class_of.get(code, ""), segment)
            for code, chain, segment in zip(
                told["industry_code"], told["chain_id"], told["segment_zh"].fillna(""), strict=True
            )
        ]
        width = told["chain_id"].map(told["chain_id"].value_counts())
        told = told.assign(low=told["confidence"] != "high", alike=alike, width=width)
        told = told.sort_values(["low", "alike", "width"], ascending=[True, False, False])
        codes = told.rename(columns={"industry_code": "pattern"}).assign(kind="code")
        segments = told.dropna(subset=["segment_zh"])
        frames += [codes[list(RULES)], _words(segments["segment_zh"], segments["chain_id"])]
    middle = chains["midstream_zh"].explode().dropna()
    frames.append(_words(middle, middle.index.to_series()))
    found = pd.concat(frames, ignore_index=True)
    return found.drop_duplicates(["kind", "pattern"]).reset_index(drop=True)


def _classes(atlas: Atlas) -> dict[str, str]:
    """Code of each class and group to its name."""
    if "industries_gb4754" not in atlas.tables:
        return {}
    table = atlas.table("industries_gb4754").dropna(subset=["name_zh"])
    return dict(zip(table["code"], table["name_zh"].map(_plain), strict=True))


def _alike(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names share."""
    pairs = ({text[n : n + 2] for n in range(len(text) - 1)} for text in (one, other))
    return len(set.intersection(*pairs))


def _words(texts: pd.Series, chains: pd.Series) -> pd.DataFrame:
    rows = [
        ("word", word, chain)
        for text, chain in zip(texts.astype(str), chains, strict=True)
        for part in _PARTS.split(_plain(text))
        if len(word := _COMMON.sub("", part)) >= 2
    ]
    return pd.DataFrame(rows, columns=list(RULES))


def industries(atlas: Atlas, own: pd.DataFrame | None = None) -> Industries:
    """Texts to chains by the rules of a data folder, those of one's own first."""
    chains = atlas.by_key("chains")
    called: dict[str, str] = {}
    for key, row in chains.iterrows():
        for name in (key, row["name_zh"], row["name_en"]):
            called.setdefault(_plain(str(name)), str(key))
    codes = {name: code for code, name in _classes(atlas).items() if code.isdigit()}
    told = rules(atlas) if own is None else pd.concat([own[list(RULES)], rules(atlas)])
    return Industries(told, called, codes)
