"""For experts: Moran's I of continuous figures, and what cannot be computed."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.concentration import neighbourhood
from geo.questions.concentration.wording import chance
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration.figures import as_table

_MISSING = ("employment", "firms", "names", "years", "counties", "local", "causes")


def draw(atlas: Atlas, t: Words) -> None:
    """Moran's I with its permutation p, then a list of what is not on record."""
    rows = neighbourhood.resemblances(atlas)
    first = rows[0]
    title = t(
        "concentration.moran.title",
        name=t(f"statistics.{first.indicator}"),
        year=first.year,
        value=f"{first.value:.2f}",
        p=chance(first.p, t),
    )
    cards.show(cards.figure_head(title, reading=t("concentration.moran.reading")))
    frame = pd.DataFrame(
        [
            {
                t("concentration.moran.figure"): t(
                    "areas.stat", name=t(f"statistics.{row.indicator}"), year=row.year
                ),
                "I": f"{row.value:.3f}",
                t("concentration.moran.expected"): f"{row.expected:.3f}",
                "p": chance(row.p, t),
            }
            for row in rows
        ]
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in frame.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    cards.show(
        f'<table class="measures stand"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
    as_table(frame, "concentration_moran", title, t)
    cards.show(cards.figure_head(t("concentration.cannot.title")))
    items = "".join(f"<li>{escape(t(f'concentration.cannot.{code}'))}</li>" for code in _MISSING)
    cards.show(f'<ul class="cannot">{items}</ul>')
