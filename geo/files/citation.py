"""How to cite a view: as text, for BibTeX and for reference managers (CSL JSON)."""

from __future__ import annotations

import json
import re

from geo.record.about import PRODUCT
from geo.sheets import Sheet
from geo.words import Words

_SPECIAL = re.compile(r"([#$%&_{}])")
_WRITTEN_OUT = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def text(sheet: Sheet) -> str:
    """One line in the order that most styles ask for."""
    about, t = sheet.about, Words(sheet.about.lang)
    return t(
        "handout.citation.text",
        product=t("pages.product"),
        title=_title(sheet, t),
        filters=about.filters_text(),
        version=about.data_version,
        date=about.date.isoformat(),
        link=about.link,
    ).rstrip()


def bibtex(sheet: Sheet) -> str:
    """An entry for LaTeX; of the kind ``misc``, which every style knows."""
    about, t = sheet.about, Words(sheet.about.lang)
    fields = {
        "author": f"{{{_tex(t('pages.product'))}}}",
        "title": f"{{{_tex(_title(sheet, t))}}}",
        "year": str(about.date.year),
        "month": str(about.date.month),
        "version": _tex(about.data_version),
        "note": _tex(about.filters_text()),
        "url": about.link,
        "urldate": about.date.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{_key(sheet)},\n" + ",\n".join(lines) + "\n}\n"


def csl(sheet: Sheet) -> str:
    """An item of CSL JSON."""
    about, t = sheet.about, Words(sheet.about.lang)
    day = {"date-parts": [[about.date.year, about.date.month, about.date.day]]}
    item = {
        "id": _key(sheet),
        "type": "dataset",
        "title": _title(sheet, t),
        "author": [{"literal": t("pages.product")}],
        "issued": day,
        "accessed": day,
        "version": about.data_version,
        "note": about.filters_text(),
        "language": "zh-CN" if t.lang == "zh" else "en",
        "URL": about.link,
    }
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


def _title(sheet: Sheet, t: Words) -> str:
    return t("export.credit.entry", label=sheet.name, text=sheet.claim)


def _key(sheet: Sheet) -> str:
    return f"{PRODUCT}-{sheet.page}-{sheet.about.date:%Y%m%d}"


def _tex(text: str) -> str:
    """Text with the signs escaped that TeX would act on."""
    return "".join(_WRITTEN_OUT.get(c) or _SPECIAL.sub(r"\\\1", c) for c in text)
