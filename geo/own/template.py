"""A workbook to fill in, whose cells offer what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geo.data.atlas import Atlas
from geo.record import clusters
from geo.record.naming import names
from geo.words import Words

#: Columns of the list with their widths.
_COLUMNS = {"number": 6, "name": 44, "city": 18, "county": 20, "chain": 28, "year": 12}
#: What is asked above the list.
ASKED = ("programme", "title", "issuer", "date")
_ROWS = 300


def workbook(atlas: Atlas, t: Words) -> bytes:
    """The workbook, as a file.

    Parameters
    ----------
    atlas : Atlas
        The data package, whose programmes, cities and chains are offered.
    t : Words
        Language.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = t("own.template.list")
    choices = book.create_sheet(t("own.template.choices"))
    choices.sheet_state = "hidden"
    programmes = names(atlas, "programmes", t)
    offered = {
        "programme": [programmes[code] for code in clusters.programmes(atlas).index],
        "city": [str(name) for name in atlas.cities["name_zh"]],
        "chain": list(names(atlas, "chains", t).values()),
    }
    for row, part in enumerate(ASKED, 1):
        sheet.cell(row, 1, t(f"own.form.{part}")).font = Font(bold=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(_COLUMNS))
    head = len(ASKED) + 2
    for column, (part, width) in enumerate(_COLUMNS.items(), 1):
        cell = sheet.cell(head, column, t(f"own.column.{part}"))
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    cells = {"programme": "B1"}
    for part in ("city", "chain"):
        letter = get_column_letter(list(_COLUMNS).index(part) + 1)
        cells[part] = f"{letter}{head + 1}:{letter}{head + _ROWS}"
    for column, (part, values) in enumerate(offered.items(), 1):
        _offer(sheet, choices, column, values, cells[part])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(
    sheet: Worksheet, choices: Worksheet, column: int, values: Iterable[str], cells: str
) -> None:
    """A list to choose from in some cells; another text is let in, and read as it stands."""
    row = 0
    for row, value in enumerate(values, 1):
        choices.cell(row, column, value)
    letter = get_column_letter(column)
    formula = f"'{choices.title}'!${letter}$1:${letter}${row}"
    offer = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(offer)
    offer.add(cells)
