"""What the server does once, in one thread, before its port opens."""

from __future__ import annotations

import importlib
import pkgutil

import geo
from pages import parts


def load_everything() -> None:
    """Import every module of the house.

    Visitors who come together each have a thread of their own. If these import the same modules for
    the first time at once, Python may give one of them a module that another has only half read.
    """
    for package in (geo, parts):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
