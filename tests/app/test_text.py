"""Text from outside on every page: it is shown as it is or not at all, never as Markdown."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable

import pytest

from pages.parts.shell.navigation import ENTRIES
from tests.app.conftest import Reader

Open = Callable[..., Reader]
#: It comes first, as a sentence repeats no more than the beginning of a text.
IMAGE = "<img src=x onerror=x>"
PLANTED = "# Session expired{0}{0}**[Log in](http://elsewhere.example/l)** ![x](http://elsewhere.example/b.png){0}<blink>"
ENDS = ["\r", "\n", "\r\n", "\x85", "\u2028", "\u2029", "\0", "\x0b", "\uffff"]
#: Parameters that are read in ways of their own, and one that nobody knows.
READ = ("q", "sel", "city", "year", "step", "story", "lang", "topic", "nobody")


def planted(end: str) -> str:
    return f"{IMAGE}{end}{end}{PLANTED.format(end)}"


def hostile(end: str) -> dict[str, str]:
    """A link with the planted text in everything that it holds."""
    return {name: planted(end) for name in READ} | {planted(end): planted(end)}


def lines_of(page: Reader) -> list[str]:
    """Every line of Markdown on the page."""
    return [line for item in page.app.markdown for line in item.value.splitlines()]


@pytest.mark.parametrize("name", [entry.name for entry in ENTRIES])
def test_no_text_of_a_link_is_read_as_markdown(open_page: Open, name: str) -> None:
    for end in ENDS if name == "clusters" else ENDS[:1]:
        page = open_page(name, **hostile(end))
        shown = lines_of(page)
        assert not [line for line in shown if re.match(r"\s*(#|\*\*|!?\[|$)", line)], end
        assert not [line for line in shown if "<blink>" in line or "<img" in line]
        assert IMAGE in page.parts("notice")[0], "it is told what is not known, as it stands"
        assert all(end not in item.value for item in page.app.text_input)


def story(end: str) -> str:
    """A story link whose texts and codes carry the planted text."""
    view = f"nobody={planted(end)}&city={planted(end)}"
    content = [planted(end)[:80], [["clusters", view, "", planted(end)[:60], planted(end)]]]
    packed = zlib.compress(json.dumps(content).encode())
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.mark.parametrize("end", ENDS)
def test_no_text_of_a_story_is_read_as_markdown(open_page: Open, end: str) -> None:
    page = open_page("story", story=story(end))
    shown = lines_of(page)
    assert not [line for line in shown if "<img" in line or re.match(r"\s*(#|\*\*|!?\[|$)", line)]
    labels = [button.label for button in page.app.button]
    assert not [label for label in labels if re.search(r"(?<!\\)[\[*#]", label)]
    assert not [label for label in labels if len(label.splitlines()) > 1]


@pytest.mark.parametrize("content", [
    ("t", [["clusters", "q=\ud800"]]),
    ("t", [["clusters", "city=\ud800"]]),
    ("t", [["clusters", "\ud800=1"]]),
], ids=str)  # fmt: skip
@pytest.mark.parametrize("name", ["story", "clusters"])
def test_half_a_character_in_a_story_leaves_the_page_sound(
    open_page: Open, name: str, content: tuple[object]
) -> None:
    packed = zlib.compress(json.dumps(content).encode())
    code = "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    page = open_page(name, story=code)
    assert "story=" in page.parts("notice")[0]
    assert "story" not in page.codes
    page.run()


@pytest.mark.parametrize("value", ["![x](http://elsewhere.example/b.png)", "[l](u)", "x" * 250_000])
def test_the_toast_about_a_story_file_is_plain_and_short(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    toasts: list[str] = []  # told in a callback, where a test of the page does not look
    monkeypatch.setattr("streamlit.toast", lambda text, **_: toasts.append(text))
    page = open_page("story", lang="en")
    steps = [{"page": "clusters", "view": {"city": value}}]
    content = {"format": "hubei-clusters-story", "version": 1, "title": "", "steps": steps}
    page.find("file_uploader", "story_file").set_value(
        ("story.json", json.dumps(content).encode(), "application/json")
    )
    page.run()
    assert len(toasts) == 2
    assert not [text for text in toasts if re.search(r"(?<!\\)[\[*#!]", text)]
    assert all(len(re.sub(r"\\(.)", r"\1", text)) < 80 + 80 for text in toasts)
    assert "city=" in toasts[1].replace("\\", "")
