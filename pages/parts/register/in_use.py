"""The register that the pages of a visit count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.data.atlas import Atlas
from geo.population.selection import Selection
from geo.register.engine import elsewhere, embedded
from geo.register.register import Register
from geo.register.report import rows_read
from pages.parts.shell import visit

_FOLDER = "folder_in_use"


@dataclass(frozen=True, eq=False)
class InUse:
    """A register that is ready to be counted, and its folder if it lies in the visit's."""

    register: Register
    folder: Path | None = None


def opened(atlas: Atlas, folder: Path, read: int | None) -> InUse:
    """The firms that were placed in a folder, of so many rows read, as told there if not here."""
    return InUse(Register(atlas, embedded(folder), read or rows_read(folder)), folder)


def reached(atlas: Atlas, address: str, columns: dict[str, str]) -> InUse:
    """The register of an address, once it has answered."""
    register = Register(atlas, elsewhere(address, columns))
    register.known(Selection())
    return InUse(register)


def begin(came: InUse) -> None:
    """Have every page count it, in the place of another one."""
    let_go()
    held = visit.begun()
    held.ends.callback(came.register.engine.close)
    held.kept[_FOLDER] = came.folder
    visit.count(came.register)


def let_go() -> None:
    """Have no page count firms of the reader's own any more."""
    before = visit.firms()
    visit.count(None)
    visit.begun().kept.pop(_FOLDER, None)
    if isinstance(before, Register):
        before.engine.close()


def folder() -> Path | None:
    """Where the register in use lies; None where it lies elsewhere, or there is none."""
    found: Path | None = visit.kept().get(_FOLDER)
    return found
