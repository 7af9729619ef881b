"""Where a table of placed firms lies and is asked: in DuckDB here, or on an engine elsewhere.

Every question is an Ibis expression (`geo.register.queries`), so it is written once. Only what it
answers, counts and short lists, leaves the engine.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import LifoQueue
from time import monotonic
from types import MappingProxyType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import duckdb
import ibis
import pandas as pd
import pyarrow as pa

from geo.data.memory import Answers
from geo.population.contract import EngineError
from geo.register.build import PLACED

__all__ = ["Engine", "EngineError", "at_hand", "described", "elsewhere", "embedded"]

#: Columns of a placed firm and their types, as every engine gives them.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "firm_id": "int64",
        "name": "string",
        "x": "int64",
        "y": "int64",
        "county": "int64",
        "city": "int64",
        "chain": "string",
        "code": "string",
        "year": "int64",
        "staff": "int64",
        "revenue": "float64",
        "how": "int64",
    }
)
#: Columns that a table elsewhere must have; the others are unknown where it lacks them.
NEEDED = ("firm_id", "city")
_TABLE = "firms"
#: Kind of the engine in this process.
_HERE = "duckdb"
#: Latest answers kept of an engine elsewhere.
_KEPT = 256
#: Questions answered at once.
_CONNECTIONS = 4
#: Seconds after which PostgreSQL is taken for lost, unless its address says otherwise.
_TIMEOUT = 10
#: Seconds for which an engine that cannot be reached is not asked again, so that nobody waits.
_PAUSE = 30

T = TypeVar("T")
#: Makes an Ibis expression of the table of firms; see `geo.register.queries`.
Question = Callable[[Any], Any]
_SCHEMES = ("postgres", "postgresql", "sc", "clickhouse", "trino")


@dataclass
class _Line:
    """A connection, opened when it is first needed."""

    connect: Callable[[], Any]
    opened: tuple[Any, Any] | None = None


class Engine:
    """A table of placed firms and what asks it; safe to use from many threads.

    A connection answers one question at a time, so there are a few of them, and who asks while all
    are at work waits. What an engine elsewhere answered is kept, so that nobody waits for it twice.

    Parameters
    ----------
    kind : str
        ``duckdb``, or the scheme of the engine's address.
    connections : iterable of callable
        Each gives an Ibis connection when it is first needed.
    table : str
        Name of the table or view, with its schema if need be.
    columns : Mapping, optional
        Column of `TYPES` to what the table calls it; the same name if left out.
    close, interrupt : callable, optional
        Let go of the engine, and have it stop what it is at.
    """

    def __init__(
        self, kind: str, connections: Iterable[Callable[[], Any]], table: str, *,
        columns: Mapping[str, str] | None = None, close: Callable[[], None] = lambda: None,
        interrupt: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.kind, self.close, self.interrupt = kind, close, interrupt
        self._table, self._columns = table, dict(columns or {})
        self._idle: LifoQueue[_Line] = LifoQueue()
        self._lost: tuple[float, str] = (0.0, "")
        self._answers = Answers()
        for connection in connections:
            self._idle.put(_Line(connection))

    def _opened(self, line: _Line) -> tuple[Any, Any]:
        """A connection, and the table as an expression with the columns and types of `TYPES`."""
        if line.opened is not None:
            return line.opened
        until, why = self._lost
        if monotonic() < until:
            raise EngineError(why)
        try:
            con = line.connect()
        except Exception as error:  # every engine has errors of its own
            self._lost = monotonic() + _PAUSE, _why(error)
            raise
        database, _, table = self._table.rpartition(".")
        there = con.table(table, database=database or None)
        called = {column: self._columns.get(column, column) for column in TYPES}
        if missing := [called[column] for column in NEEDED if called[column] not in there.columns]:
            raise EngineError(f"{self._table}: no column {', '.join(missing)}")
        taken = {
            column: (there[called[column]] if called[column] in there.columns else ibis.null(kind))
            .cast(kind)
            for column, kind in TYPES.items()
        }  # fmt: skip
        if not self.elsewhere and "n" in there.columns:  # rows that stand for several firms
            taken["n"] = there.n
        line.opened = con, there.select(**taken)
        return line.opened

    @property
    def elsewhere(self) -> bool:
        """Whether it is another program, maybe on another machine."""
        return self.kind != _HERE

    def ask(self, question: Question) -> pd.DataFrame:
        """Answer of a question.

        Parameters
        ----------
        question : callable
            See `Question`.

        Raises
        ------
        EngineError
            The engine cannot be reached, was interrupted, or does not answer.
        """
        line = self._idle.get()
        try:
            con, firms = self._opened(line)
            asked = question(firms)

            def answer() -> pd.DataFrame:
                found: pd.DataFrame = con.to_pyarrow(asked).to_pandas()
                return found

            if not self.elsewhere:
                return answer()
            # Compiled, the same question has the same text, whoever asks it.
            text = str(con.compile(asked))
            kept: pd.DataFrame = self._answers.get(Engine.ask, text, _KEPT, answer)
            return kept.copy(deep=False)
        except Exception as error:  # every engine has errors of its own
            line.opened = None  # it may be that nobody is at the other end any more
            if isinstance(error, EngineError):
                raise
            raise EngineError(_why(error)) from error
        finally:
            self._idle.put(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _again(opened: T) -> T:
    return opened


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:300]}"


def embedded(
    folder: Path, apart: Path | None = None, *, memory: str = "512MB", threads: int = 1
) -> Engine:
    """The placed firms of a folder in a DuckDB of its own, which reaches nothing else.

    Parameters
    ----------
    folder : Path
        Holds ``placed.parquet``.
    apart : Path, optional
        Takes the database and what is put aside while sorting, for this engine alone; a new folder
        in ``folder`` if left out.
    memory : str
        How much memory it may use.
    threads : int
        How many questions it works on at once.
    """
    apart = apart or Path(tempfile.mkdtemp(prefix="engine-", dir=folder))
    con = duckdb.connect(
        str(apart / "firms.duckdb"),
        config={
            "memory_limit": memory,
            "threads": threads,
            # Otherwise it looks for extensions on the network.
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    for setting in (
        f"temp_directory={_literal(apart / 'aside')}",
        "max_temp_directory_size='2GB'",
        f"allowed_directories=[{_literal(apart)}]",
    ):
        con.execute(f"set {setting}")
    # Firms that are neighbours lie side by side, so that a window reads little.
    con.execute(
        f"create or replace table {_TABLE} as select * from read_parquet(?) order by y, x, firm_id",
        [str(folder / PLACED)],
    )
    # Each makes settings of its own, so they are made before none can be made any more.
    ready = [ibis.duckdb.from_connection(con.cursor()) for _ in range(_CONNECTIONS)]
    con.execute("set enable_external_access=false")
    con.execute("set lock_configuration=true")
    return Engine(
        _HERE,
        [partial(_again, one) for one in ready],
        _TABLE,
        close=con.close,
        interrupt=partial(_interrupt, ready),
    )


def at_hand(table: pd.DataFrame) -> Engine:
    """Rows fetched from an engine elsewhere, in a DuckDB in memory.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `TYPES` and ``n``, how many firms a row stands for; those that it lacks are
        unknown.
    """
    con = duckdb.connect(":memory:", config={"threads": 1})
    con.register("fetched", pa.Table.from_pandas(table, preserve_index=False))
    con.execute(f"create table {_TABLE} as select 0 as firm_id, * from fetched")
    con.unregister("fetched")
    ready = [ibis.duckdb.from_connection(con.cursor()) for _ in range(_CONNECTIONS)]
    return Engine(_HERE, [partial(_again, one) for one in ready], _TABLE, close=con.close)


def _interrupt(connections: Iterable[Any]) -> None:
    for one in connections:
        one.con.interrupt()


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def elsewhere(address: str, columns: Mapping[str, str] | None = None) -> Engine:
    """A table or view on an engine elsewhere.

    Parameters
    ----------
    address : str
        ``postgres://``, ``sc://`` (Spark Connect), ``clickhouse://`` or ``trino://`` with host and
        database, and behind ``#`` the table, with its schema if need be.
    columns : Mapping, optional
        Column of `TYPES` to what the table calls it; the same name if left out.

    Raises
    ------
    EngineError
        The address names no such engine or no table.
    """
    url, _, table = address.partition("#")
    kind = urlsplit(url).scheme
    if kind not in _SCHEMES or not table:
        raise EngineError(f"an address is {'://, '.join(_SCHEMES)}:// … #table")

    opened = []
    if kind.startswith("postgres") and "connect_timeout" not in url:
        url += f"{'&' if urlsplit(url).query else '?'}connect_timeout={_TIMEOUT}"

    def connect() -> Any:
        if kind == "sc":
            # Each engine's own client is installed by whoever has such an engine.
            builder = import_module("pyspark.sql").SparkSession.builder
            opened.append(ibis.pyspark.connect(builder.remote(url).getOrCreate()))
        else:
            opened.append(ibis.connect(url))
        return opened[-1]

    def close() -> None:
        for one in opened:
            one.disconnect()

    return Engine(kind, [connect] * _CONNECTIONS, table, columns=columns, close=close)


def described(path: Path) -> Engine:
    """A table on an engine elsewhere, as a file describes it.

    Parameters
    ----------
    path : Path
        TOML with the ``address`` and, under ``[columns]``, what the table calls them.

    Raises
    ------
    EngineError
        The file is no such description, or its address names no engine.
    OSError
        It cannot be had.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EngineError(f"{path.name}: {error}") from error
    columns = told.get("columns", {})
    if unknown := sorted(set(columns) - set(TYPES)):
        raise EngineError(f"{path.name}: no column {', '.join(unknown)}")
    return elsewhere(str(told.get("address", "")), columns)
