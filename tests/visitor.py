"""Visitors without a browser: each has a socket to the server and reads what it sends."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


@dataclass
class Visit:
    """What one run of a page has sent."""

    faults: list[str] = field(default_factory=list)
    html: str = ""


@dataclass
class Visitor:
    """Somebody whose page is open."""

    connection: ClientConnection

    def open(self, page: str = "", seconds: float = 120, **codes: str) -> Visit:
        """Open a page by its link and wait until its script has ended."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = urlencode(codes)
        self.connection.send(asked.SerializeToString())
        seen = Visit()
        while True:
            message = ForwardMsg.FromString(self.connection.recv(timeout=seconds, decode=False))
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return seen
            elif kind == "session_event":
                fault = message.session_event.script_compilation_exception
                seen.faults += [fault.message] if fault.message else []
            elif kind == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "exception":
                    seen.faults.append(element.exception.message)
                seen.html += element.markdown.body + element.html.body
                seen.faults += ["broken page"] if 'role="alert"' in element.markdown.body else []


@contextmanager
def visitor(
    url: str, *, origin: str | None = None, host: str | None = None, cookie: str = ""
) -> Iterator[Visitor]:
    """Open a socket to the server at an address.

    ``origin`` names the page that the browser shows, ``host`` the name by which a proxy asks;
    ``cookie`` is what the browser brings along for other services of the host.
    """
    parts = urlsplit(url)
    address = f"ws://{host or parts.netloc}{parts.path}/_stcore/stream"
    with (
        socket.create_connection((parts.hostname, parts.port), timeout=60) as wire,
        connect(
            address, sock=wire, origin=origin, subprotocols=["streamlit"], max_size=None,
            open_timeout=60, proxy=None, additional_headers={"Cookie": cookie} if cookie else None,
        ) as connection,
    ):  # fmt: skip
        yield Visitor(connection)
