"""Hubei Cluster Atlas: the server. What a visitor sees is drawn by ``entry.py``."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.register import download, upload
from pages.parts.service import headers, routes
from pages.parts.shell import own_cells, painted, served, start
from pages.parts.shell.ways import Ways

app = st.App(
    "entry.py",
    lifespan=start.before_the_port_opens,
    routes=[
        served.route(),
        painted.route(),
        own_cells.route(),
        upload.route(),
        *download.routes(),
        *routes.routes(),
    ],
    middleware=[Middleware(headers.Told), Middleware(Ways), Middleware(served.Kept)],
)
