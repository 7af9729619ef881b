"""Registers that their owners keep: in a folder of the server, or in PostgreSQL.

Whoever holds the owner's secret is the owner; what is kept says only a hash of it. A register is
kept as its placed firms and what was decided about them, which any later version can read.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from geo import settings
from geo.register.build import PLACED, REFUSED
from geo.register.command import COLUMNS
from geo.register.packed import RULES
from geo.register.report import REPORT
from geo.settings.kinds import OFF
from geo.version import __version__

_FILES = (PLACED, REFUSED, COLUMNS, REPORT, RULES)
_ABOUT = "about.json"
#: Registers that one owner may keep.
MOST = 50
_KEY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Kept:
    """A register that is kept.

    Attributes
    ----------
    key : str
        Its key.
    name : str
        What its owner calls it.
    firms : int
        Firms in it.
    day : str
        When it was kept.
    version : str
        Of the software that kept it.
    """

    key: str
    name: str
    firms: int
    day: str
    version: str = __version__


class WorkspaceError(Exception):
    """What is to be kept, or was, cannot be had; the message is for the keeper of the server."""


class Workspace(Protocol):
    """Where registers are kept; every owner sees and changes only what is his."""

    def kept(self, owner: str) -> tuple[Kept, ...]:
        """The registers of an owner, the last one first."""

    def keep(self, owner: str, name: str, firms: int, folder: Path) -> Kept:
        """Keep the register of a folder."""

    def fetch(self, owner: str, key: str, to: Path) -> None:
        """Put the files of a register into a folder."""

    def rename(self, owner: str, key: str, name: str) -> None:
        """Call a register by another name."""

    def delete(self, owner: str, key: str) -> None:
        """Keep a register no more."""


def hashed(secret: str) -> str:
    """What is said of an owner: nothing that leads back to the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _new(name: str, firms: int) -> Kept:
    return Kept(secrets.token_hex(8), name, firms, date.today().isoformat())


class FolderWorkspace:
    """Registers in a folder, one folder each, below one for each owner.

    Parameters
    ----------
    folder : Path
        Made when something is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, owner: str) -> tuple[Kept, ...]:
        """See :class:`Workspace`."""
        with _told():
            found = [_read(path) for path in (self._folder / hashed(owner)).glob(f"*/{_ABOUT}")]
        return tuple(sorted(found, key=lambda one: (one.day, one.name), reverse=True))

    def keep(self, owner: str, name: str, firms: int, folder: Path) -> Kept:
        """See :class:`Workspace`."""
        if len(self.kept(owner)) >= MOST:
            raise WorkspaceError(f"{MOST} registers are kept")
        new = _new(name, firms)
        with _told():
            place = self._folder / hashed(owner) / new.key
            place.mkdir(parents=True, mode=0o700)
            for file in _FILES:
                if (folder / file).is_file():
                    shutil.copyfile(folder / file, place / file)
            _write(place, new)  # last: what breaks off before is not listed
        return new

    def fetch(self, owner: str, key: str, to: Path) -> None:
        """See :class:`Workspace`."""
        with _told():
            place = self._place(owner, key)
            shutil.copyfile(place / PLACED, to / PLACED)
            for file in _FILES[1:]:
                if (place / file).is_file():
                    shutil.copyfile(place / file, to / file)

    def rename(self, owner: str, key: str, name: str) -> None:
        """See :class:`Workspace`."""
        with _told():
            place = self._place(owner, key)
            _write(place, replace(_read(place / _ABOUT), name=name))

    def delete(self, owner: str, key: str) -> None:
        """See :class:`Workspace`."""
        with _told():
            shutil.rmtree(self._place(owner, key))

    def _place(self, owner: str, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise WorkspaceError("no such register")
        return self._folder / hashed(owner) / key


@contextmanager
def _told() -> Iterator[None]:
    """Faults of the disk are those of the workspace."""
    try:
        yield
    except (OSError, ValueError, TypeError) as error:
        raise WorkspaceError(str(error)) from error


def _read(path: Path) -> Kept:
    return Kept(**json.loads(path.read_text(encoding="utf-8")))


def _write(place: Path, about: Kept) -> None:
    passing = place / f"{_ABOUT}.new"
    passing.write_text(json.dumps(asdict(about), ensure_ascii=False), encoding="utf-8")
    passing.replace(place / _ABOUT)


_TABLES = """
create table if not exists hca_kept (
    owner text, key text, name text not null, firms bigint not null, day text not null,
    version text not null, primary key (owner, key));
