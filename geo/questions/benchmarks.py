"""Benchmarks: clusters, programmes and lists elsewhere that the source papers hold up to Hubei.

Figures are never added or compared across indicators. What may stand side by side is listed in
``MEASURES``: the same indicator in the same unit, for clusters of the same white paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters, counts, facts
from geo.record.facts import Fact

WHITE_PAPER = "seed_003"
#: Hubei's own cluster among the ten.
OWN = "wuhan"
#: The ten clusters of the white paper by the section that describes each, in its order.
CLUSTERS: Mapping[str, str] = MappingProxyType(
    {
        "shenzhen": "三（一）1 深圳",
        "wuhan": "三（一）2 武汉",
        "hefei": "三（一）3 合肥",
        "xian": "三（二）1 西安",
        "changsha": "三（二）2 长沙",
        "zhuzhou": "三（二）3 株洲",
        "zhangjiang": "三（三）1 张江",
        "taizhou": "三（三）2 泰州",
        "ningbo": "三（四）1 宁波",
        "suzhou": "三（四）2 苏州",
    }
)
#: Programmes and clusters abroad by how their places begin, and the ranking of the world.
ABROAD: Mapping[str, str] = MappingProxyType(
    {"eu": "欧盟", "germany": "德国", "us": "美国", "japan": "日本", "italy": "意大利"}
)
WORLD = "world"
_WORLD_SECTION = "一（一）世界级集群现状"
#: National lists by region and field, and single facts on other provinces and cities.
LISTS, REGIONS = "lists", "regions"
_LISTS_SECTION = "一（二）我国创新型产业集群"
CODES = (*CLUSTERS, *ABROAD, WORLD, LISTS, REGIONS)

#: Indicators that mean the same and may share an axis or a row of a table.
MEASURES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "industry_scale": frozenset({"产业规模"}),
        "gross_output": frozenset({"总产值", "医药产业总产值", "产值"}),
        "output_above_scale": frozenset({"规上石化工业总产值"}),
        "firms": frozenset({"落户医药类企业", "纳米新材料企业数"}),
        "state_labs": frozenset({"国家重点实验室数", "国家级重点实验室"}),
        "engineering_centres": frozenset({"国家工程技术研究中心数", "国家级工程技术（研究）中心"}),
        "enterprise_centres": frozenset({"国家企业技术中心数", "国家级企业技术中心"}),
        "academicians": frozenset({"光电子信息领域两院院士数", "院士"}),
        "funds": frozenset({"基金规模"}),
    }
)
#: Measures of a cluster's size in money; three kinds that must not be mixed.
SIZES = ("industry_scale", "gross_output", "output_above_scale")

#: Aspects of a cluster, by the words of the indicator; the first that fits counts. Grouped here.
_ASPECTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        code: re.compile(words)
        for code, words in {
            "talent": "人才(?!、)|院士|专家$|科学家|毕业生|从业人员|获得者|学院",
            "services": "服务|讲座|大会|参展|受惠|参与人次|办理|基金|文件|部委|九个一|重点项目"
            "|园区|集聚区|部省共建|挂牌|获批年份|许可|试点",
            "innovation": "研发|创新|联盟|实验室|技术中心|研究.?中心|专利|科研|高校|新药|注册"
            "|药物|临床|一致性|国际中心|消化吸收|股东",
            "scale": "产业规模|产值|营业收入|产能|加工能力|占全国|位次|地位|产业基地",
            "firms": "企业|百强",
        }.items()
    }
)
ASPECTS = ("scale", "firms", "innovation", "talent", "services", "profile")

#: The national list of 2024: all of it, its parts by region and by field.
LIST_TOTAL = "F005"
LIST_REGIONS = ("F006", "F008", "F009", "F010", "F011", "F012")
LIST_FIELDS = ("F014", "F013", "F015", "F016")
#: Clusters of the world's hundred strongest in science and technology.
WORLD_TOP = ("F001", "F002")

#: Characteristic clusters that another province counts by its own rules.
OTHER_PROVINCE = "F018"

#: Hubei's rank by national innovative clusters, and its clusters on the list of the top hundred.
OWN_STANDING = ("F021", "F048")

#: What each programme abroad does, and what Hubei does: facts by subject of comparison.
PRACTICE_ASPECTS = ("clusters", "money", "term", "body")
PRACTICES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "eu": {
            "clusters": ("F277", "F278", "F279"),
            "term": ("F276", "F275"),
            "body": ("F280",),
        },
        "germany": {
            "clusters": ("F287", "F284"),
            "money": ("F285",),
            "term": ("F286",),
            "body": ("F281", "F282"),
        },
        "us": {"clusters": ("F289",), "money": ("F291",), "body": ("F288", "F292")},
        "japan": {"clusters": ("F296",), "term": ("F295",), "body": ("F297", "F294", "F416")},
        "hubei": {
            "clusters": ("F434", "F437"),
            "money": ("F447", "F448"),
            "term": ("F439",),
            "body": ("F450",),
        },
    }
)
#: What is on record of the whole country for programmes that Hubei takes part in.
_NATIONWIDE: Mapping[str, str] = MappingProxyType(
    {"national_innovative_cluster": "F004", "national_advanced_manufacturing_cluster": "F005"}
)


@dataclass(frozen=True)
class Sized:
    """A figure of one of the ten clusters in a measure that others share."""

    code: str
    fact: Fact


def code_of(fact: Fact) -> str | None:
    """The benchmark that a statement belongs to, or None where it is none."""
    if fact.source_id == WHITE_PAPER:
        for code, section in CLUSTERS.items():
            if fact.section_zh == section:
                return code
    if fact.section_zh == _WORLD_SECTION:
        return WORLD
    if fact.theme == "benchmark_international":
        return next((c for c, place in ABROAD.items() if fact.place_zh.startswith(place)), None)
    if fact.theme == "benchmark_domestic":
        return LISTS if fact.section_zh == _LISTS_SECTION else REGIONS
    return None


@remembered(4)
def _by_code(atlas: Atlas) -> Mapping[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {code: [] for code in CODES}
    for fact in facts.select(atlas):
        code = code_of(fact)
        if code is not None:
            found[code].append(fact)
    return MappingProxyType({code: tuple(rows) for code, rows in found.items()})


def of(atlas: Atlas, code: str) -> tuple[Fact, ...]:
    """Everything on record of one benchmark, in the order of its source.

    Raises
    ------
    KeyError
        For a code that is not in ``CODES``.
    """
    return _by_code(atlas)[code]


def aspect(fact: Fact) -> str:
    """Aspect of a cluster that a statement is about; one of ``ASPECTS``."""
    found = (code for code, words in _ASPECTS.items() if words.search(fact.indicator_zh))
    return next(found, "profile")


def evidence(atlas: Atlas) -> pd.DataFrame:
    """Number of statements on each of the ten clusters (rows) by aspect (columns)."""
    table = pd.DataFrame(0, index=list(CLUSTERS), columns=list(ASPECTS))
    for code in CLUSTERS:
        for fact in of(atlas, code):
            table.loc[code, aspect(fact)] += 1
    return table


def measured(atlas: Atlas, measure: str) -> tuple[Sized, ...]:
    """Clusters of the ten with a figure in one measure, largest first."""
    found = [
        Sized(code, fact)
        for code in CLUSTERS
        for fact in of(atlas, code)
        if fact.indicator_zh in MEASURES[measure] and fact.value is not None
    ]
    return tuple(sorted(found, key=lambda item: -(item.fact.value or 0)))


def without_size(atlas: Atlas) -> tuple[str, ...]:
    """Clusters of the ten for which no size in money is on record."""
    known = {item.code for measure in SIZES for item in measured(atlas, measure)}
    return tuple(code for code in CLUSTERS if code not in known)


def own_size(atlas: Atlas) -> tuple[Sized, tuple[Sized, ...]] | None:
    """Size of Hubei's own cluster among the ten, and those measured the same way.

    Returns
    -------
    tuple or None
        Hubei's cluster and the others in the same measure, largest first; None where no size of
        it is on record.
    """
    for measure in SIZES:
        rows = measured(atlas, measure)
        own = [item for item in rows if item.code == OWN]
        if own:
            return own[0], tuple(item for item in rows if item.code != OWN)
    return None


def unassigned(atlas: Atlas) -> int | None:
    """Clusters of the national list of 2024 that no region named in its source accounts for.

    None where the list is not on record.
    """
    total = facts.one(atlas, LIST_TOTAL)
    if total is None:
        return None
    parts = facts.by_id(atlas, LIST_REGIONS)
    return int((total.value or 0) - sum(fact.value or 0 for fact in parts))


def nationwide(atlas: Atlas, programme_id: str) -> Fact | None:
    """Number of a programme's clusters in the whole country, where a source gives one."""
    key = _NATIONWIDE.get(programme_id)
    return facts.one(atlas, key) if key else None


def own_programmes(atlas: Atlas, chosen: pd.DataFrame) -> pd.DataFrame:
    """Hubei's own numbers in each programme that recognises clusters.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    chosen : pandas.DataFrame
        Clusters left by a view, as ``geo.sheets.view.filter_clusters`` gives them.

    Returns
    -------
    pandas.DataFrame
        Index programme_id, highest first; ``official`` and ``year`` (NA where no source states a
        number), ``named`` and ``left``, the named ones among the chosen.
    """
    kept = chosen["programmes"].explode().value_counts()
    rows = {}
    for programme in clusters.programmes(atlas).index:
        known = counts.coverage(atlas, programme)
        rows[programme] = {
            "official": known.official,
            "year": known.year,
            "named": known.named,
            "left": int(kept.get(programme, 0)),
        }
    return pd.DataFrame.from_dict(rows, orient="index").astype("Int64")
