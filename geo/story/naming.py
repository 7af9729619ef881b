"""What steps and stories are called where their reader gave them no name."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.record.clusters import MAIN_SCHEME
from geo.sheets.table_filter import code_names, in_words
from geo.story.record import Step, Story
from geo.words import Words

#: Dimensions that tell two views of a page apart, the narrowest first.
_TELLING = ("city", "region", "chain", "fam", "prog", "tier")
_MOST = 2


def story_title(story: Story, t: Words) -> str:
    """Title of a story."""
    return story.title or t("story.title")


def step_name(atlas: Atlas, step: Step, t: Words) -> str:
    """Name of a step: its own, or that of its page with what is chosen there."""
    if step.name:
        return step.name
    gaps = step.page == "chains" and step.view.chains.mode == "gaps"
    name = t("story.step.gaps" if gaps else f"story.step.{step.page}")
    chosen = _chosen(atlas, step, t)
    if not chosen:
        return name
    rest = "…" if len(chosen) > _MOST else ""
    return t("story.step_of", name=name, chosen=t.join(chosen[:_MOST]) + rest)


def step_filter(atlas: Atlas, step: Step, t: Words) -> str:
    """The filter that a step takes along, in words; empty for none."""
    view = step.view.replace(lang=t.lang)
    return t.clauses(in_words(atlas, view, view.selection.chosen))


def _chosen(atlas: Atlas, step: Step, t: Words) -> list[str]:
    view = step.view
    if step.page == "layout" and view.layout.scheme != MAIN_SCHEME:
        scheme = layout.scheme(atlas, view.layout.scheme)
        return [scheme.name_zh if t.lang == "zh" else scheme.name_en]
    names = []
    for dimension in _TELLING:
        words = code_names(atlas, dimension, t)
        names += [words[code] for code in getattr(view.selection, dimension)]
    if view.selection.year:
        names.append(t.years(*view.selection.year))
    return names
