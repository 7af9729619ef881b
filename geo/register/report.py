"""What became of a register: read, placed, mapped and refused, before anything is drawn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.foreign.faults import Fault
from geo.register.columns import Columns
from geo.register.industry import BY
from geo.register.placing import HOW
from geo.words import Words

#: File of a report beside the placed firms.
REPORT = "report.json"
#: Rows of each kind that the text shows.
_SHOWN = 3


@dataclass(frozen=True)
class Report:
    """What became of every row of a file.

    Attributes
    ----------
    file : str
        Its name.
    charset : str
        Of a text; empty else.
    columns : Columns
        What the columns were taken for, and the datum.
    shares : Mapping
        Of each datum the share of points in the county that their row names; empty where the datum
        was not guessed.
    rows : int
        Rows of the file below the heading that are not blank: placed and refused ones.
    blank, above : int
        Lines of nothing, and rows down to the heading.
    placed : Mapping
        How firms were placed, one of `HOW`, to their number.
    mapped : Mapping
        How firms got their chain, one of `BY`, to their number.
    refused : Mapping
        Why rows were not taken, to their number.
    told : Mapping
        What was noted of rows that were taken, to their number.
    duplicates : int
        Rows placed that have name and address of an earlier one.
    faults : tuple of Fault
        The first of each kind.
    unmapped : Mapping
        What firms without a chain say of their industry, the most frequent first, to their number.
    """

    file: str
    charset: str
    columns: Columns
    shares: Mapping[str, float]
    rows: int
    blank: int
    above: int
    placed: Mapping[str, int]
    mapped: Mapping[str, int]
    refused: Mapping[str, int]
    told: Mapping[str, int]
    duplicates: int
    faults: tuple[Fault, ...]
    unmapped: Mapping[str, int]

    @property
    def firms(self) -> int:
        """Firms placed."""
        return sum(self.placed.values())

    @property
    def lost(self) -> int:
        """Rows that are neither placed nor refused: none, ever."""
        return self.rows - self.firms - sum(self.refused.values())

    def text(self, lang: str = "zh") -> str:
        """The whole report, a line each; rows that need a hand come last."""
        t = Words(lang)
        lines = [t("register.read", file=self.file, rows=t.number(self.rows),
                   above=t.number(self.above), blank=t.number(self.blank))]  # fmt: skip
        taken = (
            f"{t(f'register.meaning.{key}')} ← {name}" for key, name in self.columns.of.items()
        )
        lines.append(t("register.columns", columns=t.clauses(taken)))
        if self.columns.datum and "lon" in self.columns.of:
            told = t(f"register.datum.{self.columns.datum}")
            shares = t.clauses(
                f"{t(f'register.datum.{datum}')} {t.percent(share, 1)}"
                for datum, share in self.shares.items()
            )
            key = "register.datum_guessed" if shares else "register.datum_given"
            lines.append(t(key, datum=told, shares=shares))
        lines.append(t("register.placed", n=t.number(self.firms), of=t.number(self.rows),
                       how=self._counts(t, "how", self.placed, HOW)))  # fmt: skip
        lines.append(t("register.mapped", n=t.number(self.firms - self.mapped.get("unknown", 0)),
                       how=self._counts(t, "by", self.mapped, BY)))  # fmt: skip
        lines.append(t("register.refused", n=t.number(sum(self.refused.values()))))
        lines += self._reasons(t, self.refused)
        if self.told:
            lines.append(t("register.told"))
            lines += self._reasons(t, self.told)
        if self.duplicates:
            lines.append(t("register.duplicates", n=t.number(self.duplicates)))
        if self.faults:
            lines.append(t("register.first"))
            number: Counter[str] = Counter()
            for fault in self.faults:
                number[fault.kind] += 1
                if number[fault.kind] <= _SHOWN:
                    lines.append(f"  {fault.text(lang)}")
        return "\n".join(lines)

    @staticmethod
    def _counts(t: Words, kind: str, counts: Mapping[str, int], order: tuple[str, ...]) -> str:
        return t.clauses(
            f"{t(f'register.{kind}.{code}')} {t.number(counts[code])}"
            for code in order
            if counts.get(code)
        )

    def _reasons(self, t: Words, counts: Mapping[str, int]) -> list[str]:
        first = {fault.kind: fault for fault in reversed(self.faults)}
        return [
            t("register.reason", n=t.number(n), what=first[kind].what(t.lang),
              remedy=first[kind].remedy(t.lang))
            for kind, n in counts.items()
        ]  # fmt: skip

    def json(self) -> str:
        """All of it for a program, with the sentences in both languages."""
        plain = {
            **{name: dict(value) if isinstance(value, Mapping) else value
               for name, value in vars(self).items() if name not in ("columns", "faults")},
            "columns": dict(self.columns.of),
            "datum": self.columns.datum,
            "faults": [
                {"kind": fault.kind, "row": fault.row, "column": fault.column,
                 "value": fault.value, "zh": fault.text("zh"), "en": fault.text("en")}
                for fault in self.faults
            ],
        }  # fmt: skip
        return json.dumps(plain, ensure_ascii=False, indent=1)


def rows_read(folder: Path) -> int | None:
    """Rows that the register of a folder was read from; None where no report tells.

    Raises
    ------
    ValueError
        What should be a report is none.
    OSError
        It cannot be had.
    """
    path = folder / REPORT
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    rows = told.get("rows") if isinstance(told, dict) else None
    if not isinstance(rows, int):
        raise ValueError(f"{REPORT}: no number of rows")
    return rows
