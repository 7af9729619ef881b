"""A figure or a refusal, where a test allows one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def or_refused(call: Callable[[], Any], may_refuse: bool) -> Any:
    try:
        return call()
    except ValueError:
        assert may_refuse
        return None
