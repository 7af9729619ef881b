"""Data on its way into a script: JSON that no text inside it can break out of."""

from __future__ import annotations

import json
from typing import Any

# "<" could close a script element; the two separators end a line in older JavaScript.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_script(data: Any) -> str:
    """Compact JSON that is safe inside a script element and inside ``eval``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
