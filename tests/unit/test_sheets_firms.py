"""The page of firms as data: what it says of a register, what it hands out, and without one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from geo import files, sheets
from geo.data.atlas import Atlas
from geo.maps.cells import unpacked
from geo.population.beside import beside, counted_beside
from geo.population.contract import EngineError
from geo.record.naming import area_names
from geo.register.engine import embedded
from geo.register.register import Register
from geo.sheets.firms import recognised
from geo.sheets.firms.register import asked
from geo.sheets.view import View, parse
from geo.words import LANGUAGES, THIN_SPACE, Words
from tests.registers import HOSTILE, firms, write

DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def table(atlas: Atlas) -> pd.DataFrame:
    return firms(atlas)


@pytest.fixture(scope="module")
def own(
    atlas: Atlas, table: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Atlas]:
    with embedded(write(table, tmp_path_factory.mktemp("firms")), memory="128MB") as engine:
        yield beside(atlas, Register(atlas, engine, len(table) + 40))


def numbers(text: str) -> list[int]:
    return [
        int(found.replace(THIN_SPACE, "")) for found in re.findall(rf"\d[\d{THIN_SPACE}]*", text)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_where_most_firms_are_and_how_much_is_known(
    own: Atlas, table: pd.DataFrame, lang: str
) -> None:
    t = Words(lang)
    claim, (placed, mapped) = sheets.words(own, "firms", View(lang=lang))
    city = table["city"].value_counts()
    assert str(area_names(own, t)[int(city.index[0])]) in claim
    assert numbers(claim)[:2] == [len(table), int(city.iloc[0])]
    pointed = int(table["x"].notna().sum())
    assert {len(table) + 40, len(table), pointed, len(table) - pointed} == set(numbers(placed))
    assert {int(table["chain"].notna().sum()), int(table["year"].notna().sum())} < set(
        numbers(mapped)
    )
    figure = sheets.map_figure(own, "firms", View(lang=lang))
    assert figure is not None and not figure.complete
    assert numbers(figure.badge) == [pointed, len(table)]
    assert sum(unpacked(figure.content.layers[0].raw["n"]).tolist()) == pointed


@pytest.mark.parametrize(
    ("codes", "keep"),
    [
        ({"city": "420500"}, lambda t: t["city"] == 420500),
        ({"founded": "2001-2010"}, lambda t: t["year"].between(2001, 2010)),
        ({"q": "第7"}, lambda t: t["name"].str.contains("第7")),
        ({"chain": "{chain}", "city": "420100"},
         lambda t: (t["city"] == 420100) & (t["chain"] == t["chain"].dropna().iloc[0])),
    ],
    ids=["city", "founded", "text", "both"],
)  # fmt: skip
def test_filters_narrow_every_figure_alike(
    own: Atlas, table: pd.DataFrame, codes: dict[str, str], keep: object
) -> None:
    chain = str(table["chain"].dropna().iloc[0])
    view, unknown = parse({name: code.format(chain=chain) for name, code in codes.items()}, own)
    assert not unknown
    kept = table[keep(table)]  # type: ignore[operator]
    one = sheets.sheet(own, "firms", view, day=DAY)
    tables = {rows.name: rows.frame for rows in one.rows}
    cities = tables["firms_areas"].query("level == '市州'")
    assert dict(zip(cities["adcode"], cities["firms"], strict=True)) == dict(
        kept["city"].astype(int).value_counts()
    )
    assert tables["firms_pairs"]["firms"].sum() == kept["chain"].notna().sum()
    assert tables["firms_years"]["firms"].sum() == kept["year"].notna().sum()
    assert len(tables["firms_list"]) == len(kept)
    staff = tables["firms_largest"].dropna(subset="staff")
    assert staff["staff"].iloc[0] == kept["staff"].max()
    assert one.map is not None
    assert sum(unpacked(one.map.content.layers[0].raw["n"]).tolist()) == kept["x"].notna().sum()
    assert str(len(kept)) in one.claim.replace(THIN_SPACE, "")
    assert one.about.filters


def test_quotients_are_shares_over_shares(own: Atlas, table: pd.DataFrame) -> None:
    chain = str(table["chain"].dropna().iloc[0])
    view = View(chain=(chain,))
    (chart,) = [c for c in sheets.sheet(own, "firms", view).charts if c.code == "firms-quotients"]
    own_share = table[table["chain"] == chain]["city"].value_counts(normalize=True)
    every = table["city"].value_counts(normalize=True)
    short = area_names(own, Words("zh"))
    told = dict(zip(chart.table.iloc[:, 0], chart.table["区位商"], strict=True))
    for city, share in own_share.items():
        assert told[short[int(city)]] == pytest.approx(share / every[city], abs=0.006)
    people = sheets.sheet(own, "firms", view.replace(against="population"))
    assert people.charts[2].table.to_csv() != chart.table.to_csv()
    assert "人口" in people.charts[2].title


def test_clusters_found_are_held_against_the_lists(own: Atlas, table: pd.DataFrame) -> None:
    view = View(also="found", least=10, radius=2000)
    found = asked(own, view)
    assert found is not None
    held = recognised.held(own, view, found)
    every = recognised.numbered(held)
    assert {one.city for one, _ in every} <= {420100, 420500, 420600, 420300}
    assert all(one.firms >= 10 for one, _ in every)
    # Firms of each chain stand within 2 km of each other at the seats of four cities.
    top = table.dropna(subset=["x", "chain"]).groupby(["city", "chain"]).size().max()
    assert 0.7 * top <= every[0][0].firms <= top
    rows = recognised.table(own, held, Words("en"))
    assert list(rows["number"].dropna()) == list(range(1, len(every) + 1))
    assert set(rows["kind"]) <= {"both", "new", "missed"}
    figure = sheets.map_figure(own, "firms", view)
    assert figure is not None
    (outlines,) = [layer.raw for layer in figure.content.layers if layer.function == "found"]
    assert len(outlines) == len(every)
    assert not recognised.numbered(recognised.held(own, view.replace(least=200), found))


def test_hostile_names_run_nowhere(own: Atlas) -> None:
    view = View(lang="en")
    book = openpyxl.load_workbook(io.BytesIO(files.make(own, "firms", view, "xlsx", day=DAY)))
    cells = [c for page in book for row in page.iter_rows() for c in row if c.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    told = [str(cell.value) for cell in cells]
    assert f"'{HOSTILE[1]}" in told
    assert not any("\u202e" in text for text in told)
    page = files.make(own, "firms", view, "html", day=DAY).decode()
    assert "<img src=x" not in page and "<script>alert" not in page
    packed = zipfile.ZipFile(io.BytesIO(files.make(own, "firms", view, "zip", day=DAY)))
    names = [name for name in packed.namelist() if name.endswith(".csv") and "largest" in name]
    assert names
    csv = packed.read(names[0]).decode("utf-8-sig")
    assert "\n=" not in csv and ",=" not in csv and ',"=' not in csv


@pytest.mark.parametrize("ending", ["png", "pptx"])
def test_its_figures_are_drawn_in_files(own: Atlas, ending: str) -> None:
    assert {ending, "pdf", "xlsx", "csv", "zip"} <= set(files.offered(own, "firms", View()))
    assert len(files.make(own, "firms", View(also="found", least=10), ending, day=DAY)) > 2_000


def test_codes_that_the_data_does_not_know_are_unknown(
    atlas: Atlas, table: pd.DataFrame, tmp_path: Path
) -> None:
    """A register that another edition of the data has placed is shown as far as it is known."""
    odd = {"city": 430100.0, "county": 429999.0, "chain": "no_chain"}
    other = table.assign(**odd)
    other.loc[::2, list(odd)] = table.loc[::2, list(odd)]
    with embedded(write(other, tmp_path), memory="128MB") as engine:
        own = beside(atlas, Register(atlas, engine))
        one = sheets.sheet(own, "firms", View(also="found", least=10), day=DAY)
        told = sheets.sheet(own, "chains", View(own="firms"), day=DAY)
    tables = {rows.name: rows.frame for rows in one.rows}
    kept = other[other["city"] != odd["city"]]
    assert tables["firms_areas"].query("level == '市州'")["firms"].sum() == len(kept)
    assert tables["firms_pairs"]["firms"].sum() == kept["chain"].notna().sum()
    assert len(tables["firms_list"]) == len(other)
    assert "no_chain" not in "".join(rows.frame.to_csv() for rows in (*one.rows, *told.rows))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_register_of_no_firm_asks_for_no_fewer_conditions(
    atlas: Atlas, table: pd.DataFrame, tmp_path: Path, lang: str
) -> None:
    with embedded(write(table.iloc[:0], tmp_path), memory="128MB") as engine:
        own, t = beside(atlas, Register(atlas, engine, 7)), Words(lang)
        assert sheets.words(own, "firms", View(lang=lang))[0] == t("firms.claim_nothing")
        told = sheets.words(own, "chains", View(lang=lang, own="firms"))[0]
        assert told == t("chains.own.claim_none"), "of all chains, not of one"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_register_it_says_what_can_be_put_in(atlas: Atlas, lang: str) -> None:
    one = sheets.sheet(atlas, "firms", View(lang=lang), day=DAY)
    assert one.claim == Words(lang)("firms.none")
    assert not one.charts
    assert one.map is not None and len(one.map.content.clusters)


def test_a_register_that_is_lost_is_told_of_until_it_is_found_again(
    atlas: Atlas, own: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = counted_beside(own)
    assert isinstance(there, Register)
    again = beside(atlas, Register(atlas, there.engine))

    def lost(*_: object) -> None:
        raise EngineError("gone")

    with monkeypatch.context() as away:
        away.setattr(there.engine, "ask", lost)
        one = sheets.sheet(again, "firms", View(), day=DAY)
        assert one.claim == Words("zh")("firms.lost")
        assert not one.charts
    assert sheets.words(again, "firms", View())[0] == sheets.words(own, "firms", View())[0]