create table if not exists hca_kept_files (
    owner text, key text, file text, content bytea not null, primary key (owner, key, file),
    foreign key (owner, key) references hca_kept on delete cascade);
"""


class PostgresWorkspace:
    """Registers in two tables of a PostgreSQL, ``hca_kept`` and ``hca_kept_files``.

    Parameters
    ----------
    address : str
        ``postgresql://…``; whoever it names must be allowed to make the tables.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        """A connection whose changes count when all is well."""
        try:
            psycopg = import_module("psycopg")
        except ImportError as error:
            raise WorkspaceError("psycopg is not installed") from error
        try:
            with psycopg.connect(self._address, connect_timeout=10) as connection:
                connection.execute(_TABLES)
                yield connection
        except psycopg.Error as error:
            raise WorkspaceError(str(error)) from error

    def kept(self, owner: str) -> tuple[Kept, ...]:
        """See :class:`Workspace`."""
        query = "select key, name, firms, day, version from hca_kept where owner = %s"
        with self._asked() as asked:
            rows = asked.execute(
                f"{query} order by day desc, name desc", [hashed(owner)]
            ).fetchall()
        return tuple(Kept(*row) for row in rows)

    def keep(self, owner: str, name: str, firms: int, folder: Path) -> Kept:
        """See :class:`Workspace`."""
        if len(self.kept(owner)) >= MOST:
            raise WorkspaceError(f"{MOST} registers are kept")
        new = _new(name, firms)
        with self._asked() as asked:
            asked.execute(
                "insert into hca_kept values (%s, %s, %s, %s, %s, %s)",
                [hashed(owner), *asdict(new).values()],
            )
            for file in _FILES:
                if (folder / file).is_file():
                    asked.execute(
                        "insert into hca_kept_files values (%s, %s, %s, %s)",
                        [hashed(owner), new.key, file, (folder / file).read_bytes()],
                    )
        return new

    def fetch(self, owner: str, key: str, to: Path) -> None:
        """See :class:`Workspace`."""
        query = "select file, content from hca_kept_files where owner = %s and key = %s"
        with self._asked() as asked:
            files = dict(asked.execute(query, [hashed(owner), key]).fetchall())
        if PLACED not in files:
            raise WorkspaceError("no such register")
        for file in _FILES:
            if file in files:
                (to / file).write_bytes(files[file])

    def rename(self, owner: str, key: str, name: str) -> None:
        """See :class:`Workspace`."""
        query = "update hca_kept set name = %s where owner = %s and key = %s"
        with self._asked() as asked:
            asked.execute(query, [name, hashed(owner), key])

    def delete(self, owner: str, key: str) -> None:
        """See :class:`Workspace`."""
        with self._asked() as asked:
            asked.execute(
                "delete from hca_kept where owner = %s and key = %s", [hashed(owner), key]
            )


def workspace() -> Workspace | None:
    """The workspace that the server is set to; None where it keeps nothing.

    Settings name a PostgreSQL, or a folder or ``off``; without either it is a folder below the home
    of whoever runs the server.
    """
    wanted = settings.current()
    if wanted.workspace_url:
        return PostgresWorkspace(wanted.workspace_url)
    if wanted.workspace == OFF:
        return None
    usual = Path.home() / ".local" / "share" / "hubei-cluster-atlas" / "workspace"
    return FolderWorkspace(wanted.workspace or usual)
