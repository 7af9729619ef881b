"""A view to hand on: its link, a QR code of it, and what to paste into another page."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
from markupsafe import Markup

from geo.look.html import element
from geo.sheets import HOME
from geo.sheets.view import View

#: Longest link that is drawn as a QR code; a longer one is too fine for a phone to read.
LONGEST_QR = 900
#: Size of an embedded figure, CSS px high; it is as wide as its place.
HEIGHT = 640


def base(address: str, page: str) -> str:
    """Address of the product from the address of one of its pages, as the browser has it."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    if path.rsplit("/", 1)[-1] == page:
        path = path[: -len(page)].rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def link(root: str, page: str, view: View, *, embed: bool = False, whole: bool = False) -> str:
    """Link to a view.

    Parameters
    ----------
    root : str
        Address of the product, without a slash at its end.
    page : str
        Code of the page.
    view : View
        The choices.
    embed : bool
        Whether only the figure is to be shown.
    whole : bool
        Whether the depth is said even if it is the usual one: the browser that opens the link may
        hold another.
    """
    codes = view.codes() | ({"depth": view.depth} if whole else {})
    codes |= {"embed": "true"} if embed else {}
    return f"{root}/{'' if page == HOME else page}?{urlencode(codes)}"


def snippet(address: str, title: str) -> Markup:
    """HTML that shows an address in another page."""
    look = f"width:100%;height:{HEIGHT}px;border:0"
    return element("iframe", src=address, title=title, style=look, loading="lazy")


def qr_svg(address: str, title: str) -> Markup:
    """QR code of an address as SVG, dark on light in every theme; empty if it is too long."""
    if len(address) > LONGEST_QR:
        return Markup()
    drawn = segno.make(address, error="m" if len(address) < LONGEST_QR // 2 else "l", micro=False)
    svg = drawn.svg_inline(scale=4, border=4, dark="#000", light="#fff", title=title, omitsize=True)
    return Markup(svg)  # segno escapes the title
