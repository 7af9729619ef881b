"""A story as a file: small JSON with a version, read with suspicion."""

from __future__ import annotations

import json
from typing import Any

import geo.story.text as text
from geo.data.atlas import Atlas
from geo.population.fields import Notice
from geo.story.record import Story, StoryError
from geo.words.text import cut

FORMAT = "hubei-clusters-story"
VERSION = 1
#: Largest file that is read, in bytes.
LARGEST = 300_000


def save(story: Story) -> str:
    """The story as JSON; fields that say nothing are left out."""
    steps = []
    for step in story.steps:
        entry: dict[str, Any] = {"page": step.page}
        optional = {
            "view": step.codes(), "figure": step.figure, "name": step.name, "note": step.note,
        }  # fmt: skip
        steps.append(entry | {name: value for name, value in optional.items() if value})
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": story.title}
    content |= story.front() | {"steps": steps}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def load(content: bytes | str, atlas: Atlas) -> tuple[Story, tuple[Notice, ...]]:
    """Read a story from JSON.

    Parameters
    ----------
    content : bytes or str
        What stands in the file.
    atlas : Atlas
        The data package, which says what codes exist.

    Returns
    -------
    Story
        The story.
    tuple of Notice
        Codes that are not known and were left out.

    Raises
    ------
    StoryError
        It is no story; the error says what is wrong and what to do.
    """
    if len(content) > LARGEST:
        raise StoryError("too_large", size=len(content) // 1000, most=LARGEST // 1000)
    try:
        decoded = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise StoryError("not_text") from error
    try:
        found = json.loads(decoded)
    except json.JSONDecodeError as error:
        raise StoryError("not_json", line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:  # absurd numbers, absurd nesting
        raise StoryError("not_story") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StoryError("not_story")
    version = found.get("version")
    if not isinstance(version, int) or version < 1:
        raise StoryError("no_version")
    if version > VERSION:
        raise StoryError("newer", version=cut(str(version), 20), known=VERSION)
    return text.story(found.get("title", ""), found.get("steps"), found, atlas)
