"""Addresses that lead to no page, or to one by another spelling, lead on to the page that is meant.

Streamlit answers every address with its own empty page, which then asks for a page of that name: an
unknown one opens a dialog in English, and below a page that is none everything stays white.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from geo import sheets
from geo.sheets.delivered import as_written
from pages.parts.service import routes
from pages.parts.shell.navigation import ENTRIES

#: Parameter that tells the first page of an address that is no page.
NO_PAGE = "page"
PAGES = frozenset(entry.name for entry in ENTRIES)
#: What Streamlit and this app serve beside pages. A browser looks for it below the page first.
_SERVED = frozenset(
    {"_stcore", "static", "media", "component", "app", "vendor", "oauth2callback", *routes.NAMES}
)
_SUFFIX = re.compile(r"\.(html?|php|aspx?|py)$")


def leads_to(path: str) -> tuple[str, str] | None:
    """Where an address below that of the app leads.

    Parameters
    ----------
    path : str
        Such as ``/Clusters.html``.

    Returns
    -------
    tuple of str or None
        Page, empty for the first one, and what of the path is not known; None where the address is
        right as it is, or none of a page.
    """
    asked = path.strip("/")
    parts = asked.split("/")
    if not asked or asked in PAGES - {sheets.HOME} or not _SERVED.isdisjoint(parts):
        return None
    last = as_written(parts[-1]).lower()
    name = _SUFFIX.sub("", last)
    if name in PAGES or name == "index":
        return ("" if name in (sheets.HOME, "index") else name), ""
    if "." in last:  # a file, such as an icon that a browser asks for by itself
        return None
    return "", asked


class Ways:
    """Middleware that sends such addresses on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._base = f"/{config.get_option('server.baseUrlPath').strip('/')}".rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        there = self._there(scope) if scope["type"] == "http" else None
        answer = RedirectResponse(there, 307) if there else self._app
        await answer(scope, receive, send)

    def _there(self, scope: Scope) -> str | None:
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD") or not path.startswith(f"{self._base}/"):
            return None
        found = leads_to(path.removeprefix(self._base))
        if found is None:
            return None
        page, unknown = found
        codes = parse_qsl(Request(scope).url.query, keep_blank_values=True)
        codes += [(NO_PAGE, unknown)] if unknown else []
        query = f"?{urlencode(codes)}" if codes else ""
        return f"{self._base}/{quote(page)}{query}"
