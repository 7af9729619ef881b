"""Official lists of one's own: what is read of them, where they are placed, what they match."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from geo.data.atlas import Atlas
from geo.foreign.faults import UnreadableError
from geo.look.svg import svg_text
from geo.own import adding, drafts, ids, industries, keeping, matching, places, taken, told
from geo.own.drafts import Draft
from geo.own.listing import Entry
from geo.own.matching import Member
from geo.own.picture import picture
from geo.words import LANGUAGES, Words

KEY_GROWTH = "provincial_key_growth_cluster"
COUNTY = "枝江市"


def read(atlas: Atlas, text: str) -> dict[str, Member]:
    """Members of a pasted list by their names."""
    listing = taken.from_text(atlas, text)
    return {one.entry.name: one for one in matching.members(atlas, listing)}


def known(atlas: Atlas, number: int) -> list[str]:
    """Names of clusters on record of one programme, each cluster once."""
    table = atlas.table("cluster_listings")
    rows = table[table["programme_id"] == KEY_GROWTH].drop_duplicates("cluster_id")
    return list(rows["name_as_listed_zh"])[:number]


def invented(atlas: Atlas, number: int) -> list[str]:
    """Names of clusters that there are not, in as many counties."""
    areas = atlas.table("areas")
    return [f"{name}测试品产业集群" for name in areas[areas["level"] == "county"]["name_zh"]][
        :number
    ]


def side_by_side(names: Sequence[str]) -> list[list[str]]:
    """A list in two pairs of columns, with numbers, in letters of full width."""
    half = (len(names) + 1) // 2
    rows = [["附件", "", "", ""], ["湖北省重点成长型产业集群名单（２０２３年）", "", "", ""]]
    rows.append(["序号", "集群名称", "序号", "集群名称"])
    for number, name in enumerate(names[:half]):
        other = names[half + number] if half + number < len(names) else ""
        rows.append([str(number + 1), f"　{name} ", f"{half + number + 1}．", other])
    return [*rows, ["", "", "", ""], ["注：排名不分先后。", "", "", ""]]


def test_a_short_list_pasted_with_numbers(atlas: Atlas) -> None:
    names = known(atlas, 8) + invented(atlas, 2)
    text = "\n".join(f"{number}、{name}" for number, name in enumerate(names, 1))
    found = read(atlas, text)
    assert list(found) == names
    assert [found[name].verdict for name in names] == ["same"] * 8 + ["new"] * 2


def test_a_paragraph_with_a_list_in_it(atlas: Atlas) -> None:
    names = known(atlas, 4)
    assert list(read(atlas, "；".join(names) + "。")) == names


def test_a_workbook_of_sixty_with_merged_cities_and_a_title(atlas: Atlas, tmp_path: Path) -> None:
    counties = atlas.counties[atlas.counties["city_adcode"] != atlas.counties.index].iloc[:60]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["省级名单"])
    sheet.merge_cells("A1:C1")
    sheet.append(["所在市州", "县（市、区）", "产业集群名称"])
    start = 3
    for city, rows in counties.groupby("city_adcode", sort=False):
        for name in rows["name_zh"]:
            sheet.append([atlas.cities.at[city, "name_zh"], name, "测试品产业集群"])
        end = start + len(rows) - 1
        sheet.merge_cells(start_row=start, end_row=end, start_column=1, end_column=1)
        start = end + 1
    sheet.append(["合计", "", "60个"])
    book.save(file := tmp_path / "list.xlsx")
    listing = taken.from_file(atlas, file)
    assert listing.titles == ("省级名单",)
    members = matching.members(atlas, listing)
    assert [one.place.county for one in members] == list(counties.index)
    assert {one.verdict for one in members} == {"new"}
    assert [one.entry.row for one in members] == list(range(3, 63))


def test_a_whole_list_in_two_pairs_of_columns(atlas: Atlas) -> None:
    names = [
        # As others write them: without the kind of unit, where that is all there is to tell.
        name.replace("市", "", 1) if number % 5 == 0 and not name.startswith("孝感") else name
        for number, name in enumerate(known(atlas, 54))
    ]
    names += invented(atlas, 60)
    text = "\n".join("\t".join(row) for row in side_by_side(names))
    listing = taken.from_text(atlas, text)
    assert listing.titles == ("附件", "湖北省重点成长型产业集群名单（2023年）")
    assert listing.notes == ("注：排名不分先后。",)
    members = matching.members(atlas, listing)
    assert {one.entry.name for one in members} == set(names)
    counted = matching.counted(members)
    assert counted == {"same": 54, "probable": 0, "new": 60, "refused": 0}
    matched = [one.cluster_id for one in members if one.cluster_id]
    assert len(matched) == len(set(matched))


def test_sub_headings_with_the_city(atlas: Atlas) -> None:
    found = read(
        atlas, "一、宜昌市（2个）\n甲测试品产业集群\n乙测试品产业集群\n二、荆州市\n丙测试品产业集群"
    )
    assert [one.place.cities for one in found.values()] == [(420500,), (420500,), (421000,)]


def test_probably_the_same_is_left_to_the_reader(atlas: Atlas) -> None:
    one = read(atlas, "宜昌市精细磷化工产业集群")["宜昌市精细磷化工产业集群"]
    assert (one.verdict, one.cluster_id) == ("probable", "yichang_phosphorus")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("甲测试品产业集群\t", "no_place"),
        ("甲测试品产业集群\t长沙市", "no_place"),
        ("甲测试品产业集群\t十堰市襄城区", "against"),
        ("武汉市测试品产业集群\t宜昌市", "against"),
        ("\t宜昌市", "nameless"),
    ],
)
def test_a_row_that_is_not_accepted_says_why(atlas: Atlas, row: str, reason: str) -> None:
    listing = taken.from_text(atlas, f"集群名称\t所在地\n{row}\n荆州市乙产业集群\t荆州市")
    refused = [one for one in matching.members(atlas, listing) if one.verdict == "refused"]
    assert [(one.reason, one.entry.row) for one in refused] == [(reason, 2)]


def test_the_same_member_twice_is_told_with_the_first(atlas: Atlas) -> None:
    listing = taken.from_text(atlas, f"集群名称\n{COUNTY}甲测试品产业集群\n枝江甲测试品集群")
    first, again = matching.members(atlas, listing)
    assert (first.verdict, again.verdict, again.value) == ("new", "refused", first.entry.name)


@pytest.mark.parametrize(
    ("text", "city", "county", "zone", "sure"),
    [
        ("宜昌市", 420500, None, None, "city"),
        ("湖北省宜昌市枝江市安福寺镇", 420500, 420583, None, "sure"),
        ("枝江奥美医用纺织产业集群", 420500, 420583, None, "sure"),
        ("随县香菇产业集群", 421300, 421321, None, "sure"),
        ("麻城经开区高端装备制造创新型产业集群", 421100, 421181, "macheng_edz", "likely"),
        ("宜都高新区现代化工创新型产业集群", 420500, 420581, "yidu_hitech", "likely"),
        ("宜昌高新区", 420500, 420502, "yichang_hitech", "sure"),
        ("孝感高新区（应城）生物农业创新型产业集群", 420900, 420981, None, "likely"),
        ("仙桃市非织造布产业集群", 429004, None, None, "sure"),
    ],
)
def test_places_in_addresses_and_in_names(
    atlas: Atlas, text: str, city: int, county: int | None, zone: str | None, sure: str
) -> None:
    found = places.of(atlas, Entry(1, text))
    assert (found.cities[0], found.county, found.zone, found.sure) == (city, county, zone, sure)


@pytest.mark.parametrize(
    "text", ["武汉路12号", "汉川大道", "北京市朝阳区", "湖北省", "纺织产业集群"]
)
def test_no_place_where_none_is_named(atlas: Atlas, text: str) -> None:
    assert places.of(atlas, Entry(1, text)).cities == ()


def test_most_clusters_on_record_are_placed_by_their_names(atlas: Atlas) -> None:
    clusters = atlas.by_key("clusters")
    told = {row.name_zh: places.of(atlas, Entry(1, row.name_zh)) for row in clusters.itertuples()}
    right = [
        bool(told[row.name_zh].cities) and told[row.name_zh].cities[0] == row.city_adcodes[0]
        for row in clusters.itertuples()
    ]
    wrong = [name for name, one in told.items() if one.cities and one.against]
    assert sum(right) > 0.9 * len(right)
    assert not wrong


def test_chains_by_what_is_made(atlas: Atlas) -> None:
    assert industries.of(atlas, "磷化工").chain == "phosphorus"
    assert industries.of(atlas, "", "汽车零部件制造").chain == "auto"
    assert industries.of(atlas, "测试品").chain is None


def test_names_that_the_reader_sets_are_those_of_the_cluster(atlas: Atlas) -> None:
    listing = taken.from_text(atlas, "集群名称\n枝江甲测试品集群\n乙测试品产业集群")
    draft = Draft(listing, KEY_GROWTH, 2023, adding.Source("名单"))
    draft = draft.calling(1, "枝江市新名测试品产业集群", "  A New\nName ").calling(
        2, "荆州市乙测试品产业集群"
    )
    assert [one.verdict for one in draft.members(atlas)] == ["new", "new"]
    rows = draft.overlay(atlas).rows["clusters"]
    assert [(row["name_zh"], row["name_en"]) for row in rows] == [
        ("枝江市新名测试品产业集群", "A New Name"),
        ("荆州市乙测试品产业集群", "Jing zhou shi yi ce shi pin chan ye ji qun"),
    ]
    assert draft.corrected
    assert draft.untouched().members(atlas) == matching.members(atlas, listing)


def test_new_clusters_are_ringed_on_the_map_and_in_its_legend(atlas: Atlas) -> None:
    listing = taken.from_text(atlas, "\n".join(["集群名称", *known(atlas, 2), *invented(atlas, 3)]))
    draft = Draft(listing, KEY_GROWTH, 2023, adding.Source("名单"))
    after = drafts.opened(atlas, keeping.contents(atlas, draft.overlay(atlas)))
    for lang in LANGUAGES:
        texts = [svg_text(picture(before, after, KEY_GROWTH, lang)) for before in (atlas, after)]
        said = [Words(lang)("maps.legend.fresh") in text for text in texts]
        rings = [text.count("var(--accent)") for text in texts]
        assert said == [True, False]
        assert rings[0] - rings[1] == 3 + 1  # and the one of the legend


@pytest.mark.parametrize(
    ("text", "date"),
    [("2023年5月8日", "2023-05-08"), ("2023-05", "2023-05"), ("2023年", "2023"), ("去年", "")],
)
def test_dates_of_sources_as_they_are_written(text: str, date: str) -> None:
    assert adding.date_known(text) == date


def test_codes_from_pinyin_are_never_taken_twice() -> None:
    first = ids.code("枝江测试品", set())
    assert first == "own_zhi_jiang_ce_shi_pin"
    assert ids.code("枝江测试品", {first}) == f"{first}_2"
    assert ids.code("“……”", set()) == "own_row"


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")宜昌市甲产业集群',
        "宜昌市<script>alert(1)</script>产业集群",
        "宜昌市甲\u202e\x07产业集群",
        "宜昌市" + "甲" * 5000,
        "\t" * 50 + "宜昌市甲产业集群",
        "集群名称\n" * 50,
    ],
)
def test_hostile_text_is_a_name_or_a_refusal(atlas: Atlas, text: str) -> None:
    for one in matching.members(atlas, taken.from_text(atlas, text)):
        assert one.entry.name.isprintable()
        assert not one.entry.name.startswith(("=", "+", "-", "@"))


def test_rows_that_are_oddly_written_are_read_and_told(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = ["集群名称,所在地", "宜昌市甲产业集群,宜昌市", '"宜昌市乙产业集群,宜昌市']
    text = "\n".join([*rows, "宜昌市丙产业集群,宜昌市", "荆州市丁?产业集群,荆州市"])
    path.write_bytes(text.encode().replace(b"?", b"\xff"))
    listing = taken.from_file(atlas, path)
    assert len(listing.entries) == 4
    assert {(one.kind, one.row) for one in listing.odd} == {("byte", 5), ("quote_open", 3)}
    for lang in LANGUAGES:
        said = "\n".join(told.odd(listing, Words(lang)))
        assert all(Words(lang)("atlas.where.row", row=row) in said for row in (3, 5))


def test_nothing_pasted_is_told(atlas: Atlas) -> None:
    with pytest.raises(UnreadableError):
        taken.from_text(atlas, " \n\t\n")
