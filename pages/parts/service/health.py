"""Whether the service lives and whether it is ready: for a supervisor, a proxy, a monitor."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo import settings, sheets
from geo.data.atlas import Atlas, AtlasError
from geo.data.memory import remembered
from geo.sheets import PAGES
from geo.sheets.view import View
from geo.words import LANGUAGES
from pages.parts.shell import state

_LOG = logging.getLogger("hubei_cluster_atlas")
_MEGABYTE = 1 << 20
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Check:
    """One thing that has to hold.

    Attributes
    ----------
    name : {"data", "sheets", "memory", "disk"}
        What is looked at.
    holds : bool
        Whether it does.
    figure : str
        What was found.
    """

    name: str
    holds: bool
    figure: str


def checks() -> list[Check]:
    """Everything that has to hold before readers are let in; takes seconds for new data."""
    found = []
    try:
        atlas = state.shared_atlas()
    except AtlasError as error:
        found.append(Check("data", False, f"{len(error.problems)}"))
    else:
        found.append(Check("data", True, atlas.data_version))
        failing = unmade(atlas)
        found.append(Check("sheets", not failing, " ".join(failing) or f"{len(PAGES)}"))
    return [*found, *_limits(settings.current())]


def _limits(wanted: settings.Settings) -> list[Check]:
    used, left = memory(), disk()
    return [
        Check("memory", used is None or used <= wanted.memory, f"{used or 0}/{wanted.memory} MB"),
        Check("disk", left is not None and left >= wanted.disk, f"{left or 0}/{wanted.disk} MB"),
    ]


@remembered(1)
def unmade(atlas: Atlas) -> tuple[str, ...]:
    """Pages that cannot be made of a data set, in any language."""
    failing = []
    for number, page in enumerate(PAGES):
        try:
            sheets.sheet(atlas, page, View(lang=LANGUAGES[number % len(LANGUAGES)]))
        except Exception:
            _LOG.exception("sheet %s", page)
            failing.append(page)
    return tuple(failing)


def memory() -> int | None:
    """Megabytes that this process holds; None where the system does not say."""
    try:
        lines = _STATUS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    said: Mapping[str, str] = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(said["VmRSS"].split()[0]) // 1024


def disk() -> int | None:
    """Megabytes that the temporary folder has left; None where nothing can be written there."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
        return shutil.disk_usage(tempfile.gettempdir()).free // _MEGABYTE
    except OSError:
        return None
