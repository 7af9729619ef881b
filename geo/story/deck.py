"""A story as it is told: cover, contents, steps and a last page, all of it as data.

The stage, the slides, the PDF and the HTML file of a story show one and the same deck, so they
cannot disagree. What the speaker typed goes before a setting, a setting before what is usual.

Examples
--------
>>> from geo.data.atlas import load
>>> from geo.story.shipped import shipped
>>> atlas = load()
>>> first = cover(atlas, shipped(atlas), "en", day=date(2026, 11, 27))
>>> first.title, first.day
("Hubei's industrial clusters", '27 November 2026')
>>> [entry.page for entry in agenda(atlas, shipped(atlas), "en").entries]
[3, 4, 5, 6, 7, 8, 9]
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from geo import settings, sheets
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.record import review
from geo.record.edition import dated
from geo.sheets import Chart, MapFigure, Sheet
from geo.sheets.view import View
from geo.story.naming import step_name, story_title
from geo.story.record import LONGEST, Step, Story
from geo.story.telling import narrowed, subject
from geo.words import Words

#: What the cover says by settings where its speaker typed nothing.
SETTINGS = ("office", "speaker")
#: Page of a deck on which its first step stands.
FIRST = 3
#: Sentences of the last page, and of what a speaker says of a step.
_SENTENCES = 3


@dataclass(frozen=True)
class Cover:
    """The first page.

    Attributes
    ----------
    title : str
        What the story is called.
    office, speaker : str
        Who reports; empty where nobody said so. Slides that are edited further show a place to
        fill in then, pages that are only looked at leave it out.
    day : str
        The day, in words.
    data, review : str
        The product with the date of its data; what its maps say of their review.
    picture : MapFigure or None
        The province, to stand beside the title.
    """

    title: str
    office: str
    speaker: str
    day: str
    data: str
    review: str
    picture: MapFigure | None

    @property
    def lines(self) -> tuple[str, ...]:
        """Office, speaker and day, without what nobody said."""
        return tuple(filter(None, (self.office, self.speaker, self.day)))


@dataclass(frozen=True)
class Entry:
    """A step in the contents: the page it stands on, its name and its finding."""

    page: int
    name: str
    claim: str


@dataclass(frozen=True)
class Agenda:
    """The second page: every step under a heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Notes:
    """What a speaker has at hand at a step.

    Attributes
    ----------
    own : str
        What they wrote; empty for nothing.
    say : tuple of str
        What to say, in three sentences at most.
    method : tuple of str
        How that is known: further lines, numbers and method, how to read the figure, what was
        filtered, version and date of the data.
    sources : tuple of str
        Every source, numbered.
    """

    own: str
    say: tuple[str, ...]
    method: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, its parts set apart by an empty line."""
        parts = ((self.own,), self.say, self.method, self.sources)
        return "\n\n".join(filter(None, ("\n".join(filter(None, part)) for part in parts)))


@dataclass(frozen=True)
class Told:
    """A step: the page it stands on, its name, what it shows and what is said of it.

    Its sheet has one figure, the map or a chart, or none.
    """

    page: int
    name: str
    sheet: Sheet
    notes: Notes

    @property
    def title(self) -> str:
        """What it finds."""
        return self.sheet.claim

    @property
    def figure(self) -> MapFigure | Chart | None:
        """The map or the chart."""
        return figure_of(self.sheet)


@dataclass(frozen=True)
class Closing:
    """The last page.

    Attributes
    ----------
    title : str
        Its heading.
    sentences : tuple of str
        Three findings of the steps at most, word for word.
    words : tuple of str
        What the speaker adds, line by line.
    """

    title: str
    sentences: tuple[str, ...]
    words: tuple[str, ...]


Slide: TypeAlias = Cover | Agenda | Closing
Page: TypeAlias = Slide | Told


@dataclass(frozen=True)
class Deck:
    """A whole story in one language.

    Attributes
    ----------
    lang : str
        Language of every word in it.
    cover, agenda, steps, closing
        Its pages, in their order.
    """

    lang: str
    cover: Cover
    agenda: Agenda
    steps: tuple[Told, ...]
    closing: Closing

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page in its order."""
        return (self.cover, self.agenda, *self.steps, self.closing)

    def number(self, page: int) -> str:
        """Number of a page, from 1, such as ``3 / 10``."""
        return page_number(page, len(self.pages), Words(self.lang))


def order(steps: int) -> tuple[tuple[str | None, int], ...]:
    """Slide and step of every page of a story of so many steps, as a link says them."""
    told = ((None, step) for step in range(1, steps + 1))
    return (("cover", 1), ("agenda", 1), *told, ("closing", steps))


def page_number(page: int, of: int, t: Words) -> str:
    """Number of a page, such as ``3 / 10``."""
    return t("story.page_of", n=page, of=of)


