"""Text from outside: what is tidied away, wherever it comes in."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from geo.data.atlas import Atlas
from geo.sheets.view import Notice, parse
from geo.story import StoryError, from_link, load, settle
from geo.story.file import FORMAT
from geo.words import Words
from geo.words.text import broken, cut, in_line, tidy

UNSEEN = [
    *("\r", "\n", "\r\n", "\0", "\t", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f"),
    *("\u2028", "\u2029", "\u200b", "\u202e", "\ufeff", "\ud800", "\udfff", "\uffff", "\ufdd0"),
    *("\ue000", "\U0001ffff", "\U000e0001"),
]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_cannot_be_seen_becomes_space(unseen: str) -> None:
    assert tidy(f"{unseen}光{unseen}谷{unseen}").split() == ["光", "谷"]
    assert tidy(unseen) == ""


@pytest.mark.parametrize("seen", ["武汉·中国光谷", "a\u2009b", "α–β", "e\u0301", "😀", "𠮷"])
def test_what_can_be_seen_stays(seen: str) -> None:
    assert tidy(seen) == tidy(seen, lines=True) == in_line(seen) == seen
    assert not broken(seen)


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert tidy("one\r\ntwo\rthree\u2028four\0", lines=True) == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\n\n", "\r\r", "\x85", "\u2028", "\u2029"])
def test_html_stays_in_one_line(end: str) -> None:
    assert len(in_line(f"<p>{end}{end}# one</p>").splitlines()) == 1


def test_only_what_is_too_long_is_cut() -> None:
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "abc…")


@pytest.mark.parametrize("unseen", UNSEEN)
def test_a_search_of_a_link_is_tidied(atlas: Atlas, unseen: str) -> None:
    view, notices = parse({"q": f"光{unseen}谷"}, atlas)
    assert (view.selection.q.split(), notices) == (["光", "谷"], ())


HALF = "\ud800"
DAMAGED = [
    {"title": HALF},
    {"steps": [{"page": HALF}]},
    {"steps": [{"page": "clusters", "name": f"a{HALF}"}]},
    {"steps": [{"page": "clusters", "note": HALF}]},
    {"steps": [{"page": "clusters", "figure": HALF}]},
    {"steps": [{"page": "clusters", "view": {"q": HALF}}]},
    {"steps": [{"page": "clusters", "view": {"city": HALF}}]},
    {"steps": [{"page": "clusters", "view": {HALF: "1"}}]},
]


@pytest.mark.parametrize("damage", DAMAGED, ids=str)
def test_half_a_character_in_a_story_file_is_told(atlas: Atlas, damage: dict[str, object]) -> None:
    whole = {"format": FORMAT, "version": 1, "title": "", "steps": [{"page": "clusters"}]}
    with pytest.raises(StoryError) as fault:
        load(json.dumps(whole | damage), atlas)
    for lang in ("zh", "en"):
        said = fault.value.text(Words(lang))
        assert said.encode("utf-8")
        assert "\n" not in said


def link(*content: object) -> str:
    """A story link of any content, as nobody but a damaged or hostile writer makes it."""
    packed = zlib.compress(json.dumps(content).encode())
    return "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.mark.parametrize("content", [
    ("t", [["clusters", f"q={HALF}"]]),
    ("t", [["clusters", f"city={HALF}"]]),
    ("t", [["clusters", f"{HALF}=1"]]),
    ("t", [["clusters", "", "", HALF]]),
    (HALF, [["clusters"]]),
], ids=str)  # fmt: skip
def test_half_a_character_in_a_story_link_is_told(atlas: Atlas, content: tuple[object]) -> None:
    code = link(*content)
    with pytest.raises(StoryError):
        from_link(code, atlas)
    settled, notices = settle(parse({"story": code}, atlas)[0], atlas)
    assert settled.stage.story == ""
    assert notices == (Notice("story", code),)
