"""Reading what came from outside as a story: texts tidied, codes checked, faults named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geo import sheets
from geo.data.atlas import Atlas
from geo.population.fields import Notice
from geo.sheets import view as geo_view
from geo.sheets.concentration.options import PLAIN
from geo.sheets.view import MOST_STEPS
from geo.story.record import FRONT, LINES, LONGEST, Step, Story, StoryError
from geo.words.text import broken, cut, tidy

_FIGURE = re.compile(r"[a-z0-9-]{0,60}")


def story(
    title: Any, steps: Any, front: Mapping[str, Any], atlas: Atlas
) -> tuple[Story, tuple[Notice, ...]]:
    """Story from a title, a list of mappings, and a mapping that may hold the texts of its cover.

    Returns
    -------
    Story
        Every step, with the codes that are known.
    tuple of Notice
        Codes that are not known and were left out.

    Raises
    ------
    StoryError
        Something else is wrong; it says what and, for a step, in which one.
    """
    if not isinstance(steps, list):
        raise StoryError("no_list")
    if not steps:
        raise StoryError("no_steps")
    if len(steps) > MOST_STEPS:
        raise StoryError("many_steps", n=len(steps), most=MOST_STEPS)
    if _broken(title, *map(front.get, FRONT)):
        raise StoryError("broken_title")
    read = [_step(number, raw, atlas) for number, raw in enumerate(steps, start=1)]
    texts = {name: _text(0, name, front.get(name, "")) for name in FRONT}
    told = Story(tuple(step for step, _ in read), _text(0, "title", title), **texts)
    return told, tuple(notice for _, notices in read for notice in notices)


def _step(number: int, raw: Any, atlas: Atlas) -> tuple[Step, tuple[Notice, ...]]:
    if not isinstance(raw, Mapping):
        raise StoryError("bad_step", n=number)
    if _broken(*raw.values()):
        raise StoryError("broken_step", n=number)
    page = raw.get("page")
    if not isinstance(page, str) or page not in sheets.PAGES:
        raise StoryError("unknown_page", n=number, page=_short(page))
    codes = raw.get("view", {})
    if not isinstance(codes, Mapping) or not all(isinstance(v, str) for v in codes.values()):
        raise StoryError("bad_view", n=number)
    if _broken(*codes, *codes.values()):
        raise StoryError("broken_step", n=number)
    figure = raw.get("figure", "")
    if not isinstance(figure, str) or not _FIGURE.fullmatch(figure):
        raise StoryError("bad_figure", n=number, figure=_short(figure))
    view, notices = geo_view.parse({str(name): text for name, text in codes.items()}, atlas)
    if page == "concentration" and "depth" not in codes and figure not in PLAIN:
        view = view.replace(depth="expert")
    view = view.without_stage().replace(lang="zh")
    name, note = (_text(number, field, raw.get(field, "")) for field in ("name", "note"))
    return Step(page, view, figure, name, note), notices


def _text(number: int, field: str, value: Any) -> str:
    """A text of the reader, without what cannot be seen; notes keep their lines."""
    fault = "front" if field in FRONT else field
    if not isinstance(value, str):
        raise StoryError(f"bad_{fault}", n=number)
    if len(value) > LONGEST[field]:
        raise StoryError(f"long_{fault}", n=number, length=len(value), most=LONGEST[field])
    return tidy(value, lines=field in LINES)


def _short(value: Any) -> str:
    return cut(tidy(str(value)), 40)


def _broken(*texts: Any) -> bool:
    return any(isinstance(text, str) and broken(text) for text in texts)
