"""Clicks on the map: what they choose, what they let go of, and what a portrait keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from pages.parts.shell import mapframe
from tests.app.conftest import Reader

Open = Callable[..., Reader]
YICHANG, JINGMEN, XIANGYANG = 420500, 420800, 420600


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reader]:
    """Click the map: a button takes the place of its frame, which needs a browser."""

    def frame(*_: Any, on_change: Callable[[], None], **__: Any) -> None:
        st.button("map", key="map_in_test", on_click=on_change)

    monkeypatch.setattr(mapframe, "st_folium", frame)

    def clicked(page: Reader, kind: str, number: int | None = None) -> Reader:
        page.app.session_state[mapframe._KEY] = {"kind": kind, "id": number}
        page.find("button", "map_in_test").click()
        return page.run()

    return clicked


def test_a_portrait_keeps_its_city_when_it_is_clicked(open_page: Open, click: Any) -> None:
    page = open_page("city", lang="en", city=str(YICHANG))
    click(page, "city", YICHANG)
    assert page.codes["city"] == str(YICHANG)
    click(page, "city", JINGMEN)
    assert page.codes["city"] == str(JINGMEN)
    assert page.headline.startswith("Jingmen")


def test_a_second_click_lets_go_of_a_city_elsewhere(open_page: Open, click: Any) -> None:
    page = open_page("clusters", lang="zh")
    click(page, "city", YICHANG)
    assert page.codes["city"] == str(YICHANG)
    click(page, "city", YICHANG)
    assert "city" not in page.codes
    click(page, "county", 420503)  # a district stands for its city
    assert page.codes["city"] == str(YICHANG)


def test_a_region_that_a_city_does_not_lie_in_is_let_go(open_page: Open, click: Any) -> None:
    page = open_page("clusters", lang="en", region="north_wing")
    click(page, "city", XIANGYANG)
    assert (page.codes["region"], page.codes["city"]) == ("north_wing", str(XIANGYANG))
    click(page, "city", YICHANG)
    assert page.codes["city"] == str(YICHANG)
    assert "region" not in page.codes


def test_a_county_of_a_portrait_is_chosen_and_let_go(open_page: Open, click: Any) -> None:
    yidu, dangyang = 420581, 420582
    page = open_page("city", lang="zh", city=str(YICHANG))
    click(page, "county", yidu)
    assert (page.codes["city"], page.codes["county"]) == (str(YICHANG), str(yidu))
    assert "宜都" in page.text
    click(page, "county", dangyang)
    assert page.codes["county"] == str(dangyang)
    click(page, "county", dangyang)
    assert "county" not in page.codes
    click(page, "county", yidu)
    click(page, "ground")
    assert "county" not in page.codes
    assert page.codes["city"] == str(YICHANG)
    click(page, "county", 420683)  # one of another city stands for that
    assert page.codes["city"] == str(XIANGYANG)
    assert "county" not in page.codes
