"""The pages of the product, their place in the sidebar and the links between them."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.look.html import element
from geo.sheets import HOME, PAGES
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from pages.parts import cards
from pages.parts.shell import state

#: Drawn here, as Streamlit fetches the picture of a named icon from another host.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="5" fill="#8F1D23"/>'
    '<path d="M16 5l9.5 5.5v11L16 27l-9.5-5.5v-11z" fill="#fff"/></svg>'
)
#: The page of a register of firms, which stands in the sidebar of who has one.
FIRMS = "firms"
#: Where the pages that are registered in this run are kept for links to them.
_PAGES = "pages"


@dataclass(frozen=True)
class Entry:
    """One page: its name in links, and the section of the sidebar it stands in."""

    name: str
    section: str

    @property
    def file(self) -> str:
        """Script of the page, relative to the entry script."""
        return f"pages/{self.name}.py"


#: Pages with a sheet of their own, then those that tell of the others, add to them and put them
#: together.
ENTRIES = (
    *(Entry(name, page.section) for name, page in PAGES.items()),
    Entry("methods", "refer"),
    Entry("own", "use"),
    Entry("story", "use"),
)


def register(view: View) -> StreamlitPage:
    """Register all pages and return the one that was asked for."""
    t = Words(view.lang)
    pages = {
        entry.name: st.Page(
            entry.file,
            title=f"{t(f'{entry.name}.page')} · {t('pages.product')}",
            url_path=entry.name,
            default=entry.name == HOME,
        )
        for entry in ENTRIES
    }
    st.session_state[_PAGES] = pages
    page = st.navigation([*pages.values()], position="hidden")
    st.set_page_config(
        page_title=page.title,
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    return page


def link(name: str, view: View, label: str, *, key: str | None = None) -> None:
    """Link to a page that carries the view along."""
    with st.container(key=key) if key else nullcontext():
        _link(name, view, label)


def _link(name: str, view: View, label: str) -> None:
    """By the page itself: by its path Streamlit would look each up on the disk."""
    page = st.session_state[_PAGES][name]
    st.page_link(page, label=label, query_params=state.link_codes(view))


def sidebar(view: View, without: Collection[str] = ()) -> None:
    """Brand, and the pages by section but for some."""
    t = Words(view.lang)
    cards.show(
        element(
            "div",
            element("span", css="brand-bar"),
            element("div", t("pages.product"), css="brand-name"),
            element("div", t("pages.product_other"), css="brand-other"),
            css="brand",
        )
    )
    for section in dict.fromkeys(entry.section for entry in ENTRIES):
        cards.show(element("div", t(f"pages.section_{section}"), css="nav-section"))
        for entry in ENTRIES:
            if entry.section == section and entry.name not in without:
                link(entry.name, view, t(f"{entry.name}.page"))


def language_links(page_name: str, view: View) -> None:
    """The same view in either language; the current one is set in bold."""
    with st.container(key="languages", horizontal=True):
        for lang in LANGUAGES:
            name = Words(lang)("pages.language")
            label = f"**{name}**" if lang == view.lang else name
            _link(page_name, view.replace(lang=lang), label)
