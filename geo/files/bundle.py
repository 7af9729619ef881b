"""Everything about a view in one archive: data, dictionary, pictures, citation and link."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

import geopandas as gpd
import pandas as pd

import geo.files.citation as citation
from geo.files.order import Order
from geo.files.tables import FORMATS, Export
from geo.files.tables.cells import attributes, dictionary
from geo.record.about import PRODUCT, About
from geo.words import Words

#: Columns that end every row of a CSV file.
_CITED = ("cite_about", "cite_licence", "cite_date", "cite_link")


def zip_bytes(order: Order) -> bytes:
    """The archive; the same bytes for the same view on the same day."""
    sheet, t = order.sheet, order.t
    figures = order.figures()
    order.of = 3 + len(figures)
    order.step(t("handout.step.tables"))
    files: dict[str, bytes] = {}
    records = []
    exports = sheet.exports
    for rows in exports:
        for ending in ("csv", "geojson"):
            if ending == "csv" or isinstance(rows.frame, gpd.GeoDataFrame):
                path = f"data/{rows.name}.{ending}"
                files[path] = FORMATS[ending].write(rows)
                records.append(_resource(rows, path, files[path], exports, t))
    for code in figures:
        order.step(t("handout.step.picture", figure=code))
        files[f"pictures/{code}.png"] = order.picture(code)
    order.step(t("handout.step.pack"))
    package = _package(sheet.about, sheet.claim, records)
    texts = {
        "datapackage.json": json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        "citation.txt": citation.text(sheet) + "\n",
        "citation.bib": citation.bibtex(sheet),
        "citation.json": citation.csl(sheet),
        "link.txt": sheet.about.link + "\n",
    }
    files |= {name: content.encode() for name, content in texts.items() if content.strip()}
    files = {"README.md": _readme(order, tuple(files)).encode(), **files}
    return _packed(files, sheet.about)


def _packed(files: dict[str, bytes], about: About) -> bytes:
    day = about.date
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            out.writestr(entry, content)
    return archive.getvalue()


def _readme(order: Order, names: tuple[str, ...]) -> str:
    """What the archive holds and how to cite it."""
    sheet, t = order.sheet, order.t
    titles = {f"data/{rows.name}": rows.title for rows in sheet.rows}
    titles |= {f"data/{chart.code}": chart.title for chart in sheet.charts}
    titles |= {"data/map": sheet.map.title} if sheet.map else {}
    lines = [f"# {sheet.about.title}", "", f"**{sheet.claim}**", ""]
    lines += [f"{line}\n" for line in sheet.lines]
    lines += [f"## {t('handout.readme.files')}", ""]
    for name in names:
        stem, _, ending = name.rpartition(".")
        known = f"{titles[stem]} · {ending.upper()}" if stem in titles else _told(name, t)
        lines.append("- " + t("sheets.choice", name=f"`{name}`", value=known))
    lines += ["", f"## {t('papers.about')}", ""]
    lines += [
        "- " + t("sheets.choice", name=name, value=text) for name, text in sheet.about.lines()
    ]
    lines += ["", citation.text(sheet), "", f"## {t('papers.sources')}", ""]
    sources = {source.source_id: source for rows in sheet.rows for source in rows.about.sources}
    lines += [f"- {source.cite()}" for source in sources.values()]
    return "\n".join(lines) + "\n"


def _told(name: str, t: Words) -> str:
    if name.startswith("pictures/"):
        return t("handout.readme.picture")
    known = {
        "datapackage.json": t("handout.readme.package"),
        "citation.txt": t("handout.readme.text"),
        "citation.bib": t("handout.readme.bib"),
        "citation.json": t("handout.readme.csl"),
        "link.txt": t("handout.readme.link"),
    }
    return known[name]


def _package(about: About, claim: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Descriptor of exactly the data files of the archive."""
    found = {
        "name": PRODUCT,
        "version": about.data_version,
        "created": f"{about.date.isoformat()}T00:00:00Z",
        "title": about.title,
        "description": f"{claim} {about.summary()}",
        "homepage": about.link if about.link.startswith("http") else "",
        "licenses": [{"name": "other-at", "title": about.licence}],
        "sources": [{"title": source.cite()} for source in about.sources],
        "resources": resources,
    }
    return {name: value for name, value in found.items() if value}


def _resource(
    rows: Export, path: str, content: bytes, exports: Sequence[Export], t: Words
) -> dict[str, Any]:
    name, _, ending = path.rpartition("/")[2].partition(".")
    tabular = ending == "csv"
    record: dict[str, Any] = {
        "name": name if tabular else f"{name}-places",
        "path": path,
        "title": rows.about.title,
        "format": ending,
        "mediatype": FORMATS[ending].mime,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
    if tabular:
        record["schema"] = {
            "fields": _fields(rows, t),
            "missingValues": [""],
            **_keys(rows, exports),
        }
    return record


def _keys(rows: Export, exports: Sequence[Export]) -> dict[str, Any]:
    """Keys that hold inside the archive: a reference to rows that are not in it is left out."""
    found: dict[str, Any] = {}
    if rows.key and not rows.frame[list(rows.key)].isna().any(axis=None):
        found["primaryKey"] = list(rows.key)
    held = {one.name: one.frame for one in exports}
    found["foreignKeys"] = [
        {
            "fields": [link.column],
            "reference": {"resource": link.table, "fields": [link.field]},
        }
        for link in rows.references
        if link.table in held
        and set(rows.frame[link.column].dropna()) <= set(held[link.table][link.field])
    ]
    return {name: keys for name, keys in found.items() if keys}


def _fields(rows: Export, t: Words) -> list[dict[str, str]]:
    """Columns as the CSV file has them, each with its type and meaning."""
    table = attributes(rows)
    known = {column.code: column for column in dictionary(rows)}
    fields = []
    for name in table.columns:
        column = known.get(str(name))
        field = {"name": str(name), "type": _type(table[name])}
        if column:
            field |= {"title": column.label, "description": column.meaning}
        fields.append({key: text for key, text in field.items() if text})
    cited = [{"name": name, "type": "string", "title": t(f"handout.{name}")} for name in _CITED]
    return fields + cited


def _type(cells: pd.Series) -> str:
    kinds = pd.api.types
    if kinds.is_bool_dtype(cells):
        return "boolean"
    if kinds.is_integer_dtype(cells):
        return "integer"
    return "number" if kinds.is_float_dtype(cells) else "string"
