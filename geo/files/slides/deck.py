"""Slides of sheets: claim, map or chart, big numbers or lines, legend, source and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Any

from geo.data.atlas import Atlas
from geo.drawn.map import plate
from geo.files.slides import frame
from geo.files.slides.drawing import add_drawing
from geo.files.slides.figure import add_figure, is_flow, is_table, parts
from geo.files.slides.frame import FOOT, LEFT, ROOM, TOP
from geo.files.slides.legend import SMALLEST, add_legend, legend_height
from geo.files.slides.lines import Lines
from geo.files.slides.numbers import add_panel, largest
from geo.files.slides.setting import FACE, Place, faces, text_box
from geo.files.slides.template import add_slide, presentation
from geo.record import naming, review
from geo.record.credit import source_line
from geo.sheets.figures import Chart, MapFigure, Sheet
from geo.words import Words

#: Width of a map or chart beside a column of words.
_FIGURE = 806.0
_HEIGHT = FOOT - TOP - 10
_COLUMN: Place = (LEFT + _FIGURE + 22, TOP, ROOM - _FIGURE - 22, _HEIGHT)
#: Sizes of lines, the largest that there is room for; beside nothing they are larger.
_BODIES, _ALONE = (20.0, 18.0, 16.5, SMALLEST), (28.0, 24.0)
_HEAD, _SMALL = 18.0, SMALLEST
_BETWEEN = 8.0


class Deck:
    """A presentation in the making.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    lang : {"zh", "en"}
        Language of every word in it.
    title : str
        Title of the file.
    step : callable, optional
        Told the title of each slide before it is made.

    Raises
    ------
    TemplateError
        The template that a setting names cannot be used.
    """

    def __init__(
        self, atlas: Atlas, lang: str, title: str, step: Callable[[str], None] | None = None
    ) -> None:
        self.atlas = atlas
        self.step = step
        self.t = Words(lang)
        self.lines = Lines(naming.whole(atlas))
        self.deck = presentation(title, self.t("pages.product"), self.t)

    def save(self, file: IO[bytes]) -> None:
        """Number the slides and write the file."""
        slides = list(self.deck.slides)
        for number, slide in enumerate(slides, start=1):
            if len(slides) > 1:
                frame.number(slide, self.t("story.page_of", n=number, of=len(slides)))
        self.deck.save(file)

    def blank(self, title: str) -> Any:
        """Add a slide with nothing on it but the place of its title."""
        if self.step:
            self.step(title)
        return add_slide(self.deck)

    def slide(self, title: str) -> Any:
        """Add a slide with its claim."""
        slide = self.blank(title)
        frame.head(slide, title, self.lines)
        return slide

    def view(self, sheet: Sheet, notes: str = "") -> Chart | None:
        """Add the slide of a sheet; gives the chart that stands in for a map, if one does.

        Parameters
        ----------
        sheet : Sheet
            What it shows.
        notes : str
            What its speaker has at hand; what the sheet says by default.
        """
        shown = sheet.charts[0] if sheet.charts and not sheet.map else None
        told = [sheet.claim, *sheet.lines]
        if shown and (is_table(shown.figure) or is_flow(shown.figure)):
            title = "" if shown.title == sheet.claim else shown.title
            self._across(sheet, shown, sheet.claim, (*sheet.lines, title), told, notes)
            return shown
        slide = self.slide(sheet.claim)
        if sheet.map:
            self._map(slide, sheet, sheet.map)
            told += [sheet.map.title, sheet.map.badge, sheet.map.reading, sheet.map.alt]
        elif shown:
            self._figure(slide, shown, (LEFT, TOP, _FIGURE, _HEIGHT))
            title = "" if shown.title == sheet.claim else shown.title
            at = self._said(slide, sheet, sheet.lines, 120)
            self._words(slide, (title, shown.badge, shown.reading), at, 0)
            told += self._told(shown)
        else:
            self._alone(slide, sheet.lines)
        source = shown.source if shown else ""
        self.foot(slide, sheet, source, boundary=bool(sheet.map))
        self.speak(slide, notes or self.notes(sheet, told))
        return shown

    def chart(self, sheet: Sheet, chart: Chart) -> None:
        """Add the slides of a chart; a long table takes several."""
        self._across(sheet, chart, chart.title, (), [sheet.name])

    def _across(
        self,
        sheet: Sheet,
        chart: Chart,
        title: str,
        lines: Sequence[str],
        told: Sequence[str],
        notes: str = "",
    ) -> None:
        """A chart over the whole width, with lines above it; a long table takes several slides."""
        reading = " · ".join(filter(None, (chart.reading, chart.badge)))
        pairs = ((text, _HEAD if text != reading else _SMALL) for text in (*lines, reading) if text)
        texts = [(self.lines.cut(text, size, ROOM, 2), size) for text, size in pairs]
        top = TOP + sum(self.lines.height(text, size, ROOM) + 4 for text, size in texts) + 2
        place = (LEFT, top, ROOM, FOOT - top - 10)
        count = parts(chart.figure, place)
        for part in range(count):
            slide = self.slide(title + (f" ({part + 1}/{count})" if count > 1 else ""))
            at = TOP - 2
            for text, size in texts:
                colour = "ink2" if size == _HEAD else "muted"
                box = (LEFT, at, ROOM, self.lines.height(text, size, ROOM))
                text_box(slide, box, [self.lines.broken(text, size, ROOM)], size, colour)
                at += box[3] + 4
            self._figure(slide, chart, place, part)
            self.foot(slide, sheet, chart.source)
            self.speak(slide, notes or self.notes(sheet, [*told, *self._told(chart)]))

    def _alone(self, slide: Any, lines: Sequence[str]) -> None:
        """Lines with nothing beside them."""
        self._lines(slide, lines, (LEFT, TOP + 12, ROOM, _HEIGHT - 12), (*_ALONE, *_BODIES))

    def _said(self, slide: Any, sheet: Sheet, lines: Sequence[str], rest: float) -> float:
        """Big numbers and lines in the column, above so much; gives where they end."""
        left, at, width, height = _COLUMN
        bottom = at + height - rest
        if sheet.panel and (fit := largest(sheet.panel, width, bottom - at, self.lines)):
            at = add_panel(slide, sheet.panel, (left, at, width), fit, self.lines)
            lines = sheet.panel.lines
        return self._lines(slide, lines, (left, at, width, bottom - at), _BODIES)

    def _lines(
        self, slide: Any, lines: Sequence[str], place: Place, sizes: Sequence[float]
    ) -> float:
        """Lines as large as there is room; for want of it the last are left to the notes."""
        left, top, width, height = place
        kept = list(lines)
        size = next((s for s in sizes if self._height(kept, s, width) <= height), sizes[-1])
        while kept and self._height(kept, size, width) > height:
            kept.pop()
        if not kept:
            return top
        tall = self._height(kept, size, width)
        texts = [self.lines.broken(line, size, width) for line in kept]
        box = (left, top, width, tall)
        text_box(slide, box, texts, size, "ink2", name="Lines", spacing=_BETWEEN)
        return top + tall

    def _height(self, lines: Sequence[str], size: float, width: float) -> float:
        return sum(self.lines.height(line, size, width) + _BETWEEN for line in lines)

    def _words(self, slide: Any, words: Sequence[str], at: float, rest: float) -> float:
        """Title, badge and reading of a figure, as far as there is room; gives where they end."""
        left, top, width, height = _COLUMN
        bottom = top + height - rest
        at += _BETWEEN
        for text, (size, colour, bold) in zip(words, _WORDS, strict=True):
            tall = self.lines.height(text, size, width, bold=bold) + 4 if text else 0.0
            if not text or at + tall > bottom:
                continue
            said = self.lines.broken(text, size, width, bold=bold)
            text_box(slide, (left, at, width, tall), [said], size, colour, bold=bold)
            at += tall
        return at

    def _map(self, slide: Any, sheet: Sheet, figure: MapFigure) -> None:
        drawing = plate(
            self.atlas, figure.content, self.t.lang, width=_FIGURE, height=_HEIGHT,
            selected=sheet.view.sel, areas=sheet.view.selection.city,
        )  # fmt: skip
        add_drawing(slide, drawing, (LEFT, TOP, _FIGURE, _HEIGHT), figure.title)
        left, top, width, height = _COLUMN
        legend = legend_height(figure.legend, SMALLEST, width) + _BETWEEN
        title = self.lines.height(figure.title, _HEAD, width, bold=True) + _BETWEEN + 4
        lines = [line for line in sheet.lines if line != figure.title]
        # Big numbers need no title of the map beside them.
        at = self._said(slide, sheet, lines, legend + (0 if sheet.panel else title))
        at = self._words(slide, (figure.title, figure.badge, figure.reading), at, legend)
        at += _BETWEEN
        add_legend(slide, figure.legend, (left, at, width, top + height - at))

    def _figure(self, slide: Any, chart: Chart, place: Place, part: int = 0) -> None:
        shape = add_figure(slide, chart.figure, place, chart.title, self.t, part=part)
        shape._element.xpath(".//p:cNvPr")[0].set("descr", chart.alt)

    def _told(self, chart: Chart) -> list[str]:
        flow = self.t("export.slides.drawn") if is_flow(chart.figure) else ""
        return [chart.title, chart.badge, chart.reading, chart.alt, chart.source, flow]

    def foot(self, slide: Any, sheet: Sheet, source: str = "", *, boundary: bool = False) -> None:
        """The line below a slide; what it has no room for is told in full in the notes."""
        frame.foot(
            slide,
            source_line(sheet.about, source=source, boundary=boundary),
            aside=review.line(self.t) if boundary else "",
            link=sheet.about.link,
            online=self.t("export.slides.online"),
        )

    def notes(self, sheet: Sheet, told: Sequence[str]) -> str:
        """What is said and how, numbers and method, what was filtered, and every source."""
        about = sheet.about
        entries = [
            self.t("export.credit.entry", label=label, text=text) for label, text in about.lines()
        ]
        sources = [f"[{n}] {one.cite()}" for n, one in enumerate(about.sources, start=1)]
        blocks = (dict.fromkeys(told), sheet.notes, entries, sources)
        parts_ = ["\n".join(filter(None, block)) for block in blocks]
        return "\n\n".join(filter(None, parts_))

    def speak(self, slide: Any, text: str) -> None:
        """Write the notes of a slide."""
        notes = slide.notes_slide.notes_text_frame
        notes.text = text
        for paragraph in notes.paragraphs:
            for run in paragraph.runs:
                faces(run.font._rPr, FACE)


#: Size, colour and weight of title, badge and reading in the column.
_WORDS = ((_HEAD, "ink", True), (_SMALL, "partial", False), (_SMALL, "muted", False))
