"""Sheets of steps that are not asked for yet, made while the reader looks at another."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.sheets import Sheet
from geo.sheets.view import View
from geo.story import Step, telling

_Key = tuple[Atlas, str, View, Theme]

_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="story")
_lock = threading.RLock()  # a future that is done already calls back at once
_begun: dict[_Key, Future[Sheet]] = {}


def sheet(atlas: Atlas, step: Step, lang: str, theme: Theme) -> Sheet:
    """The sheet of a step, at once if it has been made ahead."""
    key = _key(atlas, step, lang, theme)
    with _lock:
        begun = _begun.get(key)
    made = telling.told(*key) if begun is None or begun.cancel() else begun.result()
    return telling.narrowed(made, step.figure)


def ahead(atlas: Atlas, steps: Iterable[Step], lang: str, theme: Theme) -> None:
    """Begin to make the sheets of steps, in their order."""
    for step in steps:
        key = _key(atlas, step, lang, theme)
        with _lock:
            if key not in _begun:
                _begun[key] = _pool.submit(telling.told, *key)
                _begun[key].add_done_callback(lambda _, key=key: _forget(key))


def _key(atlas: Atlas, step: Step, lang: str, theme: Theme) -> _Key:
    return atlas, step.page, telling.subject(step, lang), theme


def _forget(key: _Key) -> None:
    with _lock:
        _begun.pop(key, None)
