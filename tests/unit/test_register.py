"""Registers of firms: columns, datum, places, industries, and what becomes of every row."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest

from geo.cli import main as typed
from geo.data.atlas import Atlas
from geo.errors import UnreadableError
from geo.population.selection import Selection
from geo.register import datum, spoken
from geo.register.build import PLACED, REFUSED, build
from geo.register.columns import Columns, guess, kept, known, numbers, years
from geo.register.engine import embedded
from geo.register.gazetteer import gazetteer
from geo.register.industry import RULES, Industries, industries, rules
from geo.register.placing import counties, degrees, mercator_x, mercator_y
from geo.register.register import Register


@pytest.mark.parametrize(
    ("headings", "meanings"),
    [
        ("企业名称 注册地址 所属行业 成立日期 从业人数(人)", "name address industry year staff"),
        ("Company Name,District,Longitude,Latitude,Revenue", "name county lon lat revenue"),
        ("qiyemingcheng dizhi hangye jingdu weidu", "name address industry lon lat"),
        ("QYMC DZ chengshi", "name address city"),
        ("序号 单位名称（全称） 所在市州 产业链", " name city chain"),
    ],
)
def test_headings_say_what_columns_mean(headings: str, meanings: str) -> None:
    names = headings.split("," if "," in headings else " ")
    found = guess(names, pd.DataFrame([["1"] * len(names)], columns=names)).of
    wanted = dict(zip(meanings.split(" "), names, strict=False))
    wanted.pop("", None)
    assert known("企业名称")
    if "address" in wanted and names[0] == "QYMC":
        wanted.pop("address")  # two initials say too little
    assert dict(found) == {key: found[key] for key in wanted} | wanted


def test_content_says_what_headings_do_not(tmp_path: Path) -> None:
    sample = pd.DataFrame(
        {
            "A": ["武汉甲有限公司", "乙厂"],
            "B": ["114.301", "114.402"],
            "C": ["30.51", "30.62"],
            "D": ["武汉市洪山区珞喻路1号", "宜昌市夷陵区发展大道2号"],
        }
    )
    found = guess(list("ABCD"), sample)
    assert dict(found.of) == {"name": "A", "lon": "B", "lat": "C", "address": "D"}
    (tmp_path / "columns.toml").write_text(found.toml(), encoding="utf-8")
    assert kept(tmp_path / "columns.toml") == found


def test_numbers_and_years_are_read_as_people_type_them() -> None:
    typed = pd.Series(["1,200.5", "约50人", "１２", "", None, "无", "-3", "1e3", "5 000 万元"])
    assert numbers(typed).fillna(-1).tolist() == [1200.5, 50, 12, -1, -1, -1, -3, 1000, 5000]
    dates = pd.Series(
        ["2003-01-01", "1998年5月", "2010/6", "2021", "20150304", "无", None, "45000"]
    )
    assert years(dates).fillna(0).tolist() == [2003, 1998, 2010, 2021, 2015, 0, 0, 0]


def some_points(atlas: Atlas, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Points inside and outside the province."""
    random = np.random.default_rng(5)
    w, s, e, n = atlas.counties.total_bounds
    return random.uniform(w, e, number), random.uniform(s, n, number)


def test_points_lie_in_the_county_that_a_spatial_join_finds(atlas: Atlas) -> None:
    lon, lat = some_points(atlas, 6_000)
    corners = atlas.boundaries("county", "full").get_coordinates().to_numpy()[::9]
    lon, lat = np.r_[lon, corners[:, 0], np.nan, 0], np.r_[lat, corners[:, 1], 30, 0]
    found = counties(atlas).of(lon, lat)
    layer = atlas.boundaries("county", "full")
    at = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs=layer.crs)
    joined = geopandas.sjoin(at, layer[["geometry"]], predicate="intersects")
    first = joined.groupby(level=0)["adcode"].apply(set)
    inside = np.flatnonzero(found)
    assert set(inside) == set(first.index)
    assert all(found[place] in first[place] for place in inside)
    assert 3_000 < len(inside) < len(lon) - 1_000


