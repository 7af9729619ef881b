"""How to cite a view: as text, for BibTeX and for reference managers (CSL JSON)."""

from __future__ import annotations

import json
import re

from geo.export.record import PRODUCT, About
from geo.words import Words

_SPECIAL = re.compile(r"([#$%&_{}])")
_WRITTEN_OUT = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def text(about: About, claim: str) -> str:
    """One sentence in the order that most styles ask for."""
    t = Words(about.lang)
    return t(
        "handout.citation.text",
        product=t("pages.product"),
        title=_subject(about),
        claim=claim,
        filters=about.filters_text(),
        version=about.data_version,
        date=about.date.isoformat(),
        link=about.link,
    ).rstrip(" 。.") + ("。" if t.lang == "zh" else ".")


def bibtex(about: About, claim: str) -> str:
    """An entry for LaTeX; of the kind ``misc``, which every style knows."""
    t = Words(about.lang)
    fields = {
        "author": f"{{{_tex(t('pages.product'))}}}",
        "title": f"{{{_tex(_subject(about))}}}",
        "year": str(about.date.year),
        "month": str(about.date.month),
        "version": _tex(about.data_version),
        "note": _tex(f"{claim} ({about.filters_text()})"),
        "url": about.link,
        "urldate": about.date.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{_key(about)},\n" + ",\n".join(lines) + "\n}\n"


def csl(about: About, claim: str) -> str:
    """An item of CSL JSON."""
    t = Words(about.lang)
    day = {"date-parts": [[about.date.year, about.date.month, about.date.day]]}
    item = {
        "id": _key(about),
        "type": "dataset",
        "title": _subject(about),
        "author": [{"literal": t("pages.product")}],
        "issued": day,
        "accessed": day,
        "version": about.data_version,
        "abstract": claim,
        "note": about.filters_text(),
        "language": "zh-CN" if about.lang == "zh" else "en",
        "URL": about.link,
    }
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


def _subject(about: About) -> str:
    return about.title.rpartition(" · ")[2]


def _key(about: About) -> str:
    return f"{PRODUCT}_{about.date:%Y%m%d}"


def _tex(text: str) -> str:
    """Text with the signs escaped that TeX would act on."""
    return "".join(_WRITTEN_OUT.get(c) or _SPECIAL.sub(r"\\\1", c) for c in text)
