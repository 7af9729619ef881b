"""A story and its steps, as values."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Self

from geo.sheets.view import MOST_STEPS, View
from geo.words import Words

#: What a speaker types once a story, for its cover and its last page.
FRONT = ("office", "speaker", "day", "closing")
#: Longest texts, in characters: those of a story, name and note of a step.
LONGEST = {
    "title": 80, "office": 60, "speaker": 60, "day": 40, "closing": 600, "name": 60, "note": 4000,
}  # fmt: skip
#: Texts that keep their lines.
LINES = ("note", "closing")


class StoryError(ValueError):
    """A story that cannot be read or kept, and why.

    Parameters
    ----------
    code : str
        Fault, a key below ``story.error`` in the catalogue.
    **fields : object
        What that text is filled in with.
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code, self.fields = code, fields

    def text(self, t: Words) -> str:
        """What is wrong and what to do, in the reader's language."""
        return t(f"story.error.{self.code}", **self.fields)


@dataclass(frozen=True)
class Step:
    """One view of a story.

    Attributes
    ----------
    page : str
        Code of its page, one of ``geo.sheets.PAGES``.
    view : View
        The choices of that page. Language and presentation are those of whoever looks on.
    figure : str
        Code of the chart to show; empty for the map, or the first chart of a page without one.
    name : str
        What the step is called; empty for the name that its view gives it.
    note : str
        What the speaker wants to say.
    """

    page: str
    view: View = field(default_factory=View)
    figure: str = ""
    name: str = ""
    note: str = ""

    def codes(self) -> dict[str, str]:
        """URL codes of the view, without the language."""
        codes = self.view.without_stage().codes()
        del codes["lang"]
        return codes


@dataclass(frozen=True)
class Story:
    """Steps in their order, with what stands before and after them.

    Attributes
    ----------
    steps : tuple of Step
        What is shown, one after the other.
    title, office, speaker, day : str
        What the cover says; empty for what is usual, see :mod:`geo.story.deck`.
    closing : str
        What the speaker adds to the last page, such as what is to be decided; empty for nothing.
    """

    steps: tuple[Step, ...]
    title: str = ""
    office: str = ""
    speaker: str = ""
    day: str = ""
    closing: str = ""

    def front(self) -> dict[str, str]:
        """What its speaker has typed for cover and last page, without what is empty."""
        texts = {name: str(getattr(self, name)) for name in FRONT}
        return {name: text for name, text in texts.items() if text}

    def with_texts(self, **texts: Any) -> Self:
        """The story with other texts before and after its steps."""
        return dataclasses.replace(self, **texts)

    def add(self, step: Step) -> Self:
        """The story with one more step at its end."""
        if len(self.steps) >= MOST_STEPS:
            raise StoryError("many_steps", n=len(self.steps) + 1, most=MOST_STEPS)
        return dataclasses.replace(self, steps=(*self.steps, step))

    def move(self, at: int, to: int) -> Self:
        """The story with the step at one place taken to another."""
        steps = list(self.steps)
        steps.insert(to, steps.pop(at))
        return dataclasses.replace(self, steps=tuple(steps))

    def remove(self, at: int) -> Self:
        """The story without the step at a place."""
        return dataclasses.replace(self, steps=self.steps[:at] + self.steps[at + 1 :])

    def change(self, at: int, **fields: Any) -> Self:
        """The story with the step at a place changed."""
        step = dataclasses.replace(self.steps[at], **fields)
        return dataclasses.replace(self, steps=(*self.steps[:at], step, *self.steps[at + 1 :]))

    def without_notes(self) -> Self:
        """The story without what its speaker wants to say."""
        return dataclasses.replace(
            self, steps=tuple(dataclasses.replace(step, note="") for step in self.steps)
        )
