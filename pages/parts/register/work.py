"""What is on the workbench: a register on its way from a file to use, each step to be undone.

It is held by the visit, so that a reload finds it again. What takes a while goes on in a job, whose
result becomes the next step.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from geo.data.atlas import Atlas
from geo.foreign.faults import UnreadableError
from geo.register import build, joined
from geo.register.columns import HEADINGS, Columns
from geo.register.datum import DATUMS
from geo.register.engine import EngineError
from geo.register.placing import Settled
from geo.register.report import Report
from geo.register.sample import sample
from geo.register.taken import Taken, take
from geo.words import Words
from pages.parts.register import in_use
from pages.parts.register.in_use import InUse
from pages.parts.register.job import Job
from pages.parts.register.upload import Upload
from pages.parts.shell import visit
from pages.parts.shell.visits import Visit

#: Rows that a register may have by the page.
ROWS = 2_000_000
#: Steps that can be undone.
_STEPS = 4
_BENCH, _JOB, _FAULT, _ASKED = "bench", "bench_job", "bench_fault", "bench_asked"
_REMARK = "bench_remark"


@dataclass(frozen=True, eq=False)
class Bench:
    """One step of the way.

    Attributes
    ----------
    taken : Taken
        The file that was read.
    columns : Columns
        What its columns mean, as far as said.
    settled : Settled
        What was decided about rows that contradict themselves.
    rules : pandas.DataFrame or None
        Rules of the reader's own for chains.
    report : Report or None
        What became of its rows; None where it is not placed.
    folder : Path or None
        Where the placed firms lie.
    fault : UnreadableError or None
        Why it is not placed.
    added : tuple of Report
        What became of files that were mended and put in after it.
    confirmed : bool
        Whether the reader has said what the columns mean, now or for the same heading before.
    """

    taken: Taken
    columns: Columns
    settled: Settled = Settled()
    rules: pd.DataFrame | None = None
    report: Report | None = None
    folder: Path | None = None
    fault: UnreadableError | None = None
    added: tuple[Report, ...] = ()
    confirmed: bool = False

    @property
    def firms(self) -> int:
        """Firms placed, of all files."""
        return sum(one.firms for one in (self.report, *self.added) if one)

    @property
    def key(self) -> str:
        """Key of the heading, by which the browser keeps what was said of its columns."""
        said = "\n".join(self.taken.reading.columns)
        return blake2s(said.encode(), digest_size=8).hexdigest()


def bench() -> Bench | None:
    """What is on the workbench."""
    held = visit.current()
    return on(held) if held else None


def on(visit: Visit) -> Bench | None:
    """What is on the workbench of a visit."""
    steps = visit.kept.get(_BENCH, ())
    return steps[-1] if steps else None


def job() -> Job[Bench] | Job[InUse] | None:
    """The work that goes on."""
    found: Job[Bench] | Job[InUse] | None = visit.kept().get(_JOB)
    return found


def fault(lang: str) -> str:
    """Why the last work came to nothing, in a sentence."""
    told = visit.kept().get(_FAULT)
    if isinstance(told, EngineError):
        return Words(lang)("workbench.remote_lost")
    return told.text(lang) if told else ""


def remark(text: str = "") -> str:
    """What was wrong with what was given beside the file; told anew where a text is given."""
    if text:
        visit.begun().kept[_REMARK] = text
    return str(visit.kept().get(_REMARK, ""))


def settle() -> bool:
    """Take up what came of a work that has ended; whether pages count other firms now."""
    done = job()
    if done is None or not done.done:
        return False
    kept = visit.begun().kept
    if kept.pop(_JOB, None) is None:  # a second window of the visit was quicker
        return False
    kept[_FAULT] = done.fault
    came = done.result
    if isinstance(came, InUse):
        in_use.begin(came)
    elif came:
        kept[_BENCH] = (*kept.get(_BENCH, ()), came)[-_STEPS:]
        kept[_ASKED] = came.columns
    _tidy()
    return isinstance(came, InUse)


def _tidy() -> None:
    """Take away folders that no step stands on any more."""
    held = visit.begun()
    if job():  # it has folders that nobody knows of yet
        return
    needed = {in_use.folder()}
    for step in held.kept.get(_BENCH, ()):
        needed |= {step.folder, step.taken.reading.path.parent}
    for folder in held.folder.glob("register-*"):
        if folder not in needed:
            shutil.rmtree(folder, ignore_errors=True)


def _start(held: Visit, work: Callable[[Job[Bench]], Bench]) -> None:
    _go_on(held, Job(work))


def _go_on(held: Visit, started: Job[Bench] | Job[InUse]) -> None:
    """This work goes on from now, and no other."""
    if going := held.kept.get(_JOB):
        going.stop()
    for told in (_FAULT, _REMARK):
        held.kept.pop(told, None)
    held.kept[_JOB] = started
    held.ends.callback(started.stop)


def stop() -> None:
    """Stop the work that goes on."""
    if going := job():
        going.stop()


def begin(held: Visit, atlas: Atlas, upload: Upload, kept: Mapping[str, Any], t: Words) -> None:
    """Begin with a file: it is read and, if nothing is in doubt, placed.

    Parameters
    ----------
    held : Visit
        The visit whose file it is.
    atlas : Atlas
        The data that everybody sees.
    upload : Upload
        The file.
    kept : Mapping
        What the browser keeps of columns, by the keys of headings.
    t : Words
        The reader's language.
    """
    home = held.folder

    def work(job: Job[Bench]) -> Bench:
        taken = _taken(job, home, upload, t)
        first = Bench(taken, taken.columns)
        if said := _said(first, kept):
            first = replace(first, columns=said, confirmed=True)
        return _placed(job, atlas, home, first)

    _start(held, work)


def _taken(job: Job[Bench], home: Path, upload: Upload, t: Words) -> Taken:
    job.tell("begin", 0, 1)
    folder = new_folder(home)
    try:
        return take(
            upload.path, folder, name=upload.name, lang=t.lang, most=ROWS, progress=job.at("read")
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        upload.path.unlink(missing_ok=True)


def new_folder(home: Path) -> Path:
    """An empty folder of a visit for a register."""
    folder = home / f"register-{secrets.token_hex(6)}"
    folder.mkdir()
    return folder


def _said(first: Bench, kept: Mapping[str, Any]) -> Columns | None:
    """Columns as was said of the same heading before, as far as that makes sense."""
    told = kept.get(first.key)
    if not isinstance(told, dict) or not isinstance(of := told.get("of"), dict):
        return None
    names = first.taken.reading.columns
    there = {one: of[one] for one in HEADINGS if of.get(one) in names}
    datum = told.get("datum")
    return Columns(MappingProxyType(there), datum if datum in DATUMS else "")


def _placed(job: Job[Bench], atlas: Atlas, home: Path, step: Bench) -> Bench:
    """A step with its firms placed, or with the reason why they cannot be."""
    folder = new_folder(home)
    try:
        report = build.place(
            atlas, step.taken, folder, columns=step.columns, rules=step.rules,
            settled=step.settled, progress=job.at("place"),
        )  # fmt: skip
    except UnreadableError as error:
        return replace(step, report=None, folder=None, fault=error, added=())
    return replace(step, report=report, folder=folder, fault=None, added=())


def try_sample(atlas: Atlas, t: Words) -> None:
    """Begin with the sample."""
    held = visit.begun()
    path = held.folder / f"{secrets.token_hex(8)}.upload"
    path.write_text(sample(atlas), encoding="utf-8")
    begin(held, atlas, Upload("", path, t("workbench.sample_name")), {}, t)


def asked() -> Columns:
    """What the reader says that columns mean, before it is placed that way."""
    found: Columns = visit.kept().get(_ASKED, Columns())
    return found


def mean(heading: str, meaning: str) -> None:
    """Say what a column means; another that meant the same is used no more. Empty: not used."""
    now = asked()
    of = {one: name for one, name in now.of.items() if name != heading and one != meaning}
    if meaning in HEADINGS:
        of[meaning] = heading
    ordered = {one: of[one] for one in HEADINGS if one in of}
    visit.begun().kept[_ASKED] = Columns(MappingProxyType(ordered), now.datum)


def in_datum(datum: str) -> None:
    """Say which datum coordinates are in; empty: it is to be found out."""
    visit.begun().kept[_ASKED] = replace(asked(), datum=datum)


def as_guessed() -> None:
    """Columns as they were guessed."""
    if step := bench():
        visit.begun().kept[_ASKED] = step.taken.columns


def place(atlas: Atlas, **changed: Any) -> None:
    """Place the firms anew with what was asked of columns, and with other choices."""
    step, held = bench(), visit.begun()
    if step:
        home = held.folder
        new = replace(step, columns=asked(), confirmed=True, **changed)
        _start(held, lambda job: _placed(job, atlas, home, new))


def add(held: Visit, atlas: Atlas, upload: Upload, t: Words) -> None:
    """Put in rows that were refused and have been mended."""
    step = on(held)
    if step is None or step.folder is None:
        return
    before, home = step.folder, held.folder

    def work(job: Job[Bench]) -> Bench:
        taken = _taken(job, home, upload, t)
        there = {m: name for m, name in step.columns.of.items() if name in taken.reading.columns}
        same = len(there) == len(step.columns.of)
        assert step.report
        columns = replace(step.columns, datum=step.report.columns.datum)
        more = _placed(
            job, atlas, home,
            replace(step, taken=taken, columns=columns if same else taken.columns),
        )  # fmt: skip
        if more.fault:
            raise more.fault
        assert more.folder and more.report
        folder = new_folder(home)
        joined.join((before, more.folder), folder)
        shutil.copyfile(more.folder / build.REFUSED, folder / build.REFUSED)
        return replace(step, folder=folder, added=(*step.added, more.report))

    _start(held, work)


def undo() -> None:
    """Go back by a step, which is the one that is being made if there is one."""
    held = visit.begun()
    if going := job():
        going.stop()
    else:
        held.kept[_BENCH] = held.kept.get(_BENCH, ())[:-1]
    step = bench()
    held.kept[_ASKED] = step.columns if step else Columns()
    held.kept.pop(_FAULT, None)
    _tidy()


def clear() -> None:
    """Nothing is on the workbench; what is in use stays in use."""
    stop()
    held = visit.begun()
    for name in (_BENCH, _ASKED, _FAULT):
        held.kept.pop(name, None)
    _tidy()


def use(atlas: Atlas) -> None:
    """Have every page count the placed firms, as soon as they are ready."""
    step = bench()
    if step and step.folder:
        use_folder(atlas, step.folder, step.report.rows if step.report else None)


def use_folder(atlas: Atlas, folder: Path, read: int | None = None) -> None:
    """Have every page count the firms that were placed in a folder, of so many rows read."""

    _go_on(visit.begun(), Job(lambda _: in_use.opened(atlas, folder, read), "use"))


def connect(atlas: Atlas, address: str, columns: dict[str, str]) -> None:
    """Have every page count a register elsewhere, as soon as it answers."""

    asked = Job(lambda _: in_use.reached(atlas, address, columns), "connect", waits=True)
    _go_on(visit.begun(), asked)


def by_city(step: Bench) -> pd.Series:
    """How many of the placed firms each city has, those with most first."""
    assert step.folder
    told = pq.read_table(step.folder / build.PLACED, columns=["city"])["city"].value_counts()
    counted = pd.Series(
        told.field("counts").to_pylist(), index=told.field("values").to_pylist(), dtype="int64"
    )
    return counted[counted.index.notna()].sort_values(ascending=False, kind="stable")


def let_go() -> None:
    """Have no page count firms of the reader's own any more."""
    in_use.let_go()
    _tidy()


def used() -> bool:
    """Whether what is in use is what is on the workbench."""
    step = bench()
    return step is not None and step.folder is not None and in_use.folder() == step.folder