def of(
    atlas: Atlas,
    story: Story,
    lang: str,
    *,
    day: date | None = None,
    theme: Theme = "light",
    link: Callable[[Step], str] = lambda _: "",
) -> Deck:
    """The deck of a story.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    story : Story
        What is told.
    lang : {"zh", "en"}
        Language of whoever looks on.
    day : datetime.date, optional
        Day that it is told if the speaker named none; today if left out.
    theme : {"light", "dark"}
        Colours of the charts.
    link : callable, optional
        Address of the view of a step.
    """
    t, day = Words(lang), day or date.today()
    told = []
    for page, step in enumerate(story.steps, start=FIRST):
        view = subject(step, lang)
        whole = sheets.sheet(atlas, step.page, view, link=link(step), day=day, theme=theme)
        sheet = narrowed(whole, step.figure)
        told.append(Told(page, step_name(atlas, step, t), sheet, notes(sheet, step.note)))
    return Deck(
        lang,
        cover(atlas, story, lang, day=day),
        agenda(atlas, story, lang),
        tuple(told),
        closing(atlas, story, lang),
    )


def slide(
    atlas: Atlas, story: Story, name: str | None, lang: str, *, day: date | None = None
) -> Slide | None:
    """A page of a story that is no step, by its name in a link; None for every other name."""
    match name:
        case "cover":
            return cover(atlas, story, lang, day=day)
        case "agenda":
            return agenda(atlas, story, lang)
        case "closing":
            return closing(atlas, story, lang)
    return None


def cover(atlas: Atlas, story: Story, lang: str, *, day: date | None = None) -> Cover:
    """The first page of a story; see :func:`of`."""
    t, day = Words(lang), day or date.today()
    return Cover(
        title=story_title(story, t),
        office=story.office or setting("office"),
        speaker=story.speaker or setting("speaker"),
        day=story.day or in_words(day, t),
        data=f"{t('pages.product')} · {t('pages.data_date', date=dated(atlas, t))}",
        review=review.line(t),
        picture=sheets.map_figure(atlas, "layout", View(lang=lang)),
    )


def setting(name: str) -> str:
    """What a setting says of the cover; empty where it is not set."""
    return str(getattr(settings.current(), name))[: LONGEST[name]]


def in_words(day: date, t: Words) -> str:
    """A day as it is read aloud."""
    name = calendar.month_name[day.month]
    return t("story.day", year=day.year, month=day.month, day=day.day, name=name)


def agenda(atlas: Atlas, story: Story, lang: str) -> Agenda:
    """The second page of a story."""
    t = Words(lang)
    entries = (
        Entry(page, step_name(atlas, step, t), claim(atlas, step, lang))
        for page, step in enumerate(story.steps, start=FIRST)
    )
    return Agenda(t("story.agenda"), tuple(entries))


def closing(atlas: Atlas, story: Story, lang: str) -> Closing:
    """The last page of a story."""
    claims = three(claim(atlas, step, lang) for step in story.steps)
    words = tuple(filter(None, map(str.strip, story.closing.splitlines())))
    return Closing(Words(lang)("story.closing"), claims, words)


def three(claims: Iterable[str]) -> tuple[str, ...]:
    """The first claim, that in the middle and the last: where it began and what it came to."""
    said = tuple(dict.fromkeys(claims))
    if len(said) <= _SENTENCES:
        return said
    return said[0], said[len(said) // 2], said[-1]


def claim(atlas: Atlas, step: Step, lang: str) -> str:
    """What a step finds: the claim of its page, or the title of a chart that tells another."""
    view = subject(step, lang)
    said, _ = sheets.words(atlas, step.page, view)
    charts = sheets.charts(atlas, step.page, view)
    has_map = sheets.map_figure(atlas, step.page, view) is not None
    if step.figure not in charts or (not has_map and step.figure == next(iter(charts))):
        return said
    chart = charts[step.figure]()
    return said if chart is None or chart.answers else chart.title


def figure_of(sheet: Sheet) -> MapFigure | Chart | None:
    """The figure of a sheet that has one alone."""
    return sheet.map or (sheet.charts[0] if sheet.charts else None)


def notes(sheet: Sheet, own: str = "") -> Notes:
    """What a speaker has at hand at a step that shows a sheet, after what they wrote themselves."""
    t, about = Words(sheet.about.lang), sheet.about
    figure = figure_of(sheet)
    told = tuple(dict.fromkeys((sheet.claim, *sheet.lines)))
    drawn = (figure.title, figure.badge, figure.reading, figure.alt) if figure else ()
    entries = (t("export.credit.entry", label=label, text=text) for label, text in about.lines())
    more = (*told[_SENTENCES:], *sheet.notes, *drawn, *entries)
    method = tuple(text for text in dict.fromkeys(more) if text and text not in told[:_SENTENCES])
    sources = tuple(f"[{n}] {one.cite()}" for n, one in enumerate(about.sources, start=1))
    return Notes(own, told[:_SENTENCES], method, sources)
