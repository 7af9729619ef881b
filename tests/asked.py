"""What a data set answers: every sheet, its map and its rows, as text.

``python -m tests.asked FOLDER`` asks a folder in a process of its own and prints the answers.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import product

from geo import files, sheets
from geo.data.atlas import Atlas, load
from geo.maps.scene import scene_of
from geo.sheets.view import View
from geo.words import LANGUAGES

DAY = date(2026, 1, 1)
QUESTIONS = tuple(product(sheets.PAGES, LANGUAGES))


def scene(atlas: Atlas, page: str, lang: str) -> str:
    """The layers of the map of a page, as a browser gets them."""
    figure = sheets.map_figure(atlas, page, View(lang=lang))
    if figure is None:
        return ""
    layers = scene_of(atlas, figure.content, lang)._children.values()
    return "\n".join(str(getattr(layer, "data", "")) for layer in layers)


def ask(atlas: Atlas, page: str, lang: str) -> str:
    """All that a page of a data set says."""
    sheet = sheets.sheet(atlas, page, View(lang=lang), day=DAY)
    parts = [sheet.claim, *sheet.lines, scene(atlas, page, lang)]
    for chart in sheet.charts:
        parts += [chart.title, chart.alt, chart.figure.to_json(), chart.table.to_csv()]
    parts += [table.frame.to_csv() for table in sheet.rows]
    parts += files.offered(atlas, page, sheet.view)
    return "\n".join(map(str, parts))


if __name__ == "__main__":
    own = load(sys.argv[1])
    json.dump({f"{page} {lang}": ask(own, page, lang) for page, lang in QUESTIONS}, sys.stdout)
