"""The page of state: one process as whoever runs it wants to see it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from markupsafe import Markup

from geo import settings, version
from geo.look.html import element, join
from geo.settings import told
from geo.words import LANGUAGES, Words
from pages.parts.service import health, logs, watch

Rows: TypeAlias = Iterable[Sequence[str]]

_STYLE = Markup(
    "body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1A1F24}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse}"
    "td,th{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid #D8DBDD;"
    "vertical-align:top;overflow-wrap:anywhere}.bad{color:#8F1D23;font-weight:600}"
)


def html(t: Words) -> str:
    """The whole page."""
    other = next(lang for lang in LANGUAGES if lang != t.lang)
    title = f"{t('pages.product')} · {t('service.title')}"
    head = element("head", Markup('<meta charset="utf-8">'), element("title", title),
                   element("style", _STYLE))  # fmt: skip
    body = element(
        "body",
        element("h1", title),
        element("p", t("service.process", n=os.getpid(), version=version.__version__), " ",
                element("a", Words(other)("pages.language"), href=f"?lang={other}")),
        _part(t("service.checks"), (), _checks(t)),
        _part(t("service.figures"), (), _figures(t)),
        _part(t("service.runs"), _heads(t, "page", "number", "mean", "failed"), _runs(t)),
        _part(t("service.faults"), _heads(t, "time", "page", "what", "where"), _faults(t)),
        _part(t("service.settings"), _heads(t, "setting", "value", "origin"), _settings(t)),
    )  # fmt: skip
    return join(Markup("<!doctype html>"), element("html", head, body, lang=t.lang))


def _heads(t: Words, *names: str) -> tuple[str, ...]:
    return tuple(t(f"service.head.{name}") for name in names)


def _part(title: str, heads: Sequence[str], rows: Rows) -> Markup:
    named = element("tr", (element("th", head) for head in heads)) if heads else ""
    body = (element("tr", (element("td", cell) for cell in row)) for row in rows)
    return join(element("h2", title), element("table", named, body))


def _checks(t: Words) -> Rows:
    return [
        (
            t(f"service.check.{one.name}"),
            one.figure,
            t("service.holds") if one.holds else element("span", t("service.fails"), css="bad"),
        )
        for one in health.checks()
    ]


def _value(name: str, **labels: str) -> float:
    return watch.REGISTRY.get_sample_value(name, labels) or 0


def _figures(t: Words) -> Rows:
    asked, worked = _value("hca_answers_asked_total"), _value("hca_answers_worked_out_total")
    exports = sum(_value("hca_export_seconds_count", form=form) for form in _labels("form"))
    return [
        (t("service.figure.sessions"), t.number(watch.sessions())),
        (t("service.figure.exports"), t.number(exports)),
        (t("service.figure.kept"), t.number(_value("hca_answers_kept"))),
        (t("service.figure.hits"), t.percent(1 - worked / asked) if asked else t("common.unknown")),
    ]


def _labels(name: str) -> list[str]:
    """Values of a label that are there."""
    return sorted(
        {
            sample.labels[name]
            for metric in watch.REGISTRY.collect()
            for sample in metric.samples
            if name in sample.labels
        }
    )


def _runs(t: Words) -> Rows:
    rows: list[Sequence[str]] = []
    for page in _labels("page"):
        number = _value("hca_run_seconds_count", page=page)
        mean = _value("hca_run_seconds_sum", page=page) / number * 1000 if number else 0
        failed = _value("hca_faults_total", page=page)
        rows.append((t(f"{page}.page"), t.number(number), f"{mean:.0f} ms", t.number(failed)))
    return rows


def _faults(t: Words) -> Rows:
    found = [
        (one.time, f"{one.request.page} {one.request.id}".strip(), one.what, one.where)
        for one in logs.faults()
    ]
    return found or [(t("service.none"),)]


def _settings(t: Words) -> Rows:
    reading = settings.now()
    rows = [
        (about.name, told.value(reading, about, t), told.origin(reading, about, t))
        for about in settings.EVERY.values()
    ]
    return [*rows, *((fault.where, "", fault.text(t.lang)) for fault in reading.faults)]
