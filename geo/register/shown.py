"""What the page of firms shows of a register, beside what every population answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, cast

import pandas as pd

from geo.population.selection import Selection
from geo.register import found, queries, sight
from geo.register.found import Found, Held
from geo.register.placing import HOW
from geo.register.queries import Where
from geo.register.sight import Sight, Window

if TYPE_CHECKING:
    from geo.register.register import Register

#: Every firm there is.
_ALL = Selection()


class Shown:
    """Answers of a register that need its firms and not counts alone."""

    #: How a firm was placed, by the code that its row holds.
    how: ClassVar[Mapping[int, str]] = MappingProxyType(dict(enumerate(HOW)))

    def narrowed(
        self, selection: Selection = _ALL, county: int | None = None,
        founded: tuple[int, int] | None = None,
    ) -> Where:  # fmt: skip
        """Which firms a selection means, of one county and founded in some years."""
        where = self._own.where(selection.without("year"))
        return replace(where, county=(county,) if county else (), years=founded)

    def seen(self, where: Where, step: int, window: Window | None = None) -> Sight:
        """What is in sight on a map; see :func:`geo.register.sight.sight`."""
        return sight.sight(self._own, where, step, window)

    def each(self, where: Where, window: Window, most: int) -> Sight:
        """The first firms of a window, each by itself."""
        return sight.each(self._own, where, window, most)

    def top(self, by: Literal["staff", "revenue"], where: Where, most: int) -> pd.DataFrame:
        """The largest firms whose size is known."""
        return self._own.ask(lambda firms: queries.top(firms, by, where, most))

    def listed(self, where: Where, most: int) -> pd.DataFrame:
        """The first firms by their number."""
        return self._own.ask(lambda firms: queries.listed(firms, where, most))

    def clustered(self, where: Where, radius: int, least: int | None) -> tuple[Found, ...]:
        """Places where firms of one chain stand closely together."""
        return found.found(self._own, where, radius, least)

    def held(self, places: tuple[Found, ...], clusters: pd.DataFrame) -> Held:
        """Such places and recognised clusters, held against each other."""
        return found.held(self._own, places, clusters)

    @property
    def _own(self) -> Register:
        return cast("Register", self)
