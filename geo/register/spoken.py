"""Words that say what a firm makes, each with the chain that the data folder uses it of most.

Nothing is made up: every word stands in a name of a chain, of a segment or stage, of what clusters
or firms make, or of a class of industry, and a word that the data use of several chains alike says
nothing. Which table a word rests on is kept with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas

#: What names of chains, classes and segments begin or end with, and firms leave out.
_BEFORE = re.compile(r"^(?:现代|高端|高技术|绿色|低碳|智能|新型|先进|其他|专业)(?=..)")
_BEHIND = re.compile(
    r"(?<=..)(?:及其?(?:配件|零件|制品|服务|设备|零部件)|制造业?|加工业?|生产|服务|制品|产品|制作|开发"
    r"|等制品|企业|行业?|产业|深加工|品牌)$"
)
#: Words that many industries share.
_GENERAL = re.compile(
    r"(?:上游|下游|材料|新材料|设备|装备|原料|产品|制品|零部件|零件|核心|关键|部件|配套|整机|应用|终端"
    r"|加工|制造|生产|服务|基础|技术|研发|研发设计|设计|品牌|渠道|流通|包装|网络|平台|系统|集成|数据"
    r"|信息|工程|专用|特种|机械|化学|汽车电子|化工|电子|金属|行业|运维|餐饮|社会|商务|成套|高端"
    r"|专用设备|新产品|检测|中间体|矿产|模具|设备制造|装备制造|其他|销售|存储|传输|医药|结构件|发动机"
    r"|工业|农业|能源|资源|环境|经济|服装|芯片|半导体|显示)+"
)
_PARTS = re.compile(r"[、，,;；/|（）()“”\s]+|(?<=..)[及和与](?=..)")
_LEAST = 2


def plain(text: str) -> str:
    """A text in plain width, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def bare(text: str) -> str:
    """A name without what all such names begin or end with."""
    before = ""
    while before != text:
        before, text = text, _BEHIND.sub("", text)
    return text


def parts(text: str) -> Iterator[str]:
    """Words of a name that tell what is made."""
    for part in _PARTS.split(plain(text)):
        for word in dict.fromkeys((bare(part), _BEFORE.sub("", bare(part)))):
            if len(word) >= _LEAST and not word.isdigit():
                yield word


@dataclass(frozen=True)
class Said:
    """What a table says: a text, the chain it is said of, and how much that counts."""

    text: str
    chain: str
    weight: int
    table: str


def said(atlas: Atlas) -> Iterator[Said]:
    """Every text of the data that is said of a chain."""
    for row in atlas.table("chains").itertuples():
        yield Said(row.name_zh, row.chain_id, 60, "chains")
        for weight, links in ((4, row.midstream_zh), (1, row.upstream_zh), (1, row.downstream_zh)):
            for link in links:
                yield Said(link, row.chain_id, weight, "chains")
    for row in atlas.table("clusters").itertuples():
        if not pd.isna(row.chain_id):
            sector, *items = row.industry_zh or ("",)
            yield Said(sector, row.chain_id, 1, "clusters")  # which several chains share
            for item in items:
                yield Said(item, row.chain_id, 5, "clusters")
    for row in atlas.table("enterprises").itertuples():
        if not pd.isna(row.chain_id):
            for segment in row.segment_zh:
                yield Said(segment, row.chain_id, 5, "enterprises")


def decided(texts: Iterable[Said]) -> pd.DataFrame:
    """Words with the chain that they are said of more than of all others together.

    Returns
    -------
    pandas.DataFrame
        Columns ``pattern``, ``chain_id`` and ``table``, on which the word rests most.
    """
    votes: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in texts:
        for word in parts(one.text):
            votes[word][one.chain, one.table] += one.weight
    rows = []
    for word, counted in votes.items():
        of: Counter[str] = Counter()
        for (chain, _), number in counted.items():
            of[chain] += number
        (chain, most), *_ = of.most_common(1)
        if 2 * most > of.total() and not _GENERAL.fullmatch(word):
            table = max((n, table) for (c, table), n in counted.items() if c == chain)[1]
            rows.append((word, chain, table))
    return pd.DataFrame(rows, columns=["pattern", "chain_id", "table"])
