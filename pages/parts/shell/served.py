"""Files that browsers keep for good: scripts and data of the map and of the search.

They are served from memory under names that hold a hash of what is in them, so nothing is written
where the program lies, and a browser never asks twice. A file lies on the data set that it was made
of and goes when that goes; data sets of which the same file was made share it.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

#: Address of the files as seen from a page.
ADDRESS = "app/files"
_TYPES = {"js": "text/javascript", "json": "application/json"}
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, eq=False)
class ServedFile:
    """One file: its name, and what is in it."""

    name: str
    content: bytes

    @property
    def address(self) -> str:
        """Where it is found, as seen from a page."""
        return f"{ADDRESS}/{self.name}"

    @cached_property
    def packed(self) -> bytes:
        """The content as browsers get it, compressed once."""
        return gzip.compress(self.content, mtime=0)


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
        return _files.setdefault(name, ServedFile(name, content))


async def _answer(request: Request) -> Response:
    file = _files.get(request.path_params["name"])
    if file is None:
        return Response("no such file", 404, {"Cache-Control": "no-store"})
    kind = _TYPES[file.name.rpartition(".")[2]]
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(file.packed, 200, {**_HEADERS, "Content-Encoding": "gzip"}, kind)
    return Response(file.content, 200, _HEADERS, kind)


def route() -> Route:
    """Where the server hands the files out, below the path that it is served at."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return Route(f"/{base}/{ADDRESS}/{{name}}" if base else f"/{ADDRESS}/{{name}}", _answer)
