"""The map first: a script waits until the browser has painted the map before it sends the rest.

A browser that gets everything at once works through all of it before it paints anything. Streamlit
lets a script that runs hear nothing of its browser, so the frame of the map says over a way of its
own that it has painted, and how long that took. A script waits no longer than it took the last
time, which on a slow machine is long and on a slow network is not.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from threading import Condition
from weakref import WeakValueDictionary

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

from geo import settings
from geo.settings.kinds import LONGEST_WAIT

#: Address of what frames say, as seen from a page.
ADDRESS = "app/painted"
_SIGNAL = "map_signal"
#: Seconds that a frame needs which has not said so yet.
_USUAL = 0.08
#: Seconds in which a browser that has painted the map paints what the page says about it.
_AROUND = 0.05


@dataclass(eq=False)
class Signal:
    """What one frame has painted.

    Attributes
    ----------
    key : str
        Its name in the address that the frame speaks to.
    scene : str
        The last scene that it has painted.
    seconds : float or None
        How long that took; None before the first.
    """

    key: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    scene: str = ""
    seconds: float | None = None
    _news: Condition = field(default_factory=Condition)

    def say(self, scene: str, seconds: float) -> None:
        """The frame has painted a scene."""
        with self._news:
            self.scene, self.seconds = scene, seconds
            self._news.notify_all()

    def wait(self, scene: str) -> None:
        """Wait until a scene is painted and the words around it are, or might well be."""
        new, standing = settings.current().head_start
        expected = new if self.seconds is None else min(standing, max(self.seconds, _USUAL))
        with self._news:
            painted = self._news.wait_for(lambda: self.scene == scene, expected)
        if painted:
            time.sleep(min(_AROUND, expected))


_signals: WeakValueDictionary[str, Signal] = WeakValueDictionary()


def signal() -> Signal:
    """The signal of the frame that stands in this session."""
    if _SIGNAL not in st.session_state:
        one = Signal()
        st.session_state[_SIGNAL] = _signals[one.key] = one
    return st.session_state[_SIGNAL]


def leave() -> None:
    """The frame goes; the next one is new."""
    st.session_state.pop(_SIGNAL, None)


async def _answer(request: Request) -> Response:
    one = _signals.get(request.path_params["key"])
    try:
        seconds = float(request.query_params.get("ms", "")) / 1000
    except ValueError:
        seconds = -1.0
    if one is not None and 0 <= seconds <= LONGEST_WAIT:
        one.say(request.path_params["scene"], seconds)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def route() -> Route:
    """Where frames speak to, below the path that the server is at."""
    base = config.get_option("server.baseUrlPath").strip("/")
    address = f"/{ADDRESS}/{{key}}/{{scene}}"
    return Route(f"/{base}{address}" if base else address, _answer, methods=["POST"])
