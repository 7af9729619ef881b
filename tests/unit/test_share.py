"""Links to hand on, their QR codes, and what is pasted into other pages."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import pytest
import segno

from geo.data.atlas import Atlas
from geo.files import share
from geo.sheets.view import View, parse

VIEW = View(lang="en", tier=("national",), q="光 & <b>", year=(2018, 2020))


@pytest.mark.parametrize(
    ("address", "page", "root"),
    [
        ("http://127.0.0.1:8501/clusters", "clusters", "http://127.0.0.1:8501"),
        ("http://127.0.0.1:8501/", "", "http://127.0.0.1:8501"),
        ("http://127.0.0.1:8501", "", "http://127.0.0.1:8501"),
        ("https://gov.example/gov/hubei/city", "city", "https://gov.example/gov/hubei"),
        ("https://gov.example/gov/hubei/", "", "https://gov.example/gov/hubei"),
        ("https://gov.example/gov/city/", "", "https://gov.example/gov/city"),
        ("https://gov.example/city/city", "city", "https://gov.example/city"),
    ],
)
def test_the_root_is_found_below_any_path(address: str, page: str, root: str) -> None:
    assert share.base(address, page) == root


def test_a_link_leads_back_to_the_view(atlas: Atlas) -> None:
    link = share.link("https://gov.example/hubei", "clusters", VIEW)
    parts = urlsplit(link)
    assert parts.path == "/hubei/clusters"
    assert parse(dict(parse_qsl(parts.query)), atlas) == (VIEW, ())
    assert link.isascii()


def test_the_first_page_has_no_name() -> None:
    assert share.link("http://h", "overview", View()) == "http://h/?lang=zh"
    assert share.link("http://h", "overview", View(), embed=True) == "http://h/?lang=zh&embed=true"


def test_the_snippet_is_one_frame_whatever_the_link_says() -> None:
    link = share.link("http://h", "clusters", VIEW, embed=True)
    snippet = share.snippet(link, 'a "title" <x>')
    found = re.fullmatch(r'<iframe src="([^"]*)" title="([^"]*)" [^<>]*></iframe>', snippet)
    assert found
    assert unescape(found[1]) == link
    assert unescape(found[2]) == 'a "title" <x>'


def test_the_code_is_the_link_in_black_on_white_with_its_margin() -> None:
    link = share.link("http://127.0.0.1:8501", "layout", View())
    svg = share.qr_svg(link, "t<x")
    assert svg.startswith("<svg") and "#fff" in svg and "<title>t&lt;x</title>" in svg
    plain = segno.make(link, error="m", micro=False)
    drawn = BytesIO()
    plain.save(drawn, kind="svg", scale=4, border=4, omitsize=True)
    path = re.search(r' d="([^"]*)"', drawn.getvalue().decode())
    assert path and path[1] in svg


def test_a_link_that_no_phone_can_read_has_no_code() -> None:
    assert share.qr_svg("http://h/?q=" + "x" * share.LONGEST_QR, "t") == ""
    assert share.qr_svg("http://h/?q=" + "x" * (share.LONGEST_QR - 40), "t")
