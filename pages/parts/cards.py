"""Small pieces of HTML that pages are put together from; what is no HTML yet is escaped in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

from geo.look.html import Content, element, join
from geo.record.counts import Coverage
from geo.words import Words
from geo.words.text import in_line

#: Headlines beyond this many characters are set smaller.
_LONG = {"zh": 36, "en": 78}


def show(*html: Markup) -> None:
    """Show HTML.

    Markdown is used for it, as ``st.html`` takes drawings (SVG) out. It stays in one line: what
    stood behind an empty one would be read as Markdown.
    """
    st.markdown(in_line(str(join(html))), unsafe_allow_html=True)


def html(*content: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show HTML without drawings, to which none of the looks of Markdown apply."""
    st.html(str(join(content)), width=width)


def plain(text: str) -> str:
    """Text for a label of Streamlit, which reads marks of Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|~<>$:" else c for c in text)


def toast(text: str, *, stays: bool = False) -> None:
    """Tell something in passing, or until the reader has closed it."""
    st.toast(plain(text), duration="infinite" if stays else "short")


def notice(text: str, *, kind: str = "") -> None:
    """Show a remark that readers of screens are told of; nothing where there is none."""
    if text:
        show(element("div", text, css=f"notice {kind}".strip(), role="status"))


def note(text: str) -> None:
    """Show a remark below a figure."""
    show(element("div", text, css="note"))


def style(folder: str) -> None:
    """Style sheet of a page, from the folder of its parts."""
    st.html(f"<style>{_style(folder)}</style>")


@lru_cache(maxsize=16)
def _style(folder: str) -> str:
    return (Path(__file__).parent / folder / "style.css").read_text(encoding="utf-8")


def heading(text: str, level: int, kind: str) -> Markup:
    """Heading of a level in the look of a class.

    A role and not ``<h2>``, as Streamlit hangs a link on each heading it finds.
    """
    return element("div", text, role="heading", aria_level=level, css=kind)


def headline(text: str, t: Words) -> Markup:
    """The sentence on top of a page."""
    return heading(text, 1, "headline long" if len(text) > _LONG[t.lang] else "headline")


def coverage_badge(text: str, complete: bool) -> Markup:
    """Badge at the right of a figure's title; ochre while something is missing."""
    return element("span", text, css="badge" if complete else "badge partial")


def none(text: str) -> Markup:
    """What stands where there is nothing, or nothing known."""
    return element("span", text, css="none")


def how_to_read(text: str) -> Markup:
    """How to read a figure; nothing where there is nothing to say."""
    return element("div", text, css="reading") if text else Markup()


def figure_head(title: str, badge: Content = "", reading: str = "") -> Markup:
    """Title of a figure with its badge and, below, how to read it."""
    head = element("div", heading(title, 2, "figure-title"), badge, css="figure-head")
    return head + how_to_read(reading)


def block(*content: Content, css: str = "block") -> Markup:
    """A part of a column, apart from what stands above and below it."""
    return element("div", *content, css=css)


def key_figure(value: str, unit: str, year: str, known: Coverage, t: Words) -> Markup:
    """Number, unit and year above a bar of how many of it are named; its name is a link above."""
    small = [element("small", text) for text in (unit, year)]
    told = known.text(t)
    bar = element(
        "div", meter(known.share or 0), css="figure-cover", role="img", aria_label=told, title=told
    )
    return element("div", value, small, css="figure-value") + bar


def coverage(known: Coverage, t: Words) -> Markup:
    """How many of an official number are named."""
    kind = "figure-cover" if known.complete else "figure-cover partial"
    return element("div", meter(known.share or 0), known.text(t), css=kind)


def meter(share: float) -> Markup:
    """A share as a bar that is filled so far."""
    filled = element("i", style=f"width:{min(1, share) * 100:.0f}%")
    return element("span", filled, css="meter")


def clauses(parts: Iterable[Markup], t: Words) -> Markup:
    """Parts of a sentence that have commas of their own."""
    return join(*parts, by=t.clauses(("", "")))


def listed(items: Iterable[Content], css: str = "", tag: str = "ul") -> Markup:
    """A list in the look of a class; what is no item yet becomes one."""
    return element(tag, (_as("li", one) for one in items), css=css)


def terms(pairs: Iterable[tuple[Content, Content]], css: str = "") -> Markup:
    """Terms, each with what is said of it."""
    told = ((element("dt", term), element("dd", text)) for term, text in pairs)
    return element("dl", told, css=css)


def folded(summary: Content, *content: Content, css: str) -> Markup:
    """Content that opens by its summary."""
    return element("details", element("summary", summary), *content, css=css)


def row(cells: Iterable[Content], css: str = "", tag: str = "td") -> Markup:
    """A row of a table; what is no cell yet becomes one."""
    return element("tr", (_as(tag, one) for one in cells), css=css)


def table(
    css: str,
    rows: Iterable[Iterable[Content]],
    head: Iterable[Content] = (),
    *,
    columns: Content = (),
) -> Markup:
    """A table in the look of some classes.

    Parameters
    ----------
    css : str
        Its classes.
    rows : iterable
        The cells of each row, or what :func:`row` makes of them.
    head : iterable
        The cells of its head, or rows of them.
    columns : Content
        Groups of columns.
    """
    top = head if isinstance(head, Markup) else row(head, tag="th") if head else ""
    body = (one if isinstance(one, Markup) else row(one) for one in rows)
    return element(
        "table", columns, element("thead", top) if top else "", element("tbody", body), css=css
    )


def columns(*widths: int) -> Markup:
    """The first columns of a table by their widths in per cent."""
    return element(
        "colgroup", (Markup('<col style="width:{}%">').format(width) for width in widths)
    )


def named_cell(content: Content, label: str) -> Markup:
    """A cell that tells its column itself where the table is one column wide."""
    return element("td", element("div", content), data_label=label)


def _as(tag: str, content: Content) -> Markup:
    if isinstance(content, Markup) and content.startswith(("<td", "<th", "<li")):
        return content
    return element(tag, content)


def wide(inner: Markup, label: str) -> Markup:
    """A table that scrolls sideways where it has no room, by keyboard too."""
    return element("div", inner, css="wide", role="region", tabindex=0, aria_label=label)


def outside(address: str, text: str) -> Markup:
    """Link to an address elsewhere, the plain text where it is none of the web."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return element("a", text, href=address, target="_blank", rel="noopener")


def source(text: str) -> Markup:
    """Source line at the foot of a figure or page."""
    return element("div", text, css="source")
