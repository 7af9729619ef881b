"""Small pieces that the steps of the workbench are put together from."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from geo.look.html import Content, element
from geo.register.report import Report
from geo.words import Words
from pages.parts import cards

#: Ways of being placed that name a county, without a point.
NAMED = ("county", "old_name", "zone")


def step(number: int, title: str, reading: str = "") -> Markup:
    """Head of a step."""
    head = cards.heading(title, 2, "figure-title")
    told = element("span", reading, css="reading")
    return element(
        "div", element("span", str(number), css="bench-number"), head, told, css="bench-step"
    )


def figures(rows: list[tuple[str, str, Content]]) -> Markup:
    """Numbers, what they count, and what is to be said of them."""
    return cards.table("bench-figures", rows)


def parts(report: Report, *, by_name: bool) -> dict[str, int]:
    """What became of the rows of a file, as parts that add up to all of them.

    Parameters
    ----------
    report : Report
        The file.
    by_name : bool
        Whether firms whose point lies in another county than they say were placed as they say.
    """
    confirm = 0 if by_name else report.told.get("county_differs", 0)
    return {
        "point": report.placed.get("point", 0) - confirm,
        "confirm": confirm,
        "named": sum(report.placed.get(how, 0) for how in NAMED),
        "city": report.placed.get("city", 0),
        "refused": sum(report.refused.values()),
    }


def strip(parts: dict[str, int], label: str) -> Markup:
    """All rows as a bar, part by part."""
    bits = [
        element("i", css=f"bench-{code}", style=f"flex:{number}")
        for code, number in parts.items()
        if number
    ]
    return element("div", bits, css="bench-strip", role="img", aria_label=label)


def reasons(report: Report, counts: Mapping[str, int], t: Words) -> list[str]:
    """Each kind of fault with its number, what it is and what to do about it."""
    first = {fault.kind: fault for fault in reversed(report.faults)}
    return [
        t("workbench.reason", n=t.number(n), what=first[kind].what(t.lang),
          remedy=first[kind].remedy(t.lang))
        for kind, n in counts.items()
    ]  # fmt: skip
