"""What browsers are told to keep to: nothing comes from another host, nothing goes to one."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo import settings
from geo.maps import tiles

_SAME = "'self'"
#: Streamlit starts its page with a script of its own in it and makes functions of text; the map and
#: some components are pages of their own in frames of this host.
_POLICY = {
    "default-src": _SAME,
    "script-src": f"{_SAME} 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": f"{_SAME} 'unsafe-inline'",
    "img-src": f"{_SAME} data: blob:",
    "font-src": f"{_SAME} data:",
    "connect-src": _SAME,
    "worker-src": f"{_SAME} blob:",
    "frame-src": f"{_SAME} blob: data:",
    "object-src": "'none'",
    "base-uri": _SAME,
    "form-action": _SAME,
}


def policy(set_: settings.Settings) -> str:
    """The policy of content, with the hosts of tiles and the sites of frames that are set."""
    sources = " ".join(("", *tiles.hosts(set_.tiles)))
    framers = " ".join(dict.fromkeys((_SAME, *set_.frames))).replace(f"{_SAME} self", _SAME)
    told = {**_POLICY, "img-src": _POLICY["img-src"] + sources, "frame-ancestors": framers}
    return "; ".join(f"{name} {value}" for name, value in told.items())


class Told:
    """Middleware that says so with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy(settings.current())
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, tell if scope["type"] == "http" else send)
