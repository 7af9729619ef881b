"""Files that browsers keep for good: scripts and data of the map and of the search.

They are served from memory under names that hold a hash of what is in them, so nothing is written
where the program lies, and a browser never asks twice. A file lies on the data set that it was made
of and goes when that goes; data sets of which the same file was made share it.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

#: Address of the files as seen from a page.
ADDRESS = "app/files"
_TYPES = {"js": "text/javascript", "json": "application/json"}
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


#: Scripts and styles of components whose names hold a hash of what is in them.
_HASHED = re.compile(r"/component/.+\.[0-9a-f]{8,}\.(js|css)$")
_FLEETING = {"Cache-Control": "no-store"}
_LOG = logging.getLogger("hubei_cluster_atlas")


@dataclass(frozen=True, eq=False)
class ServedFile:
    """One file: its name, what makes it, and whether it lasts: here and in a browser."""

    name: str
    make: Callable[[], bytes]
    lasting: bool = True

    @property
    def address(self) -> str:
        """Where it is found, as seen from a page."""
        return f"{ADDRESS}/{self.name}"

    def packed(self) -> bytes:
        """The content as browsers get it; of what lasts it is compressed once."""
        return self._packed if self.lasting else gzip.compress(self.make(), mtime=0)

    @cached_property
    def _packed(self) -> bytes:
        return gzip.compress(self.make(), mtime=0)


_lock = Lock()
_files: WeakValueDictionary[str, ServedFile] = WeakValueDictionary()


def serve(stem: str, suffix: str, text: str) -> ServedFile:
    """Serve a text as a file for as long as somebody holds on to what is returned.

    Parameters
    ----------
    stem, suffix : str
        What its name begins and ends with; the suffix is ``js`` or ``json``.
    text : str
        What is in it.
    """
    content = text.encode("utf-8")
    name = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    with _lock:  # or two threads would each hold a file of their own, of which one is found
        return _files.setdefault(name, ServedFile(name, lambda: content))


def serve_later(stem: str, suffix: str, make: Callable[[], str]) -> ServedFile:
    """Serve a file that is made only if a browser asks for it; no other has its name."""
    name = f"{stem}-{secrets.token_hex(8)}.{suffix}"
    with _lock:
        _files[name] = file = ServedFile(name, lambda: make().encode("utf-8"), lasting=False)
    return file


async def _answer(request: Request) -> Response:
    file = _files.get(request.path_params["name"])
    if file is None:
        return Response("no such file", 404, _FLEETING)
    kind = _TYPES[file.name.rpartition(".")[2]]
    headers = _HEADERS if file.lasting else _HEADERS | _FLEETING
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    try:
        content = await run_in_threadpool(file.packed if packed else file.make)
    except Exception:
        _LOG.exception("file %s", file.name)
        return Response("not made", 500, _FLEETING)
    return Response(content, 200, headers | ({"Content-Encoding": "gzip"} if packed else {}), kind)


class Kept:
    """Middleware: browsers keep for good what cannot change, such as the script of the map's frame.

    Streamlit says of it neither how long it lasts nor what it was, so that it is fetched each time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = _HEADERS["Cache-Control"]
            await send(message)

        lasts = scope["type"] == "http" and _HASHED.search(scope["path"])
        await self._app(scope, receive, keep if lasts else send)


def route() -> Route:
    """Where the server hands the files out, below the path that it is served at."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return Route(f"/{base}/{ADDRESS}/{{name}}" if base else f"/{ADDRESS}/{{name}}", _answer)
