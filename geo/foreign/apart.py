"""Running what reads foreign files in a process of its own, with limits of memory and time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from geo.foreign import limits
from geo.foreign.faults import UnreadableError


def run(program: str, *arguments: str | Path | int) -> None:
    """Run a program of this room and wait for it.

    Parameters
    ----------
    program : str
        Name of its module; it is started by its path and prints the code of a fault, or nothing.
    *arguments
        What it is given.

    Raises
    ------
    UnreadableError
        It refused the file, used up its memory or time, or was ended by the file.
    """
    path = Path(__file__).with_name(f"{program}.py")
    # Less memory is asked for where arithmetic keeps to one thread.
    surroundings = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(path), *map(str, arguments)], capture_output=True,
            text=True, timeout=limits.SECONDS, check=False, env=surroundings,
            stdin=subprocess.DEVNULL, errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("too_slow", seconds=limits.SECONDS) from error
    judge(done.stdout, done.returncode)


def judge(said: str, status: int) -> None:
    """What a program has said of a file, and how it ended.

    Raises
    ------
    UnreadableError
        It refused the file, or was ended by it.
    """
    if status:
        raise UnreadableError("file_broken")
    code, _, about = said.strip().partition(" ")
    if code:
        raise UnreadableError(code, **_fields(code, about))


def _fields(code: str, about: str) -> dict[str, object]:
    """What the wording of a refusal needs."""
    if code == "too_many_columns":
        return {"most": limits.COLUMNS}
    return {"most": limits.SMALL_ROWS} if code == "too_many_rows" else {"reason": about}
