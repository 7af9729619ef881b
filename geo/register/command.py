"""``python -m geo register``: a register placed from the command line."""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from geo.data.atlas import Atlas, AtlasError, load
from geo.foreign.faults import UnreadableError
from geo.register import columns
from geo.register.build import build
from geo.register.given import own_rules
from geo.register.industry import RULES
from geo.register.report import REPORT, Report
from geo.register.taken import RAW, UNREAD
from geo.words import Words

#: File of what the columns were taken for, beside the placed firms.
COLUMNS = "columns.toml"

T = TypeVar("T")


class _AskedError(ValueError):
    """What was asked for cannot be done; the message is a sentence."""


def run(asked: argparse.Namespace) -> int:
    """Place a register, print the report and write the files.

    Parameters
    ----------
    asked : Namespace
        ``file``, ``to``, ``datum``, ``map``, ``rules``, ``data`` and ``lang`` as they were typed.

    Returns
    -------
    int
        0, or 2 where it cannot be done; why is told in a sentence.
    """
    t = Words(asked.lang)
    try:
        atlas = load(asked.data)
        if asked.to is None:
            with tempfile.TemporaryDirectory() as passing:
                print(_report(atlas, asked, Path(passing), t).text(t.lang))
            return 0
        folder = Path(asked.to)
        report = _report(atlas, asked, folder, t)
        for name in (RAW, UNREAD):
            (folder / name).unlink()
        (folder / REPORT).write_text(report.json(), encoding="utf-8")
        (folder / COLUMNS).write_text(report.columns.toml(), encoding="utf-8")
        print(report.text(t.lang))
        print(t("cli.register_done", folder=folder))
    except AtlasError as error:
        print(error.text(t.lang), file=sys.stderr)
        return 2
    except UnreadableError as error:
        print(error.text(t.lang, Path(asked.file).name), file=sys.stderr)
        return 2
    except _AskedError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        told = t("cli.cannot_write", file=error.filename or asked.to, why=error.strerror)
        print(told, file=sys.stderr)
        return 2
    return 0


def _report(atlas: Atlas, asked: argparse.Namespace, folder: Path, t: Words) -> Report:
    return build(
        atlas, asked.file, folder, datum=asked.datum, lang=t.lang,
        columns=_read(asked.map, columns.kept, "register.bad_map", t),
        rules=_read(asked.rules, partial(own_rules, atlas), "register.bad_rules", t),
    )  # fmt: skip


def _read(name: str | None, read: Callable[[Path], T], key: str, t: Words) -> T | None:
    """What a file holds, or a sentence about why it cannot be used."""
    if name is None:
        return None
    try:
        return read(Path(name))
    except (ValueError, KeyError, tomllib.TOMLDecodeError) as error:
        told = t(key, file=name, reason=str(error), columns=t.join(RULES))
        raise _AskedError(told) from error
