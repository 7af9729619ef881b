"""How the product speaks, in both languages: what a rule can hold of WORDS is held here.

The case comes first and in plain words; lists have one name each; numbers are as the language reads
them. Asked are the catalogue, every sheet with a few choices, and the steps of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from geo import sheets, story
from geo.data.atlas import Atlas
from geo.sheets import Sheet
from geo.sheets.view import View
from geo.words import LANGUAGES, Words, catalogue
from geo.words.units import told

#: Words that no reader sees any more.
GONE = {
    "zh": re.compile(
        "在案|列名|未见|分不出|链条|查不到|见不到|置信度|缺口|(?<!圆)点选|抽签|编者|凭记忆|一般知识"
        "|国家创新型|国家级创新型集群|战新|重点成长型集群|中小企业特色集群|县域集群名单|未知"
    ),
    "en": re.compile(
        r"on record|as far as named|general knowledge|\bunnamed\b|\bnamed \d|\d named\b|lottery"
        r"|10[, \u2009]000 (people|persons)|100 million|per head|chain famil|17 cities|big health",
        re.IGNORECASE,
    ),
}
#: A count of a count, which a badge or a cell may have and a sentence may not.
FRACTION = re.compile(r"\d ?/ ?\d")
#: Keys of sources and addresses of one computer.
INNER = re.compile(r"seed_\d|github_|general_knowledge|127\.0\.0\.1|localhost")

#: What a number does not go with in English, and what is put together of two languages.
SLIPS = {
    "en": re.compile(
        r"(?<![\d\u2009.,–])1 (?!is |may )[a-z-]*(?<!s)s\b|\b1 (have|are|meet|match)\b"
        r"|\b(\d+) of \1\b|-0\.0+\b|\.\.|[，。；：、（）]|\d CNY"
    ),
    "zh": re.compile(r"[\u4e00-\u9fff][,;:!?()]|[，。；：、][，。；：、]|“[^”]*“|-0\.0+\b"),
}

VIEWS = {
    "overview": [{}, {"tier": ("national",)}, {"layer": "stat.gdp.2024"}],
    "clusters": [
        {},
        {"q": "光电"},
        {"city": (422800,)},
        {"layer": "named.county"},
        {"prog": ("national_advanced_manufacturing_cluster",)},
        {"city": (429004, 420700)},
    ],
    "layout": [{}, {"scheme": "three_metro_circles"}, {"scheme": "golden_triangle"}],
    "chains": [
        {},
        {"chain": ("auto",)},
        {"mode": "gaps"},
        {"chain": ("auto",), "part": "flow"},
        {"fam": ("food",)},
        {"chain": ("selenium",)},
    ],
    "firms": [{}, {"city": (420600,)}],
    "city": [
        {},
        {"city": (422800,)},
        {"city": (429021,)},
        {"city": (429004,)},
        {"year": (2019, 2019)},
    ],
    "compare": [{}, {"compare": ("auto", "selenium")}, {"compare": ("north_wing", "south_wing")}],
    "concentration": [{}, {"count": "stat.gdp.2024"}, {"lens": "two_way"}, {"panel": "where"}],
    "ladder": [{}, {"city": (420600,)}, {"chain": ("auto",)}, {"city": (422800,)}],
    "benchmarks": [{}, {"bench": "hefei"}],
    "policy": [{}, {"level": ("province",)}],
    "data": [{}, {"table": "city_stats", "city": (420100,)}, {"table": "areas"}, {"q": "zzzz"}],
}
#: The page as it opens in both languages, every other view in one of them.
ASKED = [
    (page, codes, lang)
    for page, every in VIEWS.items()
    for number, codes in enumerate(every)
    for lang in (LANGUAGES if number == 0 else LANGUAGES[number % 2 : number % 2 + 1])
]


def test_every_page_is_asked() -> None:
    assert set(VIEWS) == set(sheets.PAGES)


def prose(sheet: Sheet) -> Iterator[str]:
    """Sentences: claim, evidence, and titles and readings of figures."""
    yield from (sheet.claim, *sheet.lines)
    if sheet.map is not None:
        yield from (sheet.map.title, sheet.map.reading, sheet.map.alt, sheet.map.hint)
    for chart in sheet.charts:
        yield from (chart.title, chart.reading, chart.alt, chart.hint)


def shown(sheet: Sheet) -> Iterator[str]:
    """All words of a sheet but those of the tables it is taken from."""
    yield from prose(sheet)
    if sheet.map is not None:
        yield from (sheet.map.badge, sheet.map.legend.note)
        for heading, entries in sheet.map.legend.rows:
            yield from (heading, *(entry.label for entry in entries))
    for chart in sheet.charts:
        yield from (chart.badge, *map(str, chart.table.columns))
        yield from _written(chart.figure.to_plotly_json())
    for rows in sheet.rows:
        yield from (rows.about.title, *rows.about.filters, rows.about.coverage)
        yield from (column.label for column in rows.columns)


def _written(part: object) -> Iterator[str]:
    """Every text in the description of a chart."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in ("customdata", "ids"):  # what a click reports
                yield from _written(value)
    elif hasattr(part, "__iter__"):
        for value in part:
            yield from _written(value)


