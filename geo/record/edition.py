"""Which data are shown: their date, and whether lists of one's own are in them."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.words import Words


def dated(atlas: Atlas, t: Words) -> str:
    """The date of the data as every page, brief, story and file gives it.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    t : Words
        Language.

    Returns
    -------
    str
        ``YYYY-MM-DD``; where something is laid over the data, that is said behind it.
    """
    if atlas.overlay is None:
        return atlas.data_version
    return t("own.dated", date=atlas.data_version, mark=t("own.mark"))
