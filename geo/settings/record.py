"""The record of everything that can be set from outside."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from geo.settings.kinds import (
    ADDRESS,
    BASE,
    DATABASE,
    FRAMERS,
    KEPT,
    LOG,
    MEGABYTES,
    PATH,
    PORT,
    PROCESSES,
    SECONDS,
    SITE,
    SWITCH,
    TEXT,
    TILES,
    Kind,
)

#: What the names of settings begin with in the environment.
PREFIX = "HCA_"


def _setting(kind: Kind, default: Any, *, secret: bool = False) -> Any:
    return dataclasses.field(default=default, metadata={"kind": kind, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, each with what it is unless somebody sets it.

    ``settings.meaning.<field>`` of the catalogue tells of each what it does; the name in the
    environment is that of the field in capitals after ``HCA_``.
    """

    data: Path | None = _setting(PATH, None)
    releases: Path | None = _setting(PATH, None)
    review_no: str = _setting(TEXT, "")
    public_url: str = _setting(SITE, "")
    tiles: str = _setting(TILES, "", secret=True)
    head_start: tuple[float, float] = _setting(SECONDS, (0.8, 0.5))
    pptx_template: Path | None = _setting(PATH, None)
    office: str = _setting(TEXT, "")
    speaker: str = _setting(TEXT, "")
    ascii_names: bool = _setting(SWITCH, False)
    register_url: str = _setting(TEXT, "", secret=True)
    register_field: bool = _setting(SWITCH, False)
    workspace: Path | None = _setting(KEPT, None)
    workspace_url: str = _setting(DATABASE, "", secret=True)
    address: str = _setting(ADDRESS, "127.0.0.1")
    port: int = _setting(PORT, 8501)
    base: str = _setting(BASE, "")
    processes: int = _setting(PROCESSES, 2)
    frames: tuple[str, ...] = _setting(FRAMERS, ("*",))
    log: Literal["text", "json"] = _setting(LOG, "text")
    metrics: bool = _setting(SWITCH, False)
    state: bool = _setting(SWITCH, False)
    memory: int = _setting(MEGABYTES, 2000)
    disk: int = _setting(MEGABYTES, 500)


@dataclass(frozen=True)
class About:
    """What is known of one setting besides its value.

    Attributes
    ----------
    field, name : str
        Name of the field, which is its name in the file; its name in the environment.
    kind : Kind
        How it is read.
    default : Any
        What it is unless set.
    secret : bool
        Whether its value is kept to itself.
    """

    field: str
    name: str
    kind: Kind
    default: Any
    secret: bool

    def written(self, value: Any) -> str:
        """A value as a person reads it; empty where nothing is set."""
        return "" if value is None else self.kind.write(value)


#: Every setting by its field.
EVERY = {
    field.name: About(
        field.name,
        PREFIX + field.name.upper(),
        field.metadata["kind"],
        field.default,
        field.metadata["secret"],
    )
    for field in dataclasses.fields(Settings)
}
