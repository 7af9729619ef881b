"""HTML from its elements; whatever is put into one and is no HTML yet is escaped.

HTML has a type of its own, :class:`markupsafe.Markup`, so that it cannot be taken for a text, nor a
text for it. Where words and elements alternate, a template is plainer and escapes as well:
``Markup("{} <b>{}</b>").format(name, number)``.

Examples
--------
>>> element("p", "Fibres & ", element("b", 5), css="note")
Markup('<p class="note">Fibres &amp; <b>5</b></p>')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup, escape

#: What an element may hold: HTML, a text, a number, or some of these.
Content: TypeAlias = "str | float | Iterable[Content]"


def element(
    tag: str, *content: Content, css: str | None = None, **attributes: str | float | None
) -> Markup:
    """An element of HTML or SVG.

    Parameters
    ----------
    tag : str
        Its name.
    *content
        What it holds, one behind the other.
    css : str, optional
        Its classes.
    **attributes
        Its attributes, with ``_`` for a hyphen; one that is None is left out.
    """
    named = {"class": css or None, **attributes}
    told = "".join(
        f' {name.replace("_", "-")}="{escape(value)}"'
        for name, value in named.items()
        if value is not None
    )
    return Markup(f"<{tag}{told}>{_html(content)}</{tag}>")


def join(*content: Content, by: str = "") -> Markup:
    """Content one behind the other, or with something in between."""
    return Markup(str(escape(by)).join(map(_html, content)))


def _html(content: Content) -> str:
    if isinstance(content, Markup):
        return content
    if isinstance(content, str) or not isinstance(content, Iterable):
        return escape(content)
    return "".join(map(_html, content))
