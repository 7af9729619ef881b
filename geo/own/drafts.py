"""A list while it is being worked on: as it was read, with what the reader has set."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Self

from geo.data.atlas import Atlas, load
from geo.data.overlay import Overlay
from geo.own import adding, keeping, matching, places
from geo.own.adding import Source
from geo.own.listing import Listing
from geo.own.matching import Member
from geo.own.places import Place


@dataclass(frozen=True)
class Draft:
    """A list and what is said of it.

    Attributes
    ----------
    listing : Listing
        The list as it was read.
    programme : str
        What it is a list of.
    year : int
        Its year.
    source : Source
        Where it comes from.
    placed, chains : Mapping
        Places and chains that the reader has set, by its number in the list.
    apart : frozenset of int
        Members that are no cluster on record, though they seem to be.
    """

    listing: Listing
    programme: str
    year: int
    source: Source
    placed: Mapping[int, Place] = field(default_factory=lambda: MappingProxyType({}))
    chains: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    apart: frozenset[int] = frozenset()

    @property
    def corrected(self) -> bool:
        """Whether the reader has set anything."""
        return bool(self.placed or self.chains or self.apart)

    def members(self, atlas: Atlas) -> tuple[Member, ...]:
        """What each member of the list is."""
        return matching.members(atlas, self.listing, placed=self.placed, chains=self.chains)

    def overlay(self, atlas: Atlas) -> Overlay:
        """The list on a data set."""
        members = self.members(atlas)
        return adding.overlay(atlas, members, self.programme, self.year, self.source, self.apart)

    def at(self, number: int, place: Place) -> Self:
        """The draft with the place of a member set by the reader."""
        set_ = replace(place, sure=places.sureness(place), found="reader")
        return replace(self, placed=MappingProxyType({**self.placed, number: set_}))

    def making(self, number: int, chain: str) -> Self:
        """The draft with the chain of a member set by the reader; empty for none."""
        return replace(self, chains=MappingProxyType({**self.chains, number: chain}))

    def telling_apart(self, number: int, apart: bool) -> Self:
        """The draft with a member that is, or is not, the cluster that it seems to be."""
        members = self.apart | {number} if apart else self.apart - {number}
        return replace(self, apart=members)

    def untouched(self) -> Self:
        """The draft without what the reader has set."""
        return replace(
            self, placed=MappingProxyType({}), chains=MappingProxyType({}), apart=frozenset()
        )


def opened(atlas: Atlas, files: Mapping[str, bytes]) -> Atlas:
    """The data set below an atlas with the files of an overlay on it; none of them is kept.

    Raises
    ------
    AtlasError
        If the files are no overlay of it.
    """
    with tempfile.TemporaryDirectory(prefix="hubei-clusters-") as folder:
        keeping.write(files, Path(folder))
        return load(folder, on=atlas.folder)
