"""Official counts of clusters, beside the number that is named here.

Official counts are complete where the named lists are not; the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters
from geo.words import Words


@dataclass(frozen=True)
class Coverage:
    """How many members of a programme are named of the official number.

    Attributes
    ----------
    named : int
        Distinct clusters or zones on record.
    official : int or None
        Official number; None where no source states one.
    year : int or None
        Year of the official number.
    """

    named: int
    official: int | None
    year: int | None

    @property
    def share(self) -> float | None:
        """Named over official, None where the official number is unknown."""
        return None if self.official is None else self.named / self.official

    @property
    def complete(self) -> bool:
        """Whether every one of the official number is named."""
        return self.official is not None and self.named >= self.official

    def text(self, t: Words) -> str:
        """How many are named of how many, in words."""
        if self.official is None:
            return t("common.named_only", named=self.named)
        if self.named == self.official:
            return t("common.named_all", official=self.official)
        return t("common.named_of", named=self.named, official=self.official)


@remembered(64)
def coverage(atlas: Atlas, programme_id: str) -> Coverage:
    """Named and official number of one programme.

    Raises
    ------
    KeyError
        For an unknown programme.
    """
    # The named ones are counted by the loader, see `geo.data.named`.
    row = atlas.by_key("programmes").loc[programme_id]

    def known(value: object) -> int | None:
        return None if pd.isna(value) else int(value)  # type: ignore[call-overload]

    return Coverage(
        int(row["named_count"]), known(row["official_count"]), known(row["official_year"])
    )


@remembered(64)
def official(
    atlas: Atlas, dimension: str | None = None, programme_id: str | None = None
) -> pd.DataFrame:
    """Official counts, newest last; plans are left out.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    dimension : {"total", "city", "region", "industry"}, optional
        What is counted by; everything by default.
    programme_id : str, optional
        One programme only.

    Returns
    -------
    pandas.DataFrame
        Rows of ``cluster_counts`` of kind ``stock`` (a total) or ``new`` (that year's additions).
    """
    rows = atlas.table("cluster_counts")
    rows = rows[rows["count_kind"] != "target"]
    if dimension is not None:
        rows = rows[rows["dimension"] == dimension]
    if programme_id is not None:
        rows = rows[rows["programme_id"] == programme_id]
    return rows.sort_values(["programme_id", "year"], kind="stable")


@remembered(64)
def by_city(atlas: Atlas, programme_id: str, year: int) -> pd.Series:
    """Official counts of a programme by city in one year.

    Returns
    -------
    pandas.Series
        Index adcode of all cities, Int64; NA where the year's source does not name the city,
        which means unknown, not zero.
    """
    rows = official(atlas, "city", programme_id)
    rows = rows[rows["year"] == year]
    counts = rows.set_index(rows["key"].astype(int))["count"].astype("Int64")
    return counts.reindex(atlas.cities.index)


@remembered(8)
def city_years(atlas: Atlas, at_least: int = 1) -> list[tuple[str, int]]:
    """Programme and year of the official counts known for enough cities, newest last."""
    rows = official(atlas, "city").groupby(["programme_id", "year"])["key"].nunique()
    return [(str(programme), int(year)) for (programme, year), n in rows.items() if n >= at_least]


@remembered(8)
def fullest_year(atlas: Atlas, programme_id: str) -> int:
    """Year in which the official counts of a programme are known for most cities, the latest.

    The year of its official number where no count by city is on record, 0 where neither is.
    """
    years = [year for code, year in city_years(atlas) if code == programme_id]
    known = {year: int(by_city(atlas, programme_id, year).count()) for year in years}
    most = max(years, key=lambda year: (known[year], year), default=0)
    return most or coverage(atlas, programme_id).year or 0


@remembered(4)
def longest_record(atlas: Atlas) -> str:
    """The programme with official totals of most years, the first of the highest where equal."""
    totals = official(atlas, "total")
    stock = totals[totals["count_kind"] == "stock"].groupby("programme_id")["year"].nunique()
    return str(stock.reindex(clusters.programmes(atlas).index, fill_value=0).idxmax())


#: Broad sectors of the cluster table that each printed industry class takes in; grouped here, as
#: the official classes were never published with their members.
SECTORS_OF_INDUSTRY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "农产品深加工及饮料类": frozenset({"食品饮料", "农产品加工", "生物农业"}),
        "包装印刷类": frozenset(),
        "医药化工类": frozenset({"生物医药", "化工"}),
        "家具制品类": frozenset(),
        "建材类": frozenset({"建材"}),
        "森工类": frozenset({"林木加工"}),
        "橡胶及塑料制品类": frozenset({"塑料制品"}),
        "汽车类": frozenset({"汽车"}),
        "生态类": frozenset({"循环经济"}),
        "电子信息类": frozenset({"电子信息"}),
        "纸制品类": frozenset({"造纸及卫生用品"}),
        "纺织类": frozenset({"纺织服装"}),
        "纺织服装类": frozenset({"纺织服装"}),
        "装备及钢铁类深加工": frozenset({"装备制造", "冶金", "有色金属", "超硬材料"}),
    }
)


@remembered(64)
def named(atlas: Atlas, programme_id: str, year: int | None = None) -> pd.DataFrame:
    """Rows of the clusters named of a programme, or of its list of one year."""
    rows = clusters.listings(atlas)
    rows = rows[rows["programme_id"] == programme_id]
    if year is not None:
        rows = rows[(rows["year"] == year).fillna(False)]
    table = clusters.table(atlas)
    return table[table.index.isin(rows["cluster_id"])]


@remembered(32)
def named_by_year(atlas: Atlas, programme_id: str) -> pd.Series:
    """How many clusters are named of each year's list of a programme; index year, int."""
    rows = clusters.listings(atlas)
    rows = rows[(rows["programme_id"] == programme_id) & rows["year"].notna()]
    return rows.astype({"year": int}).groupby("year")["cluster_id"].nunique()


@remembered(64)
def named_by_city(atlas: Atlas, programme_id: str, year: int | None = None) -> pd.Series:
    """Named clusters of a programme by city, all of them; each city of a cluster counts it."""
    number = named(atlas, programme_id, year)["city_adcodes"].explode().value_counts()
    return number.reindex(atlas.cities.index, fill_value=0).astype(int)


@remembered(32)
def by_industry(atlas: Atlas, programme_id: str, year: int) -> pd.DataFrame:
    """Official counts by printed industry class, largest first, with the named ones beside.

    Returns
    -------
    pandas.DataFrame
        Columns ``industry`` (Chinese, as printed), ``official`` and ``named`` (clusters of that
        year's list whose broad sector falls into the class, by ``SECTORS_OF_INDUSTRY``).
    """
    rows = official(atlas, "industry", programme_id)
    rows = rows[rows["year"] == year].sort_values("count", ascending=False, kind="stable")
    sectors = named(atlas, programme_id, year)["industry_zh"].str[0]
    return pd.DataFrame(
        {
            "industry": list(rows["key_zh"]),
            "official": [int(number) for number in rows["count"]],
            "named": [int(sectors.isin(SECTORS_OF_INDUSTRY[key]).sum()) for key in rows["key_zh"]],
        }
    )
