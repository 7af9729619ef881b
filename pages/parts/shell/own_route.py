"""Routes of what readers put in: each is bound to one visit and answers its own pages alone.

Streamlit guards its socket, not these. The address holds the secret of the visit, and who asks must
be a page of this very host; only then is a request read at all, and no further than it may be long.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from pages.parts.shell.visits import VISITS, Visit

#: Address of own routes as seen from a page.
ADDRESS = "app/own"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Answer = Callable[[Request, Visit], Awaitable[Response]]


class NotTakenError(Exception):
    """A request that is not answered.

    Parameters
    ----------
    status : int
        Status of HTTP that tells why.
    why : str
        Code of the reason, for the page.
    """

    def __init__(self, status: int, why: str) -> None:
        self.status, self.why = status, why
        super().__init__(why)


def route(name: str, answer: Answer, methods: Sequence[str] = ("GET",)) -> Route:
    """An own route, ``app/own/<name>/<token>``, below the path that the server is at.

    Parameters
    ----------
    name : str
        What it is for.
    answer : callable
        Gets the request and the visit whose token stands in the address.
    methods : sequence of str
        Methods of HTTP.
    """

    async def guarded(request: Request) -> Response:
        try:
            response = await answer(request, _visit(request))
        except NotTakenError as error:
            response = JSONResponse({"why": error.why}, error.status)
        response.headers.update(_HEADERS)
        return response

    return Route(f"{_below(name)}/{{token}}", guarded, methods=list(methods))


def address(name: str, visit: Visit) -> str:
    """Where the pages of a visit find an own route, from the root of their host."""
    return quote(f"{_below(name)}/{visit.token}")


def _below(name: str) -> str:
    base = config.get_option("server.baseUrlPath").strip("/")
    return f"/{base}/{ADDRESS}/{name}" if base else f"/{ADDRESS}/{name}"


def _visit(request: Request) -> Visit:
    """The visit that may ask."""
    told = request.headers
    # A browser leaves out the origin where a page only reads from its own host.
    reads = request.method in ("GET", "HEAD") and "origin" not in told
    if not reads and _host(told.get("origin", "")) != told.get("host"):
        raise NotTakenError(403, "foreign")
    if told.get("sec-fetch-site", "same-origin") != "same-origin":
        raise NotTakenError(403, "foreign")
    visit = VISITS.find(request.path_params["token"])
    if visit is None:
        raise NotTakenError(404, "over")
    return visit


def _host(origin: str) -> str:
    """Host and port of an origin; empty where it is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


async def body(request: Request, most: int) -> AsyncIterator[bytes]:
    """What a request brings, piece by piece, as long as it is not more than it may be.

    Raises
    ------
    NotTakenError
        It is longer, whatever length it says it has.
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise NotTakenError(413, "too_large")
    came = 0
    async for piece in request.stream():
        came += len(piece)
        if came > most:
            raise NotTakenError(413, "too_large")
        yield piece
