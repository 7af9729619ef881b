"""What plans name beside the steps, told as plans."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.record.naming import document
from geo.sheets.ladder import planned
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """One quiet line, which opens to the names by size and the plans that name them."""
    groups = planned.by_size(atlas, view)
    for line in planned.line(atlas, view, t):
        rows = (
            [planned.size_name(size, t), t.join(map(t.name, rows.to_dict("records")))]
            for size, rows in groups
        )
        head = [t("ladder.col.size"), t("ladder.col.fields")]
        plans = dict.fromkeys(
            document(row, t, "plan") for _, rows in groups for row in rows.to_dict("records")
        )
        told = element("p", element("small", t("common.source"), " ", t.join(plans)))
        table = cards.table("rows planned", rows, head)
        cards.show(cards.folded(line, table, told, css="planned-fields"))
