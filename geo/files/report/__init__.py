"""Reports on A4: sheets set as PDF by a typesetter, with vector maps and charts.

A :class:`Paper` is one or more sheets under a title. Its figures, tables, methods and sources
travel to the template ``report.typ`` as data, never as markup, so no text can change the setting.

Examples
--------
>>> from datetime import date
>>> from geo.data.atlas import load
>>> from geo.sheets.view import View
>>> atlas = load()
>>> paper = of_view(atlas, "layout", View(lang="en"), day=date(2026, 11, 21))
>>> pdf_bytes(atlas, paper)[:5]
b'%PDF-'
"""

from geo.files.report.paper import Paper, of_view
from geo.files.report.subjects import SUBJECTS, Step, Subject, first, of_subject, subject_pdf, title
from geo.files.report.typesetting import pdf_bytes

__all__ = [
    "SUBJECTS",
    "Paper",
    "Step",
    "Subject",
    "first",
    "of_subject",
    "of_view",
    "pdf_bytes",
    "subject_pdf",
    "title",
]
