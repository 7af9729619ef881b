"""The map of chains: its layers to switch, and below it the table of stages."""

from __future__ import annotations

from collections.abc import Sequence

from geo.population.fields import NOTHING
from geo.questions.chains import choice
from geo.sheets.chains.asked import asked
from pages.parts import cards
from pages.parts.chains import stages
from pages.parts.shell import control, mapcolumn
from pages.parts.shell.frame import Frame


def _over(picked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    over = tuple(code for code in choice.LAYERS if code in picked) or (NOTHING,)
    return {"over": () if over == choice.USUAL_LAYERS else over}


def _layers(page: Frame) -> None:
    t = page.t
    control.pills(
        "chain_layers",
        t("chains.layers"),
        choice.LAYERS,
        asked(page.atlas, page.view).over,
        lambda code: t(f"chains.layer.{code}"),
        change=_over,
        labelled=False,
    )


def draw(page: Frame) -> None:
    """What stands above and below the map."""
    item = asked(page.atlas, page.view)
    mapcolumn.draw(page, _layers, "chain-legend" if item.hue else "")
    if len(item.ids) == 1:
        with page.under:
            cards.show(stages.table(page, item.ids[0]))
