"""Kinds of settings: how a text becomes a value, and which texts do not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.settings.addresses import TIANDITU, known_to_others
from geo.settings.addresses import tiles as tile_address
from geo.words.text import tidy

#: Longest time in seconds that a page may be told to wait for its map.
LONGEST_WAIT = 5.0
_BASE = re.compile(r"[\w.~-]+(/[\w.~-]+)*", re.ASCII)
_FRAMER = re.compile(r"\*|self|https?://(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?", re.ASCII)
_ADDRESS = re.compile(r"[\w.:-]+", re.ASCII)
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True)
class Kind:
    """A kind of setting.

    Attributes
    ----------
    name : str
        Its code; ``settings.kind.<name>`` of the catalogue says what a right value looks like.
    read : callable
        Makes the value of a text; ``ValueError`` for one that is none.
    write : callable
        Makes the text again.
    """

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # no such home
        raise ValueError(text) from error


def _switch(text: str) -> bool:
    if (said := text.lower()) not in (*_YES, *_NO):
        raise ValueError(text)
    return said in _YES


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _tiles(text: str) -> str:
    if not text.startswith(TIANDITU):
        tile_address(text)
    elif text == TIANDITU:
        raise ValueError(text)
    return text


def _site(text: str) -> str:
    if not known_to_others(text):
        raise ValueError(text)
    return text.rstrip("/")


def _seconds(text: str) -> tuple[float, float]:
    new, standing = (float(part) for part in text.split(","))
    if not (0 <= new <= LONGEST_WAIT and 0 <= standing <= LONGEST_WAIT):
        raise ValueError(text)
    return new, standing


def _framers(text: str) -> tuple[str, ...]:
    return tuple(_matching(_FRAMER, one) for one in text.replace(",", " ").split())


def whole(least: int, most: int, name: str) -> Kind:
    """A whole number from one to another."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return Kind(name, read)


def one_of(*known: str, name: str) -> Kind:
    """One of a few words."""

    def read(text: str) -> str:
        if text.lower() not in known:
            raise ValueError(text)
        return text.lower()

    return Kind(name, read)


def _database(text: str) -> str:
    if not text.startswith(("postgresql://", "postgres://")):
        raise ValueError(text)
    return text


#: What a workspace is set to that keeps nothing.
OFF = Path("off")
TEXT = Kind("text", tidy)
PATH = Kind("path", _path)
#: A folder that is made when it is needed, or `OFF`.
KEPT = Kind("kept", _path)
DATABASE = Kind("database", _database)
SWITCH = Kind("switch", _switch, lambda on: "1" if on else "0")
TILES = Kind("tiles", _tiles)
SITE = Kind("site", _site)
SECONDS = Kind("seconds", _seconds, lambda two: ",".join(f"{one:g}" for one in two))
FRAMERS = Kind("framers", _framers, " ".join)
BASE = Kind("base", lambda text: _matching(_BASE, text.strip("/")))
ADDRESS = Kind("address", lambda text: _matching(_ADDRESS, text))
PORT = whole(1, 65_535, "port")
PROCESSES = whole(1, 64, "processes")
MEGABYTES = whole(1, 10_000_000, "megabytes")
LOG = one_of("text", "json", name="log")
