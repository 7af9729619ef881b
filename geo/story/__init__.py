"""Stories: ordered views to be told, the one that is shipped and those that readers make.

Examples
--------
>>> from geo.data.atlas import load
>>> story = shipped(load())
>>> [step.page for step in story.steps][:2]
['overview', 'layout']
>>> from_link(to_link(story), load())[0] == story
True
"""

from geo.extras import need

need(__name__, "sheets")

from geo.story.file import load, save
from geo.story.link import from_link, settle, to_link
from geo.story.naming import step_filter, step_name, story_title
from geo.story.record import Step, Story, StoryError
from geo.story.shipped import shipped
from geo.story.telling import figures, narrowed, subject

__all__ = [
    "Step",
    "Story",
    "StoryError",
    "figures",
    "from_link",
    "load",
    "narrowed",
    "save",
    "settle",
    "shipped",
    "step_filter",
    "step_name",
    "story_title",
    "subject",
    "to_link",
]
