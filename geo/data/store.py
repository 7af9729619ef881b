"""States of the data beside each other in one folder, of which one is in use.

Each state is a folder named after its version. A file tells which have been in use, the present one
last; it is written as a whole, so that whoever reads it at that moment finds the one or the other.
"""

from __future__ import annotations

import os
from pathlib import Path

#: Name of that file.
IN_USE = "in-use.txt"


def history(store: Path) -> tuple[str, ...]:
    """Names of the states that have been in use, the present one last; none at first."""
    try:
        lines = (store / IN_USE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    return tuple(line for line in map(str.strip, lines) if line and Path(line).name == line)


def in_use(store: Path | None) -> Path | None:
    """Folder of the state that is in use; None where none is."""
    names = history(store) if store is not None else ()
    return store / names[-1] if store is not None and names else None


def use(store: Path, name: str) -> None:
    """Take a state into use."""
    _write(store, (*history(store), name))


def go_back(store: Path) -> None:
    """Take the state into use that was there before; after the first one, none."""
    _write(store, history(store)[:-1])


def _write(store: Path, names: tuple[str, ...]) -> None:
    part = store / f".{IN_USE}.{os.getpid()}"
    part.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    part.replace(store / IN_USE)
