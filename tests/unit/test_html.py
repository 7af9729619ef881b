"""HTML from its elements: no text of outside becomes a part of it, whatever builds it."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from geo.files import share
from geo.look.drawing import Drawing, Label
from geo.look.html import element, join
from geo.look.svg import svg_text
from geo.words import Words
from pages.parts import cards, factlist

TEXT = """<img src=x onerror="alert('1')"> & {braces}"""
T = Words("en")


class Read(HTMLParser):
    """Names of the elements, and all texts and attributes as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.texts += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    "build",
    [
        lambda text: element("p", text),
        lambda text: element("p", "", title=text),
        lambda text: element("p", css=text),
        lambda text: element("ul", (element("li", one) for one in (text, 1))),
        lambda text: element("p", [["", (text,)], element("b", 1)]),
        lambda text: join("", element("b", 1), by=text),
        lambda text: Markup("<b>{}</b>").format(text),
        lambda text: cards.heading(text, 2, "block-title"),
        lambda text: cards.figure_head(text),
        lambda text: cards.figure_head("", text),
        lambda text: cards.figure_head("", "", text),
        lambda text: cards.table("rows", [[text]]),
        lambda text: cards.table("rows", [[1]], [text]),
        lambda text: cards.table("rows", [cards.row([text])], cards.row([1], tag="th")),
        lambda text: cards.wide(cards.table("rows", []), text),
        lambda text: cards.named_cell("", text),
        lambda text: cards.listed([text]),
        lambda text: cards.terms([(1, text)]),
        lambda text: cards.folded(text, "", css="quote"),
        lambda text: cards.outside("https://elsewhere.example", text),
        lambda text: cards.outside(f"https://{text}", "title"),
        lambda text: cards.outside("javascript:alert(1)", text),
        lambda text: factlist.strip([("", text)]),
        lambda text: share.snippet(text, ""),
        lambda text: svg_text(Drawing(9, 9, (), alt=text)),
        lambda text: svg_text(Drawing(9, 9, (Label((0, 0), text, 9, "ink"),))),
    ],
)  # fmt: skip
def test_a_text_stays_a_text(build: Callable[[str], Markup]) -> None:
    made = build(TEXT)
    assert isinstance(made, Markup)
    read = Read(made)
    assert "img" not in read.tags
    assert any(TEXT in text for text in read.texts)


def test_html_stays_html_and_what_is_left_out_leaves_nothing() -> None:
    made = element("p", element("b", 5), " & ", css="note", aria_label="a", data_x=0, title=None)
    assert made == '<p class="note" aria-label="a" data-x="0"><b>5</b> &amp; </p>'
    assert element("p", css="") == "<p></p>"
    assert join(["a", "b"], "c", by=" & ") == "ab &amp; c"


def test_what_is_a_cell_or_an_item_already_is_not_wrapped_again() -> None:
    cell = element("td", 1, css="number")
    rows = cards.table("rows", [["a", cell], cards.row(["b"], "own")], ["head"])
    assert rows == (
        '<table class="rows"><thead><tr><th>head</th></tr></thead><tbody><tr><td>a</td>'
        '<td class="number">1</td></tr><tr class="own"><td>b</td></tr></tbody></table>'
    )
    assert "thead" not in cards.table("rows", [["a"]])
    assert cards.listed([element("li", 1, css="x")]) == '<ul><li class="x">1</li></ul>'
    assert "&lt;td" in cards.table("rows", [["<td>"]]), "a text is none, whatever it begins with"


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    assert "href" in cards.outside("http://elsewhere.example", "title")
    for address in ("javascript:alert(1)", "data:text/html,x", ""):
        assert cards.outside(address, "title") == "title"


def test_text_given_as_html_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("streamlit.markdown", lambda body, **_: shown.append(body))
    monkeypatch.setattr("streamlit.html", lambda body, **_: shown.append(body))
    cards.show(TEXT, element("b", 1))  # type: ignore[arg-type]
    cards.html(TEXT)  # type: ignore[arg-type]
    cards.notice(TEXT)
    assert len(shown) == 3
    assert not any("<img" in body for body in shown)
