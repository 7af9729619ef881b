"""A file of any size from the browser to the folder of the visit, piece by piece."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo.words import Words
from geo.words.text import cut, tidy
from pages.parts.shell import own_route, visit
from pages.parts.shell.own_route import NotTakenError
from pages.parts.shell.visits import Visit

#: Bytes that a file may have, and that stay free on the disk.
MOST, FREE = 500 << 20, 1 << 30
#: Bytes that are written at once.
_PIECE = 1 << 20
_ROUTE, _UPLOADED = "upload", "upload"
_WHY = ("foreign", "over", "too_large", "no_room", "half", "lost")
_component = st.components.v2.component(
    "put_in",
    html='<div class="put-in"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Upload:
    """A file that the browser has sent.

    Attributes
    ----------
    key : str
        By which the browser tells of it.
    path : Path
        Where it lies; its name there says nothing.
    name : str
        What the reader calls it.
    """

    key: str
    path: Path
    name: str


async def _take(request: Request, visit: Visit) -> Response:
    """Take a file; one that breaks off, or is too long, leaves nothing."""
    said = request.headers.get("content-length", "")
    expected = int(said) if said.isdecimal() else None
    if shutil.disk_usage(visit.folder).free < FREE + min(expected or 0, MOST):
        raise NotTakenError(507, "no_room")
    key = secrets.token_hex(8)
    path = visit.folder / f"{key}.upload"
    try:
        came = await _written(request, path)
        if expected is not None and came != expected:
            raise NotTakenError(400, "half")
    except ClientDisconnect as error:
        path.unlink(missing_ok=True)
        raise NotTakenError(400, "half") from error
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NotTakenError(507, "no_room") from error
    except NotTakenError:
        path.unlink(missing_ok=True)
        raise
    before = visit.kept.get(_UPLOADED)
    visit.kept[_UPLOADED] = Upload(key, path, _named(request.headers.get("x-file-name", "")))
    if before:
        before.path.unlink(missing_ok=True)
    return JSONResponse({"key": key})


async def _written(request: Request, path: Path) -> int:
    """How many bytes of a request were written to a file."""
    came, waiting = 0, bytearray()
    with path.open("wb") as file:
        async for piece in own_route.body(request, MOST):
            came += len(piece)
            waiting += piece
            if len(waiting) >= _PIECE:
                await run_in_threadpool(file.write, bytes(waiting))
                waiting.clear()
        await run_in_threadpool(file.write, bytes(waiting))
    return came


def _named(told: str) -> str:
    """Name of a file to be shown: without folders and signs that are not seen."""
    name = unquote(told, errors="replace").replace("\\", "/").rpartition("/")[2]
    return cut(tidy(name)) or "—"


def route() -> Route:
    """Where browsers send files to."""
    return own_route.route(_ROUTE, _take, ("PUT",))


def draw(
    t: Words, key: str, label: str, *, keep: Mapping[str, Any] | None,
    on_come: Callable[[Upload, Mapping[str, Any]], None],
) -> None:  # fmt: skip
    """Draw what a file is chosen by or dropped on.

    Parameters
    ----------
    t : Words
        The reader's language.
    key : str
        Key of the component.
    label : str
        What to put in.
    keep : Mapping, optional
        What the browser is to keep for files with the same heading: its ``key``, and columns.
    on_come : callable
        Is given the file, and what the browser keeps of columns by the keys of headings.
    """
    words = {code: t(f"workbench.upload.{code}") for code in ("or_drop", "stop", "sending", *_WHY)}
    _component(
        key=key,
        data={
            "address": own_route.address(_ROUTE, visit.begun()),
            "most": MOST,
            "label": label,
            "words": words,
            "keep": dict(keep) if keep else None,
        },
        on_came_change=lambda: _came(key, on_come),
    )


def _came(key: str, on_come: Callable[[Upload, Mapping[str, Any]], None]) -> None:
    """Callback: a file has come."""
    told = st.session_state.get(key, {}).get("came")
    upload = visit.kept().get(_UPLOADED)
    if isinstance(told, dict) and upload and told.get("key") == upload.key:
        kept = told.get("columns")
        on_come(upload, kept if isinstance(kept, dict) else {})