@pytest.mark.parametrize("name", datum.DATUMS)
def test_a_datum_is_recognised_and_undone(name: str, atlas: Atlas) -> None:
    lon, lat = some_points(atlas, 9_000)
    where = counties(atlas).of(lon, lat)
    lon, lat, where = lon[where > 0], lat[where > 0], where[where > 0]
    there = {"wgs84": lambda x, y: (x, y), "gcj02": datum.gcj02, "bd09": datum.bd09}[name](lon, lat)
    if name != "wgs84":
        assert 0.002 < np.hypot(there[0] - lon, there[1] - lat).max() < 0.02
    back = datum.wgs84(*there, name)
    assert np.abs(np.subtract(back, (lon, lat))).max() < 2e-7  # two centimetres
    told = datum.guess(*there, where, counties(atlas).of)
    assert told.datum == name
    assert told.shares[name] > 0.999
    few = datum.guess(there[0][:50], there[1][:50], where[:50], counties(atlas).of)
    assert few.datum == "", "fifty rows are too few to tell"


def test_metres_lead_back_to_degrees() -> None:
    lon, lat = np.array([108.4, 114.305]), np.array([29.03, 33.27])
    assert np.allclose(degrees(mercator_x(lon), mercator_y(lat)), (lon, lat), atol=1e-12)


PLACES = [
    ("湖北省武汉市洪山区珞喻路1号", "洪山区", "武汉市", "county"),
    ("武汉洪山", "洪山区", "武汉市", "county"),
    ("湖北黄石港区黄石大道", "黄石港区", "黄石市", "county"),
    ("宜昌市", None, "宜昌市", "city"),
    ("仙桃市彭场镇", "仙桃市", "仙桃市", "county"),
    ("襄樊市襄阳县", "襄州区", "襄阳市", "old_name"),
    ("蒲圻市", "赤壁市", "咸宁市", "old_name"),
    ("汉川路12号", None, None, "none"),
    ("武汉大道3号", None, None, "none"),
    ("十堰市襄城区", None, "十堰市", "contradiction"),
    ("湖南省长沙市岳麓区", None, None, "none"),
    ("420111", "洪山区", "武汉市", "county"),
    ("宜昌市安福寺镇", "枝江市", "宜昌市", "town"),
    ("安福寺镇", "枝江市", "宜昌市", "town"),
    ("城关镇", None, None, "none"),
    ("咸宁市城关镇", None, "咸宁市", "city"),
    ("十堰市竹山县城关镇", "竹山县", "十堰市", "county"),
    ("荆州市安福寺镇", None, "荆州市", "contradiction"),
    ("", None, None, "none"),
]


@pytest.mark.parametrize(("text", "county", "city", "by"), PLACES)
def test_an_address_says_where_it_is(
    text: str, county: str | None, city: str | None, by: str, atlas: Atlas
) -> None:
    codes = atlas.table("areas").set_index("name_zh")["adcode"]
    found = gazetteer(atlas).find(text)
    wanted = [None if name is None else int(codes[name]) for name in (county, city)]
    assert [found.county, found.city, found.by] == [*wanted, by]


def test_industries_lead_to_chains_and_can_be_overruled(atlas: Atlas) -> None:
    to = industries(atlas)
    assert (to.of("C3670").chain, to.of("3670").by) == ("auto", "code")
    assert to.of("汽车零部件及配件制造").code == "3670"
    assert to.of("", "汽车制造") == to.of("", "auto") == to.of("x", "Automobile manufacturing")
    assert to.of("6210").chain is None, "a restaurant belongs to no chain of industry"
    assert to.of("从事天书的制造").by == "unknown"
    shown = rules(atlas)
    assert set(shown["chain_id"]) <= set(atlas.table("chains")["chain_id"])
    own = pd.DataFrame({"kind": ["word", "code"], "pattern": ["天书", "6210"], "chain_id": "auto"})
    mine = industries(atlas, own)
    assert {mine.of("从事天书的制造").chain, mine.of("6210").chain} == {"auto"}


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("3612", "nev_icv"), ("3630", "special_vehicle"), ("3670", "auto"), ("6513", "software"),
        ("3976", "optical_laser"), ("3973", "ic"), ("3974", "display"), ("3982", "pcb"),
        ("3841", "lithium"), ("2624", "phosphorus"), ("2710", "biopharma"),
        ("1781", "nonwoven"), ("2770", "biopharma"), ("6450", "computing_bigdata"),
        ("1819", "apparel_ecom"),
    ],
)  # fmt: skip
def test_a_class_of_several_chains_goes_to_the_one_that_makes_it(
    code: str, chain: str, atlas: Atlas
) -> None:
    assert industries(atlas).of(code).chain == chain


