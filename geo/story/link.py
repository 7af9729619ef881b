"""A story as part of a link: its steps deflated and spelt in letters that an address may hold.

The first letter is the version of the spelling. A link holds the whole story, so it works on any
server with the same pages, and after a restart.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any
from urllib.parse import parse_qsl, urlencode

import geo.story.text as text
from geo.data.atlas import Atlas
from geo.population.fields import Notice
from geo.sheets.view import LONGEST_STORY, View
from geo.story.file import LARGEST
from geo.story.record import Step, Story, StoryError

VERSION = "1"
_FIELDS = ("page", "view", "figure", "name", "note")


def to_link(story: Story) -> str:
    """The story in letters, digits, ``-`` and ``_``.

    Raises
    ------
    StoryError
        It is longer than ``geo.sheets.view.LONGEST_STORY`` characters.
    """
    content: list[Any] = [story.title, [_row(step) for step in story.steps]]
    if front := story.front():
        content.append(front)
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    letters = base64.urlsafe_b64encode(zlib.compress(written, 9)).decode().rstrip("=")
    code = VERSION + letters
    if len(code) > LONGEST_STORY:
        raise StoryError("long_link", length=len(code), most=LONGEST_STORY)
    return code


def from_link(code: str, atlas: Atlas) -> tuple[Story, tuple[Notice, ...]]:
    """Read what :func:`to_link` wrote.

    Returns
    -------
    Story
        The story.
    tuple of Notice
        Codes that are not known and were left out.

    Raises
    ------
    StoryError
        It is no story.
    """
    if code[:1] != VERSION:
        raise StoryError("broken_link")
    try:
        letters = base64.urlsafe_b64decode(code[1:] + "=" * (-len(code[1:]) % 4))
        unpack = zlib.decompressobj()
        written = unpack.decompress(letters, LARGEST)
        if not unpack.eof:
            raise StoryError("broken_link")
        title, rows, front = (*json.loads(written), {})[:3]
        steps = [dict(zip(_FIELDS, row, strict=False)) for row in rows]
        raw = [step | {"view": dict(parse_qsl(step.get("view", "")))} for step in steps]
        front = dict(front)
    except (binascii.Error, zlib.error, ValueError, TypeError, AttributeError, RecursionError) as e:
        raise StoryError("broken_link") from e
    return text.story(title, raw, front, atlas)


def settle(view: View, atlas: Atlas) -> tuple[View, tuple[Notice, ...]]:
    """The view without a story that cannot be read, and what in it is not known."""
    if not view.stage.story:
        return view, ()
    try:
        _, notices = from_link(view.stage.story, atlas)
    except StoryError:
        return view.replace(story=""), (Notice("story", view.stage.story),)
    return view, notices


def _row(step: Step) -> list[str]:
    row = [step.page, urlencode(step.codes()), step.figure, step.name, step.note]
    while not row[-1]:
        row.pop()
    return row
