"""A reader's own firms, counted by pages in place of what is shipped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo import sheets
from geo.cli import main as typed
from geo.data.atlas import Atlas
from geo.errors import EngineError
from geo.files import brief
from geo.population.beside import beside, counted_beside
from geo.population.contract import Population
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import compare
from geo.questions.concentration import robustness, subjects, wording
from geo.questions.concentration.memberships import Memberships
from geo.register.build import build
from geo.register.columns import Columns
from geo.register.register import Register, opened
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

_COLUMNS = {
    "name": "name_zh",
    "city": "city_adcode",
    "county": "county_adcode",
    "chain": "chain_id",
}


@pytest.fixture(scope="module")
def anchors(atlas: Atlas) -> pd.DataFrame:
    """The anchor firms of the data package."""
    firms = atlas.table("enterprises")
    return firms[firms["kind"] == "anchor"]


@pytest.fixture(scope="module")
def folder(atlas: Atlas, anchors: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These firms as a register that was placed."""
    made = tmp_path_factory.mktemp("anchors")
    anchors.to_csv(made / "firms.csv", index=False)
    told = build(atlas, made / "firms.csv", made, columns=Columns(_COLUMNS))
    (made / "report.json").write_text(told.json(), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def own(atlas: Atlas, folder: Path) -> Atlas:
    """The data with this register beside them."""
    return beside(atlas, opened(atlas, str(folder)))


def tables(atlas: Atlas, page: str, view: View) -> dict[str, list[Any]]:
    """Every number of every chart of a page, and of its map."""
    one = sheets.sheet(atlas, page, view)
    found = {chart.code: chart.table for chart in one.charts}
    if one.map is not None and one.map.table is not None:
        found["map"] = one.map.table
    assert found
    return {code: table.astype(str).to_numpy().tolist() for code, table in found.items()}


@pytest.mark.parametrize(
    "choices",
    [
        {"depth": "simple"},
        {"base": "gdp", "panel": "lottery"},
        {"base": "area", "panel": "where", "core": (420500, 420600)},
        {"panel": "stand", "smooth": 5},
    ],
    ids=str,
)
def test_shipped_firms_as_a_register_give_the_same_to_the_digit(
    atlas: Atlas, own: Atlas, choices: dict[str, Any]
) -> None:
    shipped, put_in = View(count="firms", **choices), View(own="firms", **choices)
    assert tables(own, "concentration", put_in) == tables(atlas, "concentration", shipped)
    claims = []
    for data, view, code in ((atlas, shipped, "firms"), (own, put_in, "own")):
        claim, _ = sheets.words(data, "concentration", view)
        claims.append(claim.removeprefix(subjects.label(atlas, code, Words("zh"))))
    assert claims[0] == claims[1]
    (where,) = {tuple(subjects.own_firms(own, Selection()).places.number)}
    assert where == subjects.subject(atlas, "firms").places.number


@pytest.mark.parametrize(
    "units", [("420100", "420500"), ("north_wing", "south_wing"), ("auto", "textile")]
)
def test_compare_counts_them_as_it_counts_anchor_firms(
    atlas: Atlas, own: Atlas, units: tuple[str, ...]
) -> None:
    chosen = compare.resolve(atlas, units)
    found = {one.code: one for one in compare.figures(own, chosen, counted_beside(own))}
    want = found["anchors"]
    assert found["own_firms"] == replace(want, code="own_firms", source_ids=())
    assert "own_firms" not in {one.code for one in compare.figures(atlas, chosen)}


def test_chains_and_cities_count_them_by_chain(own: Atlas, anchors: pd.DataFrame) -> None:
    by_both = anchors.groupby(["chain_id", "city_adcode"]).size()
    one = sheets.sheet(own, "chains", View(own="firms", part="matrix"))
    (chart,) = one.charts
    names = own.table("areas").set_index("adcode")["short_zh"]
    cells = chart.table.set_index(Words("zh")("chains.col.chain"))
    assert int(cells[Words("zh")("facts.total")].sum()) == int(by_both.sum())
    city = int(anchors["city_adcode"].mode()[0])
    assert int(cells[names[city]].sum()) == int(by_both.xs(city, level=1).sum())
    exported = {row.name: row.frame for row in one.rows}["own-firms"]
    assert exported.set_index(["chain_id", "city_adcode"])["firms"].to_dict() == by_both.to_dict()
    told = sheets.sheet(own, "city", View(own="firms", city=(city,)))
    (bars,) = [chart for chart in told.charts if chart.code == "own-chains"]
    assert int(bars.table.iloc[:, 1].sum()) == int(by_both.xs(city, level=1).sum())


def test_a_gap_on_record_is_told_with_the_firms_that_stand_there(
    own: Atlas, anchors: pd.DataFrame
) -> None:
    one = sheets.sheet(own, "chains", View(own="firms", mode="gaps"))
    gaps = next(rows.frame for rows in one.rows if rows.name == "chain-gaps")
    by_both = anchors.groupby(["chain_id", "city_adcode"]).size().to_dict()
    placed = gaps.dropna(subset="city_adcode")
    assert len(placed) > 20
    for row in placed.itertuples():
        assert row.own_firms == by_both.get((row.chain_id, row.city_adcode), 0)
    assert str(int((gaps["own_firms"] > 0).sum())) in one.claim


@pytest.mark.parametrize("kind", ["clusters", "firms"])
def test_every_population_adds_up(atlas: Atlas, own: Atlas, kind: str) -> None:
    population: Population | None = (
        NamedClusters(atlas) if kind == "clusters" else counted_beside(own)
    )
    assert population is not None
    for selection in (Selection(), Selection(fam=("vehicles",)), Selection(q="武汉")):
        pairs, known = population.pairs(selection), population.known(selection)
        for by in ("city", "chain"):
            number = pairs.groupby(by)["n"].sum().to_dict()
            if by == "city":
                assert number == population.counts("city", selection).to_dict()
            elif kind == "firms":  # a cluster of two cities is one of its chain
                assert number == population.counts("chain", selection).to_dict()
        assert known.mapped <= known.total
        assert known.placed <= known.total
        assert known.mapped == population.counts("chain", selection).sum()


class _Lost:
    """An engine that may be out of reach."""

    kind = "postgres"

    def __init__(self, register: Register) -> None:
        self.engine, self.there = register.engine, False

    def ask(self, question: Any) -> pd.DataFrame:
        if not self.there:
            raise EngineError("connection refused")
        return self.engine.ask(question)


@pytest.mark.parametrize("page", ["concentration", "chains", "city", "compare"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_firms_that_are_not_there_are_told_and_what_is_shipped_is_shown(
    atlas: Atlas, page: str, lang: str
) -> None:
    plain = sheets.sheet(atlas, page, View(lang=lang))
    asked = sheets.sheet(atlas, page, View(lang=lang, own="firms"))
    assert asked.claim == plain.claim
    assert asked.lines == (*plain.lines, Words(lang)("counted.none"))
    assert [rows.frame.shape for rows in asked.rows] == [rows.frame.shape for rows in plain.rows]


def test_a_lost_engine_is_told_and_counted_again_when_it_is_back(
    atlas: Atlas, folder: Path
) -> None:
    engine: Any = _Lost(opened(atlas, str(folder)))
    data, view, t = beside(atlas, Register(atlas, engine)), View(own="firms"), Words("zh")
    claim, lines = sheets.words(data, "chains", view)
    assert claim == sheets.words(atlas, "chains", View())[0]
    assert lines[-1] == t("counted.lost")
    engine.there = True
    claim, lines = sheets.words(data, "chains", view)
    assert claim.startswith("自有企业")
    assert "名录" in lines[-1]
    assert lines[-1] != t("counted.lost")
    engine.there = False  # what was counted stays; names have to be looked for
    assert sheets.words(data, "concentration", view)[1][-1] != t("counted.lost")
    assert sheets.words(data, "concentration", view.replace(q="汽车"))[1][-1] == t("counted.lost")


@pytest.mark.parametrize(
    ("subject", "column", "code"),
    [("city", "city_adcode", 420600), ("chain", "chain_id", "biopharma")],
)
def test_a_brief_has_them_among_its_figures(
    own: Atlas, anchors: pd.DataFrame, subject: str, column: str, code: object
) -> None:
    plain, made = (brief.of(own, subject, code, "zh", own=asked) for asked in (False, True))
    assert made.figures[:-1] == plain.figures[: len(made.figures) - 1]
    figure = made.figures[-1]
    assert figure.label == "自有企业"
    assert figure.value == str(int((anchors[column] == code).sum()))


@pytest.mark.parametrize("page", ["ladder", "policy", "layout", "benchmarks"])
def test_pages_about_documents_say_that_they_do_not_change(own: Atlas, page: str) -> None:
    plain, asked = (sheets.sheet(own, page, view) for view in (View(), View(own="firms")))
    assert asked.claim == plain.claim
    assert asked.lines == (*plain.lines, Words("zh")("counted.documents"))


def test_the_command_line_counts_a_register(
    folder: Path, anchors: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "chains.csv"
    command = ["export", "--view", "chains?lang=en", "--to", str(to)]
    assert typed([*command, "--register", str(folder)]) == 0
    assert f"Own register of {len(anchors)} firms" in capsys.readouterr().err
    rows = pd.read_csv(to, comment="#")
    assert int(rows["firms"].sum()) == len(anchors)
    assert typed([*command[:2], "chains?lang=en&own=firms", *command[3:]]) == 0
    assert "this visit has no register" in capsys.readouterr().err
    assert typed([*command, "--register", str(tmp_path / "nowhere")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_millions_of_firms_have_an_interval_with_two_ends(atlas: Atlas) -> None:
    cities = [int(code) for code in atlas.cities.index]
    places = Memberships.counted({(city,): 100_000 + n for n, city in enumerate(cities)})
    item, core = subjects.Subject("own", "firms", places, places.total), tuple(cities[:3])
    asked = robustness.case(atlas, item, "population", core, "lead")
    said = wording.names(atlas, "own", asked.base, core, Words("en"))
    low, high = re.findall(r"interval ([\d.]+)%–([\d.]+)%", wording.sure(asked, said, Words("en")))[
        0
    ]
    share = asked.verdict.n / places.total * 100
    assert float(low) < share < float(high) < float(low) + 0.5
