"""Links as chats, mails and office programs deliver them.

They add parameters of their own, write ``&`` as ``&amp;``, take a full stop or a bracket that
follows a link for a part of it, and widen digits. None of that is a choice of the reader.

Examples
--------
>>> delivered("amp;year", "２０２４。")
('year', '2024')
>>> delivered("lang", "zh-CN")
('lang', 'zh')
>>> delivered("utm_source", "mail") is None
True
"""

from __future__ import annotations

import re
import unicodedata

#: Parameters that carry a link through a chat, a mail or a count of clicks.
_CARRIED = re.compile(
    r"(utm|share|sharer)_\w+|from|isappinstalled|nsukey|a?scene|clicktime|enterid|devicetype"
    r"|exportkey|pass_ticket|wx_header|sessionid|spm|gclid|fbclid|msclkid"
)
#: What may follow a link in a text.
_AFTER = " \t。，、；：！？.,;:!?）)】]」』》>”\"’'"
#: A text of the reader's own, whose signs are meant.
_OWN_WORDS = "q"


def as_written(text: str) -> str:
    """A part of a link without what followed it in a text, and in plain characters."""
    return unicodedata.normalize("NFKC", text.rstrip(_AFTER))


def delivered(name: str, value: str) -> tuple[str, str] | None:
    """A parameter of a link as it was written, None for one that only carries the link."""
    name = name.removeprefix("amp;")
    if _CARRIED.fullmatch(name):
        return None
    if name != _OWN_WORDS:
        value = as_written(value)
    if name == "lang":
        value = re.split("[-_]", value.lower(), maxsplit=1)[0]
    return name, value
