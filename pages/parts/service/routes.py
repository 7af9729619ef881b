"""Addresses of whoever runs the service, below the path that the server is at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from geo import settings
from geo.words import LANGUAGES, Words
from pages.parts.service import health, statepage, watch

#: What these addresses end with.
HEALTH, READY, METRICS, STATE = "healthz", "readyz", "metrics", "state"
NAMES = frozenset({HEALTH, READY, METRICS, STATE})
_FLEETING = {"Cache-Control": "no-store"}

Answer = Callable[[Request], Awaitable[Response]]


async def _alive(_request: Request) -> Response:
    return Response("ok\n", 200, _FLEETING, "text/plain")


async def _ready(_request: Request) -> Response:
    found = await run_in_threadpool(health.checks)
    ready = all(check.holds for check in found)
    content = {
        "ready": ready,
        **{check.name: {"ok": check.holds, "is": check.figure} for check in found},
    }
    return JSONResponse(content, 200 if ready else 503, _FLEETING)


async def _metrics(_request: Request) -> Response:
    if not settings.current().metrics:
        return Response("not found", 404, _FLEETING)
    figures = await run_in_threadpool(generate_latest, watch.REGISTRY)
    return Response(figures, 200, _FLEETING | {"Content-Type": CONTENT_TYPE_LATEST})


async def _state(request: Request) -> Response:
    if not settings.current().state:
        return Response("not found", 404, _FLEETING)
    lang = request.query_params.get("lang", LANGUAGES[0])
    words = Words(lang if lang in LANGUAGES else LANGUAGES[0])
    return HTMLResponse(await run_in_threadpool(statepage.html, words), 200, _FLEETING)


def routes() -> list[Route]:
    """All of them."""
    base = config.get_option("server.baseUrlPath").strip("/")
    answers = {HEALTH: _alive, READY: _ready, METRICS: _metrics, STATE: _state}
    return [
        Route(f"/{base}/{name}" if base else f"/{name}", answer) for name, answer in answers.items()
    ]
