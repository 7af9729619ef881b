"""What the command line does with a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geo.data import overlay, package
from geo.data.atlas import Atlas, load
from geo.own import adding, keeping, matching, taken, told
from geo.own.adding import Source
from geo.words import Words


class NothingReadError(ValueError):
    """A list with no member that can be added; says why."""


def taken_up(folder: Path) -> bool:
    """Whether a folder holds something else than an overlay."""
    return folder.is_dir() and any(folder.iterdir()) and overlay.said(folder) is None


def below(folder: Path) -> Atlas:
    """The data that a list is laid over: those in use, with what the folder adds already."""
    return load(package.base() if overlay.said(folder) is None else folder)


def add(
    before: Atlas,
    file: Path,
    folder: Path,
    programme: str,
    year: int,
    source: Source,
    apart: Sequence[int],
    lang: str,
    form: str = "",
) -> str:
    """Lay a list over data, keep it, and tell what came of it.

    Parameters
    ----------
    before : Atlas
        See `below`.
    file : Path
        The list.
    folder : Path
        Where the overlay is kept.
    programme, year, source, apart
        See `geo.own.adding.overlay`; a source without a title takes what stands above the list.
    lang : {"zh", "en"}
        Language of the answer.
    form : {"", "csv", "xlsx"}
        See `geo.own.keeping.kept`.

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    NothingReadError
        If there is nothing in it that can be added.
    """
    read = taken.from_file(before, file)
    members = matching.members(before, read)
    t = Words(lang)
    if all(one.verdict == "refused" for one in members):
        raise NothingReadError(
            "\n".join([t("own.told.nothing"), *told.found(before, members, (), t)])
        )
    source = replace(source, title=source.title or "".join(read.titles) or file.stem)
    over = adding.overlay(before, members, programme, year, source, apart)
    keeping.kept(before, over, folder, t, form)
    effect = adding.effect(before, load(folder), programme, lang)
    lines = [
        told.report(before, read, members, effect, apart, t),
        t("cli.add_kept", folder=folder),
    ]
    return "\n".join(lines)
