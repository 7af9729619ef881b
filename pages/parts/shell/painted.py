"""The map first: a script waits until the browser has painted the map before it sends the rest.

A browser that gets everything at once works through all of it before it paints anything. Streamlit
lets a script that runs hear nothing of its browser, so the frame of the map says over a way of its
own that it has painted, and how long that took. A script waits no longer than it took the last
time, which on a slow machine is long and on a slow network is not.
"""

from __future__ import annotations

import logging
import os
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

#: Address of what frames say, as seen from a page.
ADDRESS = "app/painted"
_SIGNAL = "map_signal"
#: Seconds that a script waits at most: for a frame that is new, which loads its scripts as well,
#: and for one that stands; and the most that a setting may ask for.
_LONGEST, _MOST = (0.8, 0.5), 5.0
#: Seconds that a frame needs which has not said so yet.
_USUAL = 0.08
#: Seconds in which a browser that has painted the map paints what the page says about it.
_AROUND = 0.05
_LOG = logging.getLogger("hubei_cluster_atlas")


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
        new, standing = longest()
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


def longest() -> tuple[float, float]:
    """Seconds that the rest of a page waits at most for a new frame, and for one that stands."""
    setting = os.environ.get("HCA_HEAD_START")
    if not setting:
        return _LONGEST
    try:
        new, standing = (float(part) for part in setting.split(","))
        if not (0 <= new <= _MOST and 0 <= standing <= _MOST):
            raise ValueError
    except ValueError:
        _LOG.warning(
            "HCA_HEAD_START=%s is not two numbers of seconds from 0 to %g, as in %g,%g,"
            " which is used instead",
            setting,
            _MOST,
            *_LONGEST,
        )
        return _LONGEST
    return new, standing


async def _answer(request: Request) -> Response:
    one = _signals.get(request.path_params["key"])
    try:
        seconds = float(request.query_params.get("ms", "")) / 1000
    except ValueError:
        seconds = -1.0
    if one is not None and 0 <= seconds <= _MOST:
        one.say(request.path_params["scene"], seconds)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def route() -> Route:
    """Where frames speak to, below the path that the server is at."""
    base = config.get_option("server.baseUrlPath").strip("/")
    address = f"/{ADDRESS}/{{key}}/{{scene}}"
    return Route(f"/{base}{address}" if base else address, _answer, methods=["POST"])
