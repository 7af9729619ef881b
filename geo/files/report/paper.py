"""What a report consists of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.data.atlas import Atlas
from geo.record.about import About
from geo.sheets import Sheet, sheet
from geo.sheets.view import View


@dataclass(frozen=True)
class Paper:
    """A report.

    Attributes
    ----------
    title : str
        What it is about, in words.
    sheets : tuple of Sheet
        Its parts, in order; each begins with its own finding.
    """

    title: str
    sheets: tuple[Sheet, ...]

    @property
    def lang(self) -> str:
        """Language of every word in it."""
        return self.sheets[0].view.lang

    @property
    def about(self) -> About:
        """How to cite it: what is known of its first part."""
        return self.sheets[0].about


def of_view(
    atlas: Atlas, page: str, view: View, *, link: str = "", day: date | None = None
) -> Paper:
    """Report of what a page shows.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    page : str
        Code of the page.
    view : View
        The reader's choices.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the report; today if left out.
    """
    made = sheet(atlas, page, view, link=link, day=day)
    return Paper(made.name, (made,))
