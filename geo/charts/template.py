"""The common form of all charts: type, colours and spacing from ``geo.look.tokens``."""

from __future__ import annotations

import plotly.graph_objects as go

from geo.look.tokens import FONT_STACK, THEMES, TOKENS, Theme

#: Plotly's own buttons are left out: they speak English only, and downloads stand beside charts.
CONFIG = {"displayModeBar": False, "scrollZoom": False}

#: ``meta`` of bars that stand for the cells of a table, so that slides make a table of them.
CELLS = "cells"


def colour(name: str, theme: Theme) -> str:
    """Colour of a token in a theme."""
    return TOKENS[name][THEMES.index(theme)]


def figure(theme: Theme, height: int) -> go.Figure:
    """Empty figure in the look of the product.

    Parameters
    ----------
    theme : {"light", "dark"}
        Colours to use; the ground is left transparent.
    height : int
        Height in CSS px.
    """
    line = {"color": colour("faint", theme), "width": 1}
    axis = {
        "gridcolor": colour("hair", theme),
        "linecolor": line["color"],
        "tickfont": {"color": colour("muted", theme), "size": 13},
        "title": {"font": {"color": colour("muted", theme), "size": 13}},
        "zeroline": False,
        "fixedrange": True,
    }
    return go.Figure(
        layout={
            # An empty one: None means plotly's own, 5 kB of colours that are not ours.
            "template": go.layout.Template(),
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT_STACK, "size": 13, "color": colour("ink2", theme)},
            "xaxis": {**axis, "automargin": True},
            "yaxis": {**axis, "automargin": True},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colour("panel", theme),
                "font": {"color": colour("ink", theme), "family": FONT_STACK},
            },
            "bargap": 0.3,
        }
    )
