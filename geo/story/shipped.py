"""The story that is shipped: from the province in one picture to what policy can do.

It only says where to look; what is found there is computed by each page from the data.
"""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.chains import places
from geo.sheets.view import View
from geo.story.record import Step, Story


@remembered(4)
def shipped(atlas: Atlas) -> Story:
    """The story for anybody who has not made one."""
    return Story(
        (
            Step("overview"),
            Step("layout"),
            Step("clusters", View(tier=("national",))),
            Step("chains", View(chain=(widest_chain(atlas),))),
            Step("concentration", figure="dots"),
            Step("chains", View(mode="gaps")),
            Step("policy"),
        )
    )


def widest_chain(atlas: Atlas) -> str:
    """The chain with a corridor, if there is any, that has cities on record in most places."""
    cities = places.records(atlas, ()).groupby("chain_id")["city_adcode"].nunique()
    led = [code for code in cities.index if places.corridor(atlas, code) is not None]
    return str((cities.loc[led] if led else cities).idxmax())
