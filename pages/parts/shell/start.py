"""What the server does once, before its port opens."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import net_util
from streamlit.runtime import get_instance
from websockets import http11

import geo
from geo import settings
from geo.maps import tiles
from pages import parts
from pages.parts.service import logs, supervisor
from pages.parts.shell import visits

#: Longest line of a request, in bytes, as long as web servers take one.
_LONGEST_LINE = 65_536

_LOG = logging.getLogger("hubei_cluster_atlas")


@asynccontextmanager
async def before_the_port_opens(_app: st.App) -> AsyncIterator[None]:
    """The life of the server.

    It begins with a visit by nobody: Streamlit only serves the frame of the map if the component
    was first imported during a visit, and whoever comes first finds the data loaded.
    """
    stay_inside()
    let_long_cookies_in()
    sound, fault = await get_instance().does_script_run_without_error()
    if not sound:
        _LOG.error("the first page cannot be drawn: %s", fault)
    for wrong in settings.now().faults:
        _LOG.warning("%s", wrong.text("en"))
    if said := tiles.complaint(settings.current().tiles):
        _LOG.warning("%s", said)
    load_everything()
    logs.begin()
    set_aside()
    async with visits.swept(), supervisor.told():
        yield


def load_everything() -> None:
    """Import every module of the house, in this one thread.

    Visitors who come together each have a thread of their own. If these import the same modules for
    the first time at once, Python may give one of them a module that another has only half read.
    """
    for package in (geo, parts):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def set_aside() -> None:
    """Spare Python's collection what is there before anybody comes.

    Modules and data stay as long as the process. Going through all of them again and again would
    hold up every visitor; what a visit holds comes later and is still collected.
    """
    gc.collect()
    gc.freeze()


def stay_inside() -> None:
    """Take from Streamlit the two ways in which it asks the network for this machine's address.

    A visitor whose browser names another origin than the server's is refused, but first Streamlit
    asks a host outside which address this machine has, twice, for a second each, while nobody else
    is served. Nothing may leave this machine, and a proxy passes the name of its host on, so that
    nobody needs the answer.

    This is a fence around the inside of Streamlit, for which it has no setting:
    ``net_util.get_external_ip`` and ``get_internal_ip``, called through their module by
    ``web.server.server_util``.

    Raises
    ------
    AttributeError
        This Streamlit has no such functions; look for what asks in their place.
    """
    for name in ("get_external_ip", "get_internal_ip"):
        getattr(net_util, name)
        setattr(net_util, name, lambda: None)


def let_long_cookies_in() -> None:
    """Let those in whose browser brings many cookies of other services of the same host.

    Pages are served whatever a browser brings, but the handshake of the websocket ends without an
    answer where a line is longer than 8 kB, and the page stays empty. ``websockets`` reads its
    limit from an environment variable, once, when it is imported; that is before this.

    Raises
    ------
    AttributeError
        This ``websockets`` has no such limit; look for what ends the handshake in its place.
    """
    http11.MAX_LINE_LENGTH = max(http11.MAX_LINE_LENGTH, _LONGEST_LINE)
