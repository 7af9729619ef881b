"""The log: when, what and where, as lines of text or of JSON, and nothing about who.

What went wrong is told by its type and the places in code that led there. The sentence of an
exception is left out, as what somebody typed may stand in it.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from geo import settings

_LOG = logging.getLogger("hubei_cluster_atlas")
#: Faults that are kept for the page of state.
_LATEST = 20


@dataclass(frozen=True)
class Request:
    """What a line of the log belongs to: a page, and one run of it."""

    page: str = ""
    id: str = ""


@dataclass(frozen=True)
class Fault:
    """Something that went wrong."""

    time: str
    request: Request
    what: str
    where: str


_NOTHING = Request()
_REQUEST: ContextVar[Request] = ContextVar("request", default=_NOTHING)
_faults: deque[Fault] = deque(maxlen=_LATEST)


@contextmanager
def request(page: str) -> Iterator[Request]:
    """Everything logged in the block belongs to one run of a page."""
    one = Request(page, secrets.token_hex(4))
    token = _REQUEST.set(one)
    try:
        yield one
    finally:
        _REQUEST.reset(token)


def faults() -> list[Fault]:
    """The latest faults, the last one first."""
    return list(reversed(_faults))


class Lines(logging.Formatter):
    """A record as one line of text, with the places in code below it; or as one line of JSON."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The record."""
        said = _told(record)
        if self._as_json:
            known: dict[str, str | int] = {name: value for name, value in said.items() if value}
            if "ms" in known:
                known["ms"] = int(known["ms"])
            return json.dumps(known, ensure_ascii=False)
        where = " ".join(filter(None, (said["page"], said["request"])))
        took = f" {said['ms']} ms" if said["ms"] else ""
        line = f"{said['time']} {said['level']} {f'[{where}] ' if where else ''}{said['message']}"
        return f"{line}{took}" + (f"\nTraceback {said['trace']}" if said["trace"] else "")


def _told(record: logging.LogRecord) -> dict[str, str]:
    one = _REQUEST.get()
    kind, _, trace = record.exc_info or (None, None, None)
    return {
        "time": _time(record.created),
        "level": record.levelname,
        "page": one.page,
        "request": one.id,
        "ms": str(getattr(record, "ms", "")),
        "message": record.getMessage(),
        "fault": kind.__name__ if kind else "",
        "trace": "".join([*traceback.format_tb(trace), kind.__name__]) if kind else "",
    }


def _time(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(seconds))


class _Kept(logging.Handler):
    """Keeps the latest faults."""

    def emit(self, record: logging.LogRecord) -> None:
        kind, _, trace = record.exc_info or (None, None, None)
        last = traceback.extract_tb(trace)[-1:]
        where = f"{last[0].filename}:{last[0].lineno}" if last else ""
        what = kind.__name__ if kind else record.getMessage()
        _faults.append(Fault(_time(record.created), _REQUEST.get(), what, where))


def begin() -> None:
    """Have everything that is logged from now on written in the form that is set."""
    lines = Lines(as_json=settings.current().log == "json")
    written, kept = logging.StreamHandler(), _Kept(logging.ERROR)
    _LOG.setLevel(logging.INFO)
    _LOG.handlers = [written, kept]
    known = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict)]
    for logger in known:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setFormatter(lines)
