"""A list while it is being worked on: as it was read, with what the reader has set."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from geo.data.atlas import Atlas, load
from geo.data.overlay import Overlay
from geo.own import adding, keeping, matching, places
from geo.own.adding import Source
from geo.own.listing import Listing, tidy
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
    placed, chains, called : Mapping
        Places, chains, and names (Chinese, English) that the reader has set, by number in the list.
    apart : frozenset of int
        Members that are no cluster on record, though they seem to be.
    """

    listing: Listing
    programme: str
    year: int
    source: Source
    placed: Mapping[int, Place] = field(default_factory=lambda: MappingProxyType({}))
    chains: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    called: Mapping[int, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    apart: frozenset[int] = frozenset()

    @property
    def corrected(self) -> bool:
        """Whether the reader has set anything."""
        return bool(self.placed or self.chains or self.called or self.apart)

    @property
    def named(self) -> Listing:
        """The list with the names that the reader has set."""
        entries = []
        for entry in self.listing.entries:
            name, english = self.called.get(entry.number, (entry.name, entry.english))
            entries.append(replace(entry, name=name, english=english))
        return replace(self.listing, entries=tuple(entries))

    def members(self, atlas: Atlas) -> tuple[Member, ...]:
        """What each member of the list is."""
        return matching.members(atlas, self.named, placed=self.placed, chains=self.chains)

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

    def calling(self, number: int, name: str = "", english: str = "") -> Self:
        """The draft with the names of a member set by the reader; an empty one stays as it is."""
        before = next(one for one in self.named.entries if one.number == number)
        names = tidy(name) or before.name, tidy(english) or before.english
        return replace(self, called=MappingProxyType({**self.called, number: names}))

    def telling_apart(self, number: int, apart: bool) -> Self:
        """The draft with a member that is, or is not, the cluster that it seems to be."""
        members = self.apart | {number} if apart else self.apart - {number}
        return replace(self, apart=members)

    def untouched(self) -> Self:
        """The draft without what the reader has set."""
        none: Mapping[int, Any] = MappingProxyType({})
        return replace(self, placed=none, chains=none, called=none, apart=frozenset())


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
