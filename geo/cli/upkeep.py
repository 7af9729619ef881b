"""Commands of whoever runs the service: its settings, and newer states of the data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo import settings
from geo.data import package, store
from geo.files import update
from geo.settings import told
from geo.words import Words


def show_settings(asked: argparse.Namespace) -> int:
    """Print every setting and where it comes from; 1 where something is wrong."""
    reading = settings.now()
    print(told.text(reading, asked.lang))
    return 1 if reading.faults else 0


def data(asked: argparse.Namespace, progress: Callable[[int, int, str], None]) -> int:
    """Take in a newer state of the data, go back, or list them; 2 where it cannot be done."""
    t = Words(asked.lang)
    kept = asked.releases or settings.current().releases
    if kept is None:
        print(t("update.no_folder"), file=sys.stderr)
        return 2
    try:
        print("\n".join(_ACTIONS[asked.action](Path(kept), asked, t, progress)))
    except update.UpdateError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _update(kept: Path, asked: Any, t: Words, progress: Any) -> list[str]:
    source = Path(asked.source)
    taken = update.take(source, kept, t.lang, progress, into_use=not asked.only_look)
    if asked.only_look:
        return [taken.text(t.lang), "", t("update.only_looked")]
    return [taken.text(t.lang), "", t("update.used", version=taken.version)]


def _back(kept: Path, _asked: Any, t: Words, _progress: Any) -> list[str]:
    return [t("update.went_back", version=update.back(kept, t.lang))]


def _list(kept: Path, _asked: Any, t: Words, _progress: Any) -> list[str]:
    used = store.history(kept)
    shipped = t("update.shipped", version=package.read(package.DATA).raw["version"])
    names = [shipped, *sorted(path.parent.name for path in kept.glob(f"[!.]*/{package.FILE}"))]
    present = used[-1] if used else shipped
    return [t("update.in_use", version=name) if name == present else name for name in names]


_ACTIONS = {"update": _update, "back": _back, "list": _list}
