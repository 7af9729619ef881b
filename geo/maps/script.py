"""Data on its way into a script: JSON that no text inside it can break out of."""

from __future__ import annotations

import json
from typing import Any

# "<" could close a script element; the two separators end a line in older JavaScript; the rest
# opens a Jinja expression, and folium compiles what it is given as a template. None of these can
# stand outside a string in JSON.
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "{{": "\\u007b\\u007b",
    "{%": "\\u007b%",
    "{#": "\\u007b#",
}


def to_script(data: Any) -> str:
    """Compact JSON that is safe inside a script element, inside ``eval`` and in a template."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sequence, escape in _ESCAPES.items():
        text = text.replace(sequence, escape)
    return text
