"""What every slide of every file has to keep to."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from geo.look.lettering import text_width, wrapped


def check_slides(shown: Any) -> None:
    """Everything is inside its slide, nothing lies over another, words have the room they need."""
    px = 9525
    for slide in shown.slides:
        boxes = []
        for shape in slide.shapes:
            left, top = shape.left / px, shape.top / px
            right, bottom = left + shape.width / px, top + shape.height / px
            assert -0.5 <= left <= right <= shown.slide_width / px + 0.5, shape.name
            assert -0.5 <= top <= bottom <= shown.slide_height / px + 0.5, shape.name
            boxes.append((shape.name, (left, top, right, bottom)))
            if shape.has_text_frame and shape.text_frame.text:
                check_words(shape, right - left, bottom - top)
        for (one, a), (other, b) in combinations(boxes, 2):
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            assert across <= 1 or down <= 1, (slide.shapes.title.text_frame.text, one, other)
        title = slide.shapes.title
        if title is not None:
            assert len(title.text_frame.text.split("\v")) <= 2


def check_words(shape: Any, width: float, height: float) -> None:
    """Type of ten points at least, in a box that holds it."""
    used = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = max(run.font.size for run in paragraph.runs) / 9525
        assert size >= 13.3, shape.name
        before = paragraph.space_before or 0
        used += before / 9525
        bold = any(run.font.bold for run in paragraph.runs)
        sizes = {run.font.size for run in paragraph.runs}
        if len(sizes) > 1:  # a number with a small unit, on one line
            told = [
                text_width(run.text, run.font.size / 9525, bold=bool(run.font.bold))
                for run in paragraph.runs
            ]
            assert sum(told) <= width, shape.name
            used += 1.3 * size
            continue
        for line in paragraph.text.split("\v"):
            room = width if shape.text_frame.word_wrap else float("inf")
            used += 1.3 * size * len(wrapped(line, size, room, bold=bold))
            assert shape.text_frame.word_wrap or text_width(line, size, bold=bold) <= width + 1
    assert used <= height + 2, (shape.name, shape.text_frame.text)


def opened(data: bytes) -> Any:
    """A file as python-pptx reads it."""
    return Presentation(io.BytesIO(data))


def texts(element: Any) -> str:
    """Words of an element, a line each."""
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
        for paragraph in element.iter(qn("a:p"))
    )
