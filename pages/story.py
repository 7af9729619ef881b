"""The presentation: its pages as they will be shown, and what can be changed in them."""

from __future__ import annotations

from geo import maps
from geo.files.talk import pages
from geo.record import naming
from geo.story import story_title
from pages.parts import cards
from pages.parts.shell import frame, present, story_state
from pages.parts.story import edit, files

page = frame.current()
stage, t = page.stage, page.t
assert stage is not None  # the frame sets this page's stage before it runs
story = story_state.told(page.atlas, page.view)

with page.head:
    which = t("story.which", title=story_title(story, t), n=stage.at + 1, of=len(stage.places))
    cards.show(cards.heading(which, 2, "story-which"))
    cards.show(cards.headline(stage.slide.title if stage.slide else stage.sheet.claim, t))

if stage.slide:
    with page.over:
        cards.show(cards.block(present.slide(page, stage), css="talk-preview"))
else:
    with page.over:
        present.figure(stage, page.view, key="story_figure")
    with page.under:
        if stage.sheet.map is not None:
            cards.show(maps.legend_html(stage.sheet.map.legend))
        cards.show(pages.lines_html(stage.sheet, naming.whole(page.atlas), "stage-lines"))
        cards.show(cards.source(pages.source(stage.sheet, t)))

with page.side:
    edit.draw(page, stage)
    files.draw(page, story)
