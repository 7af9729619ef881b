"""Names of places as they are printed where room is short."""

from __future__ import annotations

import re

#: Kinds of unit, with the peoples that an autonomous one is named after.
_KIND = re.compile(
    r"( [A-Z]\w+( and [A-Z]\w+)?)? Autonomous (Prefecture|County)$"
    r"| (Forestry )?District$| County$| City$"
)


def short_english(name: str) -> str:
    """English name as a map prints it: without the kind of unit."""
    return _KIND.sub("", name)
