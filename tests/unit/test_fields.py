"""What may be chosen: a choice that does not exist is refused, with the nearest that does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.population.fields import Record, UnknownCodeError, code, codes
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.sheets.view import DEFAULTS, OWNERS, RECORDS, View, known_codes, parse


@pytest.mark.parametrize(
    ("choices", "nearest"),
    [
        ({"lang": "fr"}, "zh"),
        ({"mode": "gap"}, "gaps"),
        ({"base": "gpd"}, "gdp"),
        ({"city": ("420600",)}, "420600"),
        ({"city": 420600}, ""),
        ({"city": ("Xiangyang",)}, ""),
        ({"prog": "national_innovative_cluster"}, ""),
        ({"level": ("provinces",)}, "province"),
        ({"smooth": 4}, ""),
        ({"step": 41}, "40"),
        ({"present": "1"}, ""),
        ({"q": None}, ""),
        ({"year": 2024}, ""),
        ({"citty": (420600,)}, "city"),
    ],
    ids=str,
)
def test_a_choice_that_no_data_package_has_is_refused_at_once(
    choices: dict[str, Any], nearest: str
) -> None:
    with pytest.raises(UnknownCodeError) as told:
        View(**choices)
    assert nearest in told.value.nearest if nearest else True
    assert next(iter(choices)) in str(told.value)


@pytest.mark.parametrize(
    ("choices", "nearest"),
    [
        ({"prog": ("national_innovative_clusters",)}, "national_innovative_cluster"),
        ({"city": (420601,)}, "420600"),
        ({"chain": ("auto_parts",)}, "auto"),
        ({"tier": ("province",)}, "provincial"),
        ({"scheme": "one_main_three_wings"}, ""),
        ({"count": "named.nope"}, ""),
    ],
    ids=str,
)
def test_a_code_that_the_data_do_not_have_is_refused_where_it_meets_them(
    atlas: Atlas, choices: dict[str, Any], nearest: str
) -> None:
    view = View(**choices)
    for page in ("clusters", "concentration"):
        with pytest.raises(UnknownCodeError) as told:
            sheets.sheet(atlas, page, view)
        assert not nearest or nearest in told.value.nearest
        with pytest.raises(UnknownCodeError):
            sheets.map_figure(atlas, page, view)
    if view.selection.chosen:
        with pytest.raises(UnknownCodeError):
            NamedClusters(atlas).rows(view.selection)


def test_every_known_code_can_be_chosen(atlas: Atlas) -> None:
    for name, known in known_codes(atlas).items():
        for value in known.values():
            many = isinstance(DEFAULTS[name], tuple)
            view = View(**{name: (value,) if many else value})
            view.check(atlas)
            assert getattr(getattr(view, OWNERS[name]), name) == ((value,) if many else value)


def test_names_are_of_one_record_each() -> None:
    assert len(OWNERS) == sum(len(made().__dict__) for made in RECORDS.values())
    assert View().values() == dict(DEFAULTS)


def test_an_option_is_declared_in_one_place(atlas: Atlas) -> None:
    """A record with a new field reads, writes, copies and refuses it, without another line."""

    @dataclass(frozen=True)
    class Tea(Record):
        leaf: str = code("green", ("green", "black"))
        county: tuple[int, ...] = codes(lambda atlas: atlas.counties.index, int)

    tea = Tea("black", (420103,))
    assert tea.codes() == {"leaf": "black", "county": "420103"}
    assert tea.replace(leaf="green").chosen == ("county",)
    tea.check(atlas)
    with pytest.raises(UnknownCodeError):
        Tea(county=(1,)).check(atlas)


def test_lists_are_taken_as_they_are_given() -> None:
    assert Selection(tier=["national"]) == Selection(tier=("national",))  # type: ignore[arg-type]


def test_a_view_made_and_a_view_read_are_one(atlas: Atlas) -> None:
    made = View(lang="en", city=(420600,), count="firms", present=True, story="ab")
    assert parse(made.codes(), atlas) == (made, ())
    assert hash(made) == hash(parse(made.codes(), atlas)[0])
