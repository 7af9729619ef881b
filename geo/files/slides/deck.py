"""Slides of sheets: claim, map or chart, lines, legend, small print and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from geo.data.atlas import Atlas
from geo.drawn.map import plate
from geo.files.slides.drawing import add_drawing
from geo.files.slides.figure import add_figure, is_flow, is_table, parts
from geo.files.slides.legend import SMALLEST, add_legend, legend_height
from geo.files.slides.lines import Lines
from geo.files.slides.setting import (
    HEIGHT,
    THEME,
    WIDTH,
    Place,
    emu,
    faces,
    fill_frame,
    rgb,
    style,
    text_box,
)
from geo.files.slides.template import add_slide, presentation
from geo.look import tokens
from geo.look.lettering import Run, shortened
from geo.record import naming
from geo.record.credit import credit
from geo.sheets.figures import Chart, MapFigure, Sheet
from geo.words import Words

_LEFT, _RIGHT = 48.0, 48.0
_ROOM = WIDTH - _LEFT - _RIGHT
_TITLE: Place = (_LEFT, 24, _ROOM, 92)
_TOP, _FOOT = 128.0, 652.0
_MAP = 800.0
_COLUMN: Place = (_LEFT + _MAP + 24, _TOP, _ROOM - _MAP - 24, _FOOT - _TOP - 8)
#: Sizes of type, px of a slide: the title if it fits one way or the other, then the rest.
_TITLES = (36.0, 32.0, 28.0)
_BODIES = (20.0, 18.0, 16.0, 14.5, 13.0)
_HEAD, _SMALL, _PRINT = 17.0, 14.5, 11.5


class Deck:
    """A presentation in the making.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    first : Sheet
        Gives the language and the title of the file.
    step : callable, optional
        Told the title of each slide before it is made.
    """

    def __init__(
        self, atlas: Atlas, first: Sheet, step: Callable[[str], None] | None = None
    ) -> None:
        self.atlas = atlas
        self.step = step
        self.t = Words(first.about.lang)
        self.lines = Lines(naming.whole(atlas))
        self.deck = presentation(first.about.title, self.t("pages.product"))

    def save(self, file: IO[bytes]) -> None:
        """Write the file."""
        self.deck.save(file)

    def view(self, sheet: Sheet, said: str = "") -> Chart | None:
        """Add the slide of a sheet; gives the chart that stands in for a map, if one does."""
        shown = sheet.charts[0] if sheet.charts and not sheet.map else None
        told = [said, sheet.claim, *sheet.lines]
        if shown and (is_table(shown.figure) or is_flow(shown.figure)):
            title = "" if shown.title == sheet.claim else shown.title
            self._across(sheet, shown, sheet.claim, (*sheet.lines, title), told)
            return shown
        slide = self._slide(sheet.claim)
        at = self._lines(slide, sheet)
        if sheet.map:
            self._map(slide, sheet, sheet.map, at)
            told += [sheet.map.title, sheet.map.badge, sheet.map.reading, sheet.map.alt]
        elif shown:
            self._figure(slide, shown, (_LEFT, _TOP, _MAP, _FOOT - _TOP - 8))
            title = "" if shown.title == sheet.claim else shown.title
            self._words(slide, (title, shown.badge, shown.reading), at + 12)
            told += self._told(shown)
        self._small_print(slide, sheet, shown.source if shown else "", boundary=bool(sheet.map))
        self._notes(slide, sheet, told)
        return shown

    def chart(self, sheet: Sheet, chart: Chart) -> None:
        """Add the slides of a chart; a long table takes several."""
        self._across(sheet, chart, chart.title, (), [sheet.name])

    def _across(
        self, sheet: Sheet, chart: Chart, title: str, lines: Sequence[str], told: Sequence[str]
    ) -> None:
        """A chart over the whole width, with lines above it; a long table takes several slides."""
        reading = " · ".join(filter(None, (chart.reading, chart.badge)))
        texts = [(text, size) for text, size in [*((line, _HEAD) for line in lines),
                                                 (reading, _SMALL)] if text]  # fmt: skip
        above = sum(self.lines.height(text, size, _ROOM) + 4 for text, size in texts)
        top = _TOP - 8 + above + 4
        place = (_LEFT, top, _ROOM, _FOOT - top - 8)
        count = parts(chart.figure, place)
        for part in range(count):
            slide = self._slide(title + (f" ({part + 1}/{count})" if count > 1 else ""))
            at = _TOP - 8
            for text, size in texts:
                colour = "muted" if text == reading else "ink2"
                box = (_LEFT, at, _ROOM, self.lines.height(text, size, _ROOM))
                text_box(slide, box, [self.lines.broken(text, size, _ROOM)], size, colour)
                at += box[3] + 4
            self._figure(slide, chart, place, part)
            self._small_print(slide, sheet, chart.source, boundary=False)
            self._notes(slide, sheet, [*told, *self._told(chart)])

    def _slide(self, title: str) -> Any:
        if self.step:
            self.step(title)
        slide = add_slide(self.deck)
        _block(slide, (0, _TITLE[1] + 6, 12, 76), "accent", "Brand")
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (emu(part) for part in _TITLE)
        _, _, room, tall = _TITLE
        size = next(
            (size for size in _TITLES if self.lines.height(title, size, room, bold=True) <= tall),
            _TITLES[-1],
        )
        ink = tokens.colour("ink", THEME)
        line = (Run(self.lines.broken(title, size, room, bold=True), bold=True),)
        fill_frame(shape.text_frame, [line], size, ink, anchor=MSO_ANCHOR.MIDDLE)
        return slide

    def _lines(self, slide: Any, sheet: Sheet) -> float:
        """Lines of evidence, as large as there is room; gives where they end."""
        place = _COLUMN if sheet.map or sheet.charts else (_LEFT, _TOP, _ROOM, _COLUMN[3])
        left, top, width, height = place
        beside = 0.0
        if sheet.map:
            figure = sheet.map
            beside = self._words_height((figure.title, figure.badge, figure.reading), width)
            beside += legend_height(figure.legend, SMALLEST, width)
        sizes = _BODIES if sheet.map or sheet.charts else (28.0, *_BODIES)
        size = next(
            (
                size
                for size in sizes
                if self._lines_height(sheet.lines, size, width) + beside < height
            ),
            _BODIES[-1],
        )
        if sheet.lines:
            tall = self._lines_height(sheet.lines, size, width)
            texts = [self.lines.broken(line, size, width) for line in sheet.lines]
            text_box(slide, (left, top, width, tall), texts, size, "ink2", name="Lines", spacing=8)
            top += tall
        return top

    def _lines_height(self, lines: Sequence[str], size: float, width: float) -> float:
        return sum(self.lines.height(line, size, width) + 8 for line in lines)

    def _words_height(self, words: Sequence[str], width: float) -> float:
        pairs = zip(words, _WORDS, strict=True)
        return sum(
            self.lines.height(text, one[0], width, bold=one[2]) + 4 for text, one in pairs if text
        )

    def _words(self, slide: Any, words: Sequence[str], at: float) -> float:
        """Title, badge and reading of a figure in the column; gives where they end."""
        left, _, width, _ = _COLUMN
        for text, (size, colour, bold) in zip(words, _WORDS, strict=True):
            if text:
                height = self.lines.height(text, size, width, bold=bold) + 4
                said = self.lines.broken(text, size, width, bold=bold)
                text_box(slide, (left, at, width, height), [said], size, colour, bold=bold)
                at += height
        return at

    def _map(self, slide: Any, sheet: Sheet, figure: MapFigure, at: float) -> None:
        height = _FOOT - _TOP - 8
        drawing = plate(
            self.atlas, figure.content, self.t.lang, width=_MAP, height=height,
            selected=sheet.view.sel, areas=sheet.view.selection.city,
        )  # fmt: skip
        add_drawing(slide, drawing, (_LEFT, _TOP, _MAP, height), figure.title)
        at = self._words(slide, (figure.title, figure.badge, figure.reading), at + 12)
        left, top, width, height = _COLUMN
        at += 8
        add_legend(slide, figure.legend, (left, at, width, top + height - at))

    def _figure(self, slide: Any, chart: Chart, place: Place, part: int = 0) -> None:
        shape = add_figure(slide, chart.figure, place, chart.title, self.t, part=part)
        shape._element.xpath(".//p:cNvPr")[0].set("descr", chart.alt)

    def _told(self, chart: Chart) -> list[str]:
        flow = self.t("export.slides.drawn") if is_flow(chart.figure) else ""
        return [chart.title, chart.badge, chart.reading, chart.alt, chart.source, flow]

    def _small_print(self, slide: Any, sheet: Sheet, source: str, *, boundary: bool) -> None:
        link = sheet.about.link
        # What does not fit is told in full in the notes.
        lines = [
            line if line == link else shortened(line, _PRINT, _ROOM * 0.92, most)
            for line, most in zip(
                credit(sheet.about, source=source, boundary=boundary), (1, 2, 1), strict=False
            )
        ]
        _block(slide, (_LEFT, _FOOT, _ROOM, 1), "rule", "Rule")
        box = text_box(
            slide, (_LEFT, _FOOT + 6, _ROOM, HEIGHT - _FOOT - 12), lines, _PRINT, "muted",
            name="Source",
        )  # fmt: skip
        if link:
            run = box.text_frame.paragraphs[-1].runs[0]
            run.hyperlink.address = link
            style(run.font, _PRINT, tokens.colour("north", THEME))

    def _notes(self, slide: Any, sheet: Sheet, told: Sequence[str]) -> None:
        """What is said and how, numbers and method, what was filtered, and every source."""
        about = sheet.about
        entries = [
            self.t("export.credit.entry", label=label, text=text) for label, text in about.lines()
        ]
        sources = [f"[{n}] {one.cite()}" for n, one in enumerate(about.sources, start=1)]
        blocks = (dict.fromkeys(told), sheet.notes, entries, sources)
        parts_ = ["\n".join(filter(None, block)) for block in blocks]
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n\n".join(filter(None, parts_))
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                faces(run.font._rPr)


#: Size, colour and weight of title, badge and reading in the column.
_WORDS = ((_HEAD, "ink", True), (_SMALL, "partial", False), (_SMALL, "muted", False))


def _block(slide: Any, place: Place, colour: str, name: str) -> None:
    """Rectangle of one colour without edge or shadow."""
    block = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(emu(part) for part in place))
    block.name = name
    block.fill.solid()
    block.fill.fore_color.rgb = rgb(tokens.colour(colour, THEME))
    block.line.fill.background()
    block.shadow.inherit = False
