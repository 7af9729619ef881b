"""Values of a plotly figure as a drawing takes them: colours by name, one value a point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go

from geo.look.tokens import THEMES, TOKENS, Theme, colours

_RGBA = re.compile(r"^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$")


class UnprintableError(ValueError):
    """A chart holds something that cannot be drawn without a browser; the message says what."""


def theme_of(figure: go.Figure) -> Theme:
    """Theme whose colours a figure was made with."""
    ink = figure.layout.font.color
    for theme, value in zip(THEMES, TOKENS["ink2"], strict=True):
        if ink == value:
            return theme
    raise UnprintableError(f"charts: text of the unknown colour {ink!r}")


@lru_cache
def _names(theme: Theme) -> dict[str, str]:
    at = THEMES.index(theme)
    # The first name of a colour is kept: tokens come first.
    return {pair[at].upper(): name for name, pair in reversed(colours().items())}


def paint(css: str, theme: Theme) -> tuple[str | None, float]:
    """Name of a colour in :mod:`geo.look.tokens` and its opacity; no name for what is not seen."""
    opacity = 1.0
    if found := _RGBA.match(css):
        css = "#" + "".join(f"{int(part):02X}" for part in found.groups()[:3])
        opacity = float(found[4])
    if not opacity:
        return None, 0.0
    try:
        return _names(theme)[css.upper()], opacity
    except KeyError:
        raise UnprintableError(
            f"charts: the colour {css} is not in geo.look.tokens ({theme})"
        ) from None


def each(value: Any, count: int, default: Any = None) -> list[Any]:
    """One value a point, whether given one by one, once for all, or not at all."""
    if value is None:
        return [default] * count
    if isinstance(value, str) or not isinstance(value, Sequence | np.ndarray):
        return [value] * count
    found = [item.item() if isinstance(item, np.generic) else item for item in value]
    if len(found) < count:
        raise UnprintableError(f"charts: {len(found)} values for {count} points")
    return [default if item is None else item for item in found]
