"""Hubei Cluster Atlas: page configuration, navigation and the frame around every page."""

from __future__ import annotations

from geo.sheets import HOME
from pages.parts.service import watch
from pages.parts.shell import frame, navigation, own_count, state

atlas = state.open_atlas()
view, notices = own_count.settle(atlas, *state.read(atlas))
page = navigation.register(view)
with watch.run(page.url_path or HOME):
    frame.run(page, atlas, view, notices)
