"""Settings as they stand: from the environment first, then from one file, else as they come."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.settings.kinds import OFF, PATH
from geo.settings.record import EVERY, PREFIX, Settings
from geo.words import Words
from geo.words.text import cut, quotable, tidy

#: Name in the environment that says where the file is, and its name where nothing says so.
NAMED, FILE = "HCA_SETTINGS", "hca.toml"
#: Table of the file whose entries go to Streamlit as they are.
STREAMLIT = "streamlit"
#: Longest value that a sentence repeats; a path is longer than what somebody types.
_LONGEST = 300
#: Names in the environment that begin like settings and are not: they are read before Python is.
_OTHERS = frozenset({NAMED, "HCA_PYTHON"})


@dataclass(frozen=True)
class Fault:
    """A setting that is not as it should be.

    Attributes
    ----------
    code : str
        ``settings.fault.<code>`` of the catalogue.
    where : str
        Where it stands.
    value : str
        What stands there.
    more : str
        What is right: the code of a kind, or the name that is most alike.
    """

    code: str
    where: str
    value: str = ""
    more: str = ""

    def text(self, lang: str) -> str:
        """The fault with its remedy in one sentence or two."""
        t = Words(lang)
        more = t(f"settings.kind.{self.more}") if self.code == "value" else self.more
        value = quotable(cut(tidy(self.value), _LONGEST))
        return t(f"settings.fault.{self.code}", where=tidy(self.where), value=value, more=more)


@dataclass(frozen=True)
class Reading:
    """All settings, where each comes from, and what is wrong.

    Attributes
    ----------
    settings : Settings
        The settings.
    file : Path or None
        The file that was read.
    origins : Mapping
        Field to where it is set; fields that nobody set are not in it.
    faults : tuple of Fault
        What is wrong; a value that cannot be read is left out, a path that leads nowhere is kept.
    streamlit : Mapping
        Options of Streamlit that the file sets.
    """

    settings: Settings
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[Fault, ...] = ()
    streamlit: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read(environment: Mapping[str, str], folder: Path) -> Reading:
    """Read all settings.

    Parameters
    ----------
    environment : Mapping
        Name to text, as in ``os.environ``.
    folder : Path
        Where the file is looked for if the environment does not say where it is.
    """
    return _put_together(_set(environment), *_file(environment, folder))


def current() -> Settings:
    """The settings of this process, as environment and file stand at this moment."""
    return now().settings


def now() -> Reading:
    """The reading of this process; see `read`."""
    found = _file(os.environ, Path.cwd())
    return _put_together(_set(os.environ), *found)


def _set(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the environment sets, misspelt names as well."""
    return tuple(
        (name, text)
        for name, text in environment.items()
        if name.startswith(PREFIX) and name not in _OTHERS and text.strip()
    )


def _file(environment: Mapping[str, str], folder: Path) -> tuple[Path | None, tuple[int, ...]]:
    """The file with what changes when it is written; a file that is named need not be there."""
    named = environment.get(NAMED, "").strip()
    file = Path(named).expanduser() if named else folder / FILE
    try:
        stat = file.stat()
    except OSError:
        return (file if named else None), ()
    return file, (stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(8)
def _put_together(
    given: tuple[tuple[str, str], ...], file: Path | None, _state: tuple[int, ...]
) -> Reading:
    written, streamlit, faults = _written(file)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    names = {about.name: about for about in EVERY.values()}
    for where, name, text in (*written, *((name, name, text) for name, text in given)):
        about = names.get(name)
        if about is None:
            faults.append(Fault("unknown", where, text, _alike(name, names)))
            continue
        try:
            value = about.kind.read(text.strip())
        except ValueError:
            faults.append(Fault("value", where, "" if about.secret else text, about.kind.name))
            continue
        if isinstance(value, Path) and value != OFF:
            value = file.parent / value if file is not None and where != name else value
            if about.kind is PATH and not value.exists():
                faults.append(Fault("nowhere", where, str(value)))
        values[about.field], origins[about.field] = value, where
    return Reading(
        Settings(**values),
        file,
        MappingProxyType(origins),
        tuple(faults),
        MappingProxyType(streamlit),
    )


def _alike(name: str, names: Mapping[str, Any]) -> str:
    return next(iter(difflib.get_close_matches(name, names, n=1)), "HCA_…")


Written = list[tuple[str, str, str]]


def _written(file: Path | None) -> tuple[Written, dict[str, str], list[Fault]]:
    """What the file says: where, name in the environment and text; what is for Streamlit."""
    if file is None:
        return [], {}, []
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        return [], {}, [Fault("file", str(file), str(getattr(error, "strerror", None) or error))]
    streamlit = content.pop(STREAMLIT, {})
    passed = dict(_flat(streamlit)) if isinstance(streamlit, dict) else {}
    written = [
        (f"{file}: {name}", PREFIX + name.upper(), _text(value)) for name, value in content.items()
    ]
    return [one for one in written if one[2].strip()], passed, []


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, _text(value)


def _text(value: Any) -> str:
    """A value of the file as it would stand in the environment."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return str(value)
