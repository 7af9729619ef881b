"""Buttons to take one table away, in every format that suits it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from geo.files.tables import FORMATS, Export
from geo.record.filenames import table_name
from pages.parts.service import watch
from pages.parts.shell import share
from pages.parts.shell.frame import Frame


def buttons(
    page: Frame,
    name: str,
    title: str,
    make: Callable[..., Export],
    *,
    spatial: bool,
    flat: bool = True,
) -> None:
    """Download buttons; a file is made when it is asked for, not before.

    Parameters
    ----------
    page : Frame
        The frame of this run.
    name : str
        What is downloaded, in lower-case ASCII, for the keys and for file names in ASCII.
    title : str
        The same in words, for file names in the reader's language.
    make : callable
        Gives the table; takes ``link`` and ``day``.
    spatial, flat : bool
        Whether to offer the formats with geometry, and those without.
    """
    day = date.today()
    make = partial(make, link=share.address(page), day=day)
    for ending, form in FORMATS.items():
        if spatial if form.spatial else flat:
            st.download_button(
                page.t(f"handout.format.{ending}"),
                data=watch.export(ending, lambda write=form.write: write(make())),
                file_name=table_name(title, name, form.suffix, day, page.t),
                mime=form.mime,
                key=f"download_{name}_{ending}",
                on_click="ignore",
                help=page.t("data.download_help"),
            )
