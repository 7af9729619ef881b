"""Links that are out in the world open the same view in every later version."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from geo.data.atlas import Atlas
from geo.sheets.view import OWNERS, View, parse

LINKS = tomllib.loads(
    Path(__file__).with_name("links_of_version_1.toml").read_text(encoding="utf-8")
)["link"]


def meant(fields: dict[str, Any]) -> View:
    return View(**{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link["query"][:40])
def test_a_link_means_what_it_meant(atlas: Atlas, link: dict[str, Any]) -> None:
    view, notices = parse(dict(parse_qsl(link["query"])), atlas)
    assert view == meant(link["view"])
    assert notices == ()


def test_every_code_of_a_view_is_among_them() -> None:
    told = {name for link in LINKS for name in link["view"]}
    assert told == set(OWNERS)