def _own(text: str, atlas: Atlas) -> str:
    """A sentence without what it takes over as it is: documents, in brackets, and names."""
    text = re.sub(r"（.*）$|\([^()]*[\u4e00-\u9fff].*\)$", "", text)
    names = atlas.table("schemes")["name_zh"].tolist() + atlas.table("chains")["name_zh"].tolist()
    for name in filter(re.compile("[()]").search, names):
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize(("page", "codes", "lang"), ASKED)
def test_a_sheet_speaks_plainly(
    atlas: Atlas, page: str, codes: dict[str, object], lang: str
) -> None:
    sheet = sheets.sheet(atlas, page, View(lang=lang).replace(**codes))
    for text in shown(sheet):
        found = GONE[lang].search(text) or INNER.search(text)
        assert not found, (found, text)
    for text in prose(sheet):
        found = FRACTION.search(text) or SLIPS[lang].search(_own(text, atlas))
        assert not found, (found, text)
    said = [sheet.claim, *sheet.lines]
    assert len(set(said)) == len(said), said


def test_the_catalogue_speaks_plainly() -> None:
    faults = [
        (key, found[0])
        for key, pair in catalogue().items()
        for lang, text in pair.items()
        if (found := GONE[lang].search(text) or INNER.search(text))
        if not key.startswith("atlas.")  # what is wrong with a table is said by its own terms
    ]
    assert not faults


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_story_speaks_plainly(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    names = [story.step_name(atlas, step, t) for step in story.shipped(atlas).steps]
    assert not [name for name in names if GONE[lang].search(name)]


def test_a_claim_names_what_was_chosen(atlas: Atlas) -> None:
    told = {
        (("tier", ("national",)),): ("国家级集群", "National-level clusters"),
        (("city", (420600,)),): ("襄阳集群", "Clusters in Xiangyang"),
        (("prog", ("county_characteristic_cluster",)), ("year", (2024, 2024))): (
            "2024 年湖北省县域特色产业集群",
            "Hubei County Specialty Industrial Clusters, 2024",
        ),
        (("q", "光电"),): ("“光电”相关集群", "Clusters matching “光电”"),
    }
    for codes, names in told.items():
        for lang, name in zip(LANGUAGES, names, strict=True):
            claim, _ = sheets.words(atlas, "clusters", View(lang=lang).replace(**dict(codes)))
            assert claim.startswith(name), claim


def test_a_city_without_clusters_begins_with_what_it_has(atlas: Atlas) -> None:
    claim, _ = sheets.words(atlas, "city", View(lang="zh", city=(422800,)))
    assert claim.startswith("恩施：富硒产业产值 831 亿元")
    claim, _ = sheets.words(atlas, "city", View(lang="en", city=(422800,)))
    assert claim.startswith("Enshi: Selenium-rich products, output CNY 83.1 billion")


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (6191.3, "cny_100m", "6\u2009191 亿元", "CNY 619.1 billion"),
        (43.6, "cny_100m", "43.6 亿元", "CNY 4.36 billion"),
        (8520.0, "cny_100m", "8\u2009520 亿元", "CNY 852 billion"),
        (393.2, "persons_10k", "393 万人", "3.93 million people"),
        (6.6, "persons_10k", "6.6 万人", "66\u2009000 people"),
        (85234.0, "cny", "85\u2009234 元", "CNY 85\u2009234"),
        (float("nan"), "cny_100m", "暂无资料", "no data"),
    ],
)
def test_quantities_are_as_the_language_counts(value: float, unit: str, zh: str, en: str) -> None:
    assert told(value, unit, Words("zh")) == zh
    assert told(value, unit, Words("en")) == en


def test_places_in_a_row_are_words() -> None:
    t = Words("en")
    told = [t.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
    assert told == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
    assert Words("zh").ordinal(2) == "2"


def test_the_last_of_a_list_is_joined_by_a_word() -> None:
    assert Words("en").series(["Wuhan", "Xiangyang", "Yichang"]) == "Wuhan, Xiangyang and Yichang"
    assert Words("zh").series(["武汉", "襄阳"]) == "武汉、襄阳"
    assert [Words("en").series(items) for items in ([], ["Wuhan"])] == ["", "Wuhan"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8501", "localhost", "[::1]:80", "0.0.0.0", "192.168.3.7:8501", "pc-17"]
)
def test_no_file_leads_to_a_computer_that_only_its_maker_reaches(atlas: Atlas, host: str) -> None:
    sheet = sheets.sheet(atlas, "data", View(lang="zh"), link=f"http://{host}/?tier=national")
    assert {rows.about.link for rows in sheet.rows} == {sheet.about.link} == {""}
    known = sheets.sheet(atlas, "data", View(lang="zh"), link="https://atlas.example/")
    assert known.about.link == "https://atlas.example/"
