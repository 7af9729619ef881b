"""Small pieces of HTML that pages are put together from; all text from the data is escaped."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from geo.record.counts import Coverage
from geo.words import Words
from geo.words.text import in_line

#: Headlines beyond this many characters are set smaller.
_LONG = {"zh": 36, "en": 78}


def show(html: str) -> None:
    """Show a piece of HTML.

    Markdown is used for it, as ``st.html`` takes drawings (SVG) out. It stays in one line: what
    stood behind an empty one would be read as Markdown.
    """
    st.markdown(in_line(html), unsafe_allow_html=True)


def plain(text: str) -> str:
    """Text for a label of Streamlit, which reads marks of Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|~<>$:" else c for c in text)


def toast(text: str, *, stays: bool = False) -> None:
    """Tell something in passing, or until the reader has closed it."""
    st.toast(plain(text), duration="infinite" if stays else "short")


def notice(text: str, *, kind: str = "") -> None:
    """Show a remark that readers of screens are told of; nothing where there is none."""
    if text:
        css_class = f"notice {kind}".strip()
        show(f'<div class="{css_class}" role="status">{escape(text)}</div>')


def note(text: str) -> None:
    """Show a remark below a figure."""
    show(f'<div class="note">{escape(text)}</div>')


def style(folder: str) -> None:
    """Style sheet of a page, from the folder of its parts."""
    st.html(f"<style>{_style(folder)}</style>")


@lru_cache(maxsize=16)
def _style(folder: str) -> str:
    return (Path(__file__).parent / folder / "style.css").read_text(encoding="utf-8")


def heading(text: str, level: int, kind: str) -> str:
    """Heading of a level in the look of a class.

    A role and not ``<h2>``, as Streamlit hangs a link on each heading it finds.
    """
    return f'<div role="heading" aria-level="{level}" class="{kind}">{escape(text)}</div>'


def headline(text: str, t: Words) -> str:
    """The sentence on top of a page."""
    return heading(text, 1, "headline long" if len(text) > _LONG[t.lang] else "headline")


def coverage_badge(text: str, complete: bool) -> str:
    """Badge at the right of a figure's title; ochre while something is missing."""
    return f'<span class="{"badge" if complete else "badge partial"}">{escape(text)}</span>'


def figure_head(title: str, badge: str = "", reading: str = "") -> str:
    """Title of a figure with its badge and, below, how to read it."""
    below = f'<div class="reading">{escape(reading)}</div>' if reading else ""
    return f'<div class="figure-head">{heading(title, 2, "figure-title")}{badge}</div>{below}'


def key_figure(value: str, unit: str, year: str, coverage: Coverage, t: Words) -> str:
    """Number, unit, year and how many of it are named; its name stands above as a link."""
    kind = "figure-cover" if coverage.complete else "figure-cover partial"
    width = min(1.0, coverage.share or 0.0) * 100
    return (
        f'<div class="figure-value">{escape(value)}<small>{escape(unit)}</small>'
        f"<small>{escape(year)}</small></div>"
        f'<div class="{kind}"><span class="meter"><i style="width:{width:.0f}%"></i></span>'
        f"{escape(coverage.text(t))}</div>"
    )


def wide(table: str, label: str) -> str:
    """A table that scrolls sideways where it has no room, by keyboard too."""
    about = f'role="region" tabindex="0" aria-label="{escape(label)}"'
    return f'<div class="wide" {about}>{table}</div>'


def source(text: str) -> str:
    """Source line at the foot of a figure or page."""
    return f'<div class="source">{escape(text)}</div>'