def test_a_class_of_no_chain_is_not_guessed_by_its_words(atlas: Atlas) -> None:
    to = industries(atlas)
    assert to.of("建材").chain == "building"
    assert to.of("建材批发").chain is to.of("5165").chain is None


def test_words_are_those_of_the_data_and_mostly_right(atlas: Atlas) -> None:
    firms = atlas.table("enterprises")
    others = [one for one in spoken.said(atlas) if one.table != "enterprises"]
    words = spoken.decided(others).assign(kind="word")
    said = "\n".join(one.text for one in others)
    assert all(word in unicodedata.normalize("NFKC", said) for word in words["pattern"])
    to = Industries(words, {}, {})
    family = atlas.by_key("chains")["family_id"]
    found = [to.of("、".join(row.segment_zh)).chain for row in firms.itertuples()]
    pairs = [(one, row.chain_id) for one, row in zip(found, firms.itertuples(), strict=True) if one]
    assert len(pairs) > 0.4 * len(firms)
    assert sum(family[one] == family[other] for one, other in pairs) > 0.9 * len(pairs)


REGISTER = """企业名录,,,,,
企业名称,地址,经度,纬度,行业,从业人数
甲有限公司,武汉市洪山区珞喻路1号,114.40,30.50,3670,约50人
乙厂,宜昌市夷陵区发展大道,,,C3670,无
丙公司,襄阳市,,,汽车零部件及配件制造,7
丁公司,湖南省长沙市,112.9,28.2,,
戊公司,十堰市襄城区,,,,
己公司,宜昌市,114.40,30.50,,
庚公司,武汉市江岸区,30.50,114.40,,1
,武汉市江岸区,,,,
辛公司,"武汉市,,,,
壬公司,武汉市,,,
甲有限公司,武汉市洪山区珞喻路1号,114.40,30.50,3670,约50人
"""


