"""A data folder of one's own, tried before it is put in service.

Every sheet is made of it once in each language; what is wrong is told, and if nothing is, what the
pages say of it beside the shipped data.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.data.atlas import DATA, Atlas, AtlasError, Problem, load
from geo.sheets import PAGES, catalogue, sheet
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from geo.words.text import as_read

#: Column of what the compilers remark, which is no value.
REMARK = "note"

Step = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Rows:
    """Rows of one table, shipped and own, and how they differ by their keys."""

    table: str
    old: int
    new: int
    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Claim:
    """What one page says, of the shipped data and of the own ones."""

    page: str
    old: str
    new: str


@dataclass(frozen=True)
class Checked:
    """What came out.

    Attributes
    ----------
    folder : Path
        The folder.
    problems : tuple of Problem
        What is wrong; the rest is empty then.
    rows : tuple of Rows
        Every table of the folder.
    claims : tuple of Claim
        Every page, as it opens.
    """

    folder: Path
    problems: tuple[Problem, ...] = ()
    rows: tuple[Rows, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the folder can be used."""
        return not self.problems

    def text(self, lang: str) -> str:
        """All of it, for a terminal."""
        t = Words(lang)
        if self.problems:
            return AtlasError(self.folder, self.problems).text(lang)
        return "\n".join([t("check.sound", folder=self.folder), *self.changes(lang)])

    def changes(self, lang: str) -> list[str]:
        """What is different, line by line."""
        t = Words(lang)
        lines = ["", t("check.rows")]
        for rows in self.rows:
            kinds = {"+": rows.added, "−": rows.removed, "~": rows.changed}
            detail = " ".join(f"{sign}{t.number(n)}" for sign, n in kinds.items() if n)
            count = f"{t.number(rows.old)} → {t.number(rows.new)}"
            lines.append(f"  {rows.table}: {count}{f'  ({detail})' if detail else ''}")
        lines += ["", t("check.claims")]
        for claim in self.claims:
            lines.append(f"  {t(f'{claim.page}.page')}")
            if claim.old == claim.new:
                lines.append(f"    = {claim.new}")
            else:
                lines += [f"    - {claim.old}", f"    + {claim.new}"]
        return lines


def check(
    folder: str | Path, lang: str = "zh", progress: Step | None = None, before: Path = DATA
) -> Checked:
    """Read a folder, make every sheet of it, and compare it with other data.

    Parameters
    ----------
    folder : str or Path
        A data folder, its tables as CSV or XLSX.
    lang : {"zh", "en"}
        Language of the claims that are compared.
    progress : callable, optional
        Told how many sheets are made, of how many, and which one comes next.
    before : Path
        Folder of the other data, those shipped if left out.

    Returns
    -------
    Checked
        Also of a folder that cannot be used; nothing is raised for what is wrong with it.
    """
    where = Path(folder)
    try:
        own, shipped = load(where), load(before)
    except AtlasError as error:
        return Checked(error.folder, error.problems)
    except Exception as error:  # a fault nobody thought of is told like the others
        return Checked(where, (_fault("folder_fails", where, error),))
    made: dict[tuple[str, str], str] = {}
    problems = []
    sheets = [(language, page) for language in LANGUAGES for page in PAGES]
    for number, (language, page) in enumerate(sheets):
        if progress:
            progress(number, len(sheets), Words(lang)(f"{page}.page"))
        try:
            made[language, page] = sheet(own, page, View(lang=language)).claim
        except Exception as error:  # whatever it is, the other pages are tried as well
            problems.append(_fault("page_fails", where, error, page=page, language=language))
    if problems:
        return Checked(where, tuple(problems))
    claims = tuple(
        Claim(page, sheet(shipped, page, View(lang=lang)).claim, made[lang, page]) for page in PAGES
    )
    return Checked(
        where, (), tuple(compared_rows(shipped, own, name) for name in own.tables), claims
    )


def _fault(kind: str, folder: Path, error: Exception, **fields: str) -> Problem:
    reason = f"{type(error).__name__}: {error}"
    return Problem(kind, str(folder), fields=MappingProxyType({"reason": reason, **fields}))


def compared_rows(shipped: Atlas, own: Atlas, name: str) -> Rows:
    """How the rows of a table differ from those of another data set, by their keys.

    Columns that only one of the two has values in are left aside, and so are remarks; what is only
    set in other marks is the same.
    """
    new = _by_key(own, name, own)
    if name not in shipped.tables:
        return Rows(name, 0, len(new), added=len(new))
    old, new = _by_key(shipped, name, own), _by_key(own, name, shipped)
    both = old.keys() & new.keys()
    return Rows(
        name,
        len(old),
        len(new),
        added=len(new.keys() - both),
        removed=len(old.keys() - both),
        changed=sum(old[key] != new[key] for key in both),
    )


def _told(atlas: Atlas, name: str) -> set[str]:
    """Columns with values of their own; those that an older folder lacks are read as all alike."""
    table = atlas.table(name)
    filled = catalogue.filled(table)
    for column in atlas.dictionary(name):
        if column.absent and set(table[column.name].astype(str).str.lower()) == {column.absent}:
            filled[column.name] = 0
    return set(filled.index[filled > 0])


def _as_read(cells: tuple[object, ...]) -> tuple[object, ...]:
    """Cells of a row, or items of a cell, with their texts as they are read."""
    return tuple(
        _as_read(cell)
        if isinstance(cell, tuple)
        else as_read(cell)
        if isinstance(cell, str)
        else cell
        for cell in cells
    )


def _by_key(atlas: Atlas, name: str, other: Atlas) -> dict[Hashable, tuple[object, ...]]:
    """Rows of a table by their key, in the columns that another atlas tells of as well."""
    frame = atlas.table(name).astype("object")
    frame = frame.where(frame.notna(), None)
    key = list(atlas.resource(name).key) or list(frame.columns)
    columns = sorted((_told(atlas, name) & _told(other, name)) - {REMARK})
    return dict(
        zip(
            map(_as_read, frame[key].itertuples(index=False, name=None)),
            map(_as_read, frame[columns].itertuples(index=False, name=None)),
            strict=True,
        )
    )
