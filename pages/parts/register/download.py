"""Files of the workbench that are handed out from the folder of the visit, however large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from geo.look.html import element
from geo.record.filenames import table_name
from geo.register import packed
from geo.register.build import REFUSED
from geo.register.taken import UNREAD
from geo.words import Words
from pages.parts.register import work
from pages.parts.register.work import Bench
from pages.parts.shell import own_route, visit
from pages.parts.shell.own_route import NotTakenError
from pages.parts.shell.visits import Visit


def _refused(step: Bench) -> Path:
    """Rows that were not taken."""
    return step.folder / REFUSED if step.folder else step.taken.reading.path.with_name(UNREAD)


def _placed(step: Bench) -> Path:
    """The placed firms with all that was decided about them."""
    if step.folder is None or step.report is None:
        raise NotTakenError(404, "over")
    packed.write(step.folder, step.report, step.rules)
    return packed.pack(step.folder)


_FILES: Mapping[str, tuple[Callable[[Bench], Path], str]] = {
    "refused": (_refused, "csv"),
    "placed": (_placed, "zip"),
}


async def _answer(make: Callable[[Bench], Path], _request: Request, visit: Visit) -> Response:
    step = work.on(visit)
    path = await run_in_threadpool(make, step) if step else None
    if path is None or not path.is_file():
        raise NotTakenError(404, "over")
    return FileResponse(path)


def routes() -> list[Route]:
    """Where browsers fetch them."""
    return [own_route.route(name, partial(_answer, make)) for name, (make, _) in _FILES.items()]


def link(name: str, text: str, t: Words) -> Markup:
    """A link that saves one of the files."""
    _, suffix = _FILES[name]
    called = table_name(t(f"workbench.file.{name}"), f"firms-{name}", suffix, date.today(), t)
    address = own_route.address(name, visit.begun())
    return element("a", text, href=address, download=called, css="bench-link")
