"""Hubei Cluster Atlas: the server. What a visitor sees is drawn by ``entry.py``."""

from __future__ import annotations

import streamlit as st

from pages.parts.shell import files_kept, start

app = st.App("entry.py", lifespan=start.before_the_port_opens, routes=[files_kept.route()])
