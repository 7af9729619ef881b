"""What is nearest to a search that finds nothing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.named import NamedClusters
from geo.population.names import names
from geo.population.selection import FILTERS, Selection
from geo.population.understood import understand

#: How many are offered, and how alike a name must be to one that is mistyped.
_MOST = 4
_ALIKE = 0.6
#: The same for two characters that sound like no name, of which one may be wrong.
_ALIKE_SHORT = 0.5
#: A mistyped name is about as long as a name.
_LONGEST = 24


@dataclass(frozen=True)
class Near:
    """A selection that keeps something.

    Attributes
    ----------
    selection : Selection
        With a shorter or a similar text, or without the filters.
    number : int
        Clusters that it keeps.
    unfiltered : bool
        Whether filters had to be let go.
    """

    selection: Selection
    number: int
    unfiltered: bool


@remembered(64)
def nearest(atlas: Atlas, selection: Selection) -> tuple[Near, ...]:
    """What a reader may have meant by a text that no cluster of a selection answers.

    Each piece of the text alone; if none of them is found, the same without the filters; if there
    is nothing yet, names that sound or look alike. Nothing where the text finds something.
    """
    if not selection.q or len(NamedClusters(atlas).rows(selection)):
        return ()
    pieces = understand(atlas, selection.q).pieces
    filtered = selection.without("q") != Selection()
    tries = [[selection.replace(q=piece) for piece in pieces if piece != selection.q]]
    if filtered:
        bare = selection.without(*FILTERS)
        tries.append([bare.replace(q=text) for text in dict.fromkeys([selection.q, *pieces])])
    tries.append([Selection(q=name) for piece in pieces for name in _alike(atlas, piece)])
    for some in tries:
        found = [
            Near(one, number, filtered and one.without("q") == Selection())
            for one in some
            if (number := len(NamedClusters(atlas).rows(one)))
        ]
        if found:
            return tuple(found[:_MOST])
    return ()


def _alike(atlas: Atlas, word: str) -> list[str]:
    """Names of places and industries that sound like a word, then those that look like it."""
    if len(word) > _LONGEST:
        return []
    known = [
        name for name in names(atlas) if name.kind in ("city", "county", "chain", "fam", "zone")
    ]
    sound = search.pinyin(word)[1]
    alike = [
        name.name
        for name in known
        if sound and name.chinese and search.pinyin(name.name)[1] == sound
    ]
    by_form = {name.form: name.name for name in known}
    cutoff = _ALIKE_SHORT if len(word) == 2 and not alike else _ALIKE
    look = difflib.get_close_matches(word, list(by_form), n=_MOST, cutoff=cutoff)
    return list(dict.fromkeys([*alike, *(by_form[form] for form in look)]))
