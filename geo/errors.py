"""Everything that the library refuses, by name, from wherever it is raised.

``ArchiveError``
    An archive that is no overlay.
``AtlasError``
    A data folder that cannot be used; ``problems`` says where, what and how to put it right.
``EngineError``
    An engine with a register that cannot be reached or does not answer.
``MissingPartError``
    A part of the library whose libraries are not installed.
``NothingReadError``
    A list with no member that can be added; says why.
``NothingToShowError``
    A file of a view that has nothing such a file could show.
``StoryError``
    A story that cannot be read or kept; ``text`` says why in either language.
``TemplateError``
    A template for slides that cannot be used.
``UnknownCodeError``
    A choice that does not exist; ``nearest`` says what does.
``UnprintableError``
    A chart with something in it that cannot be drawn without a browser.
``UnreadableError``
    A file from outside that cannot be read; ``fault`` says why and what to do about it.
``UpdateError``
    A state of the data that is not taken; says why and what to do.

Functions of `geo.measures` raise ``ValueError`` with the argument and the place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.data.problems import AtlasError
    from geo.drawn.chart.paint import UnprintableError
    from geo.extras import MissingPartError
    from geo.files.order import NothingToShowError, TemplateError
    from geo.files.update import UpdateError
    from geo.foreign.faults import UnreadableError
    from geo.own.command import NothingReadError
    from geo.own.keeping import ArchiveError
    from geo.population.contract import EngineError
    from geo.population.fields import UnknownCodeError
    from geo.register.given import RulesError
    from geo.register.workspace import WorkspaceError
    from geo.story.record import StoryError

__all__ = [
    "ArchiveError",
    "AtlasError",
    "EngineError",
    "MissingPartError",
    "NothingReadError",
    "NothingToShowError",
    "RulesError",
    "StoryError",
    "TemplateError",
    "UnknownCodeError",
    "UnprintableError",
    "UnreadableError",
    "UpdateError",
    "WorkspaceError",
]

_HOMES = {
    "ArchiveError": "geo.own.keeping",
    "AtlasError": "geo.data.problems",
    "EngineError": "geo.population.contract",
    "MissingPartError": "geo.extras",
    "NothingReadError": "geo.own.command",
    "NothingToShowError": "geo.files.order",
    "RulesError": "geo.register.given",
    "StoryError": "geo.story.record",
    "TemplateError": "geo.files.order",
    "UnknownCodeError": "geo.population.fields",
    "UnprintableError": "geo.drawn.chart.paint",
    "UnreadableError": "geo.foreign.faults",
    "UpdateError": "geo.files.update",
    "WorkspaceError": "geo.register.workspace",
}


# Loaded on demand: who catches an AtlasError need not have installed what draws charts.
def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
