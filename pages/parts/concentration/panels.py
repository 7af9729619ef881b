"""What stands below the verdict: one panel at a time, so that a choice repaints little."""

from __future__ import annotations

from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import PANELS
from pages.parts.concentration import expert, lottery, stand, where, years
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """The choice of panels, and the one chosen."""
    t, panel = page.t, page.view.concentration.panel
    control.segments(
        "panel",
        t("concentration.panel.label"),
        PANELS,
        panel,
        lambda one: t(f"concentration.panel.{one}"),
    )
    match panel:
        case "stand":
            stand.draw(page, asked)
        case "lottery":
            lottery.draw(page, asked)
        case "where":
            where.draw(page, asked)
        case "years":
            years.draw(page, asked)
        case "expert":
            expert.draw(page)