def test_every_row_is_placed_or_refused_with_a_reason(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(REGISTER, encoding="gb18030")
    told = build(atlas, path, tmp_path / "to", datum="wgs84", lang="en")
    assert told.rows == 11
    assert told.placed == {"point": 3, "county": 1, "city": 1}
    assert told.refused == {
        "quote_open": 1, "ragged": 1, "contradiction": 2, "outside": 1, "no_name": 1,
    }  # fmt: skip
    assert told.lost == 0
    assert told.told == {"swapped": 1, "county_differs": 1, "no_number": 1}
    assert told.duplicates == 1
    assert told.mapped == {"code": 3, "class": 1, "unknown": 1}
    placed = pd.read_parquet(tmp_path / "to" / PLACED)
    assert placed["firm_id"].tolist() == [3, 4, 5, 9, 13]
    assert placed["staff"].fillna(-1).tolist() == [50, -1, 7, 1, 50]
    kept_rows = list(csv.reader((tmp_path / "to" / REFUSED).read_text("utf-8-sig").splitlines()))
    assert sorted(int(row[0]) for row in kept_rows[1:]) == [6, 7, 8, 10, 11, 12]
    for lang in ("zh", "en"):
        text = told.text(lang)
        assert "名录.csv" in text
        assert "{" not in text
    # Mended, the refused rows can be put in as they are.
    mended = [kept_rows[0], *([*row[:4], "武汉市江岸区", "", "", "", ""] for row in kept_rows[1:2])]
    mended[1][3] = "新名公司"
    with (tmp_path / "mended.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(mended)
    again = build(atlas, tmp_path / "mended.csv", tmp_path / "again")
    assert (again.rows, again.firms) == (1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("企业名称,人数\n甲,1\n", "place_missing"),
        ("甲,乙\n1,2\n", "name_missing"),
        ("企业名称,经度,纬度\n甲,114.3,30.5\n", "datum_doubt"),
    ],
)
def test_what_is_no_register_is_told(text: str, kind: str, atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as told:
        build(atlas, tmp_path / "a.csv", tmp_path / "to")
    assert told.value.fault.kind == kind
    assert all(told.value.text(lang) for lang in ("zh", "en"))


def test_whatever_led_to_no_chain_leads_to_the_one_that_is_chosen_for_it(
    atlas: Atlas, tmp_path: Path
) -> None:
    says = ["主营：奇特 Foo；兼营,", "奇特,怪链", ",怪链二", "6210,", f"{'长' * 80},"]
    rows = "".join(f"甲{n},宜昌市,{one}\n" for n, one in enumerate(says))
    (tmp_path / "a.csv").write_text(f"企业名称,市州,行业,产业链\n{rows}", encoding="utf-8")
    before = build(atlas, tmp_path / "a.csv", tmp_path / "to")
    assert before.mapped == {"unknown": len(says)}
    chain = str(atlas.table("chains")["chain_id"].iloc[0])
    own = pd.DataFrame([("class", text, chain) for text in before.unmapped], columns=list(RULES))
    after = build(atlas, tmp_path / "a.csv", tmp_path / "to", rules=own)
    assert (after.mapped, after.unmapped) == ({"class": len(says)}, {})


@pytest.mark.parametrize("half", ["lon", "lat"])
def test_half_of_the_coordinates_is_told(half: str, atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("企业名称,市州,值\n甲,宜昌市,111\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="值"):
        said = Columns({"name": "企业名称", "city": "市州", half: "值"})
        build(atlas, tmp_path / "a.csv", tmp_path / "to", columns=said)


@pytest.fixture(scope="module")
def shipped(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The firms of the data package, put in as a register."""
    folder = tmp_path_factory.mktemp("firms")
    firms = atlas.table("enterprises")
    firms.to_csv(folder / "firms.csv", index=False)
    of = {"name": "name_zh", "city": "city_adcode", "county": "county_adcode", "chain": "chain_id"}
    told = build(atlas, folder / "firms.csv", folder, columns=Columns(of))
    assert (told.rows, told.firms, told.lost) == (len(firms), len(firms), 0)
    return Register(atlas, embedded(folder))


def test_the_shipped_firms_put_in_give_the_same_counts(shipped: Register, atlas: Atlas) -> None:
    firms = atlas.table("enterprises")
    family = atlas.by_key("chains")["family_id"]
    firms["fam"] = firms["chain_id"].map(family)
    direct = firms["city_adcode"].where(firms["city_adcode"].isin(atlas.counties.index))
    firms["county"] = firms["county_adcode"].fillna(direct)
    city = int(firms["city_adcode"].mode()[0])
    one_family = str(firms["fam"].mode()[0])
    for selection, kept_firms in [
        (Selection(), firms),
        (Selection(city=(city,)), firms[firms["city_adcode"] == city]),
        (Selection(fam=(one_family,)), firms[firms["fam"] == one_family]),
        (Selection(city=(city,), fam=(one_family,)),
         firms[(firms["city_adcode"] == city) & (firms["fam"] == one_family)]),
    ]:  # fmt: skip
        for by, column in {
            "city": "city_adcode", "county": "county", "chain": "chain_id", "fam": "fam",
        }.items():  # fmt: skip
            wanted = {key: int(n) for key, n in kept_firms[column].value_counts().items()}
            assert shipped.counts(by, selection).to_dict() == wanted, by
        assert len(shipped.rows(selection)) == len(kept_firms)
    with pytest.raises(KeyError):
        shipped.counts("prog", Selection())


def test_the_command_line_places_a_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("企业名称,市州\n甲公司,宜昌市\n乙公司,火星\n", encoding="utf-8")
    asked = ["register", str(tmp_path / "a.csv"), "--to", str(tmp_path / "to"), "--lang", "en"]
    assert typed(asked) == 0
    assert "1 firm of 2 rows placed" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "to").iterdir()} == {
        "placed.parquet", "refused.csv", "report.json", "columns.toml",
    }  # fmt: skip
    assert typed([*asked, "--map", str(tmp_path / "to" / "columns.toml")]) == 0
    for wrong in (
        ["register", str(tmp_path / "none.csv")],
        [*asked, "--map", str(tmp_path / "a.csv")],
        [*asked, "--rules", str(tmp_path / "a.csv")],
    ):
        capsys.readouterr()
        assert typed(wrong) == 2
        assert capsys.readouterr().err.count("\n") == 1
