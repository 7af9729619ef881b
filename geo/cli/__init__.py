"""The command line: what the pages hand out, made by name.

``export`` makes a file of a view, ``story`` one of a whole presentation, ``report`` a report on a
city, a chain or a region, ``brief`` a brief of one page, ``add`` an overlay of an official list,
``register`` places the firms of a file, ``check`` tries a data folder, ``data`` takes in a newer
state of the data, and ``settings`` lists what is set. A mistake in what is
asked for is told in a sentence and ends with the code 2.
"""

from __future__ import annotations

import argparse
import difflib
import errno
import io
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from geo import files
from geo import story as stories
from geo.cli import upkeep
from geo.cli.parser import language, parser
from geo.data.atlas import Atlas, AtlasError, load
from geo.extras import MissingPartError
from geo.files import HANDOUTS, NothingToShowError, TemplateError, brief, report, share, talk
from geo.files.check import check
from geo.files.report import SUBJECTS
from geo.population.beside import beside
from geo.population.contract import EngineError
from geo.population.fields import Notice
from geo.population.selection import Selection
from geo.record import clusters
from geo.record.filenames import file_name
from geo.sheets import HOME, PAGES, counted
from geo.sheets import view as geo_view
from geo.sheets.view import OWNERS, View
from geo.story import Story, StoryError, deck
from geo.story.file import LARGEST
from geo.words import Words

#: Parameters that say how a page is shown in another one, and nothing about what it shows.
_FRAME = {"embed", "embed_options"}
#: Endings of the files that a command makes.
_ENDINGS = {
    "export": tuple(HANDOUTS),
    "report": ("pdf",),
    "brief": brief.FORMS,
    "story": tuple(talk.FORMS),
}
#: Form of what a list is added with.
_FORMS = {
    "year": r"(19|20)\d\d",
    "date": r"(\d{4}(-\d\d(-\d\d)?)?)?",
    "apart": r"(\d+(,\d+)*)?",
}
#: Codes named in a message about one that is not known.
_NAMED = 12


class _AskedError(ValueError):
    """What was asked for cannot be done; the message is a sentence for the person who asked."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str
        What was typed after ``python -m geo``.

    Returns
    -------
    int
        0 if the file was made or the folder is sound, 1 if something is wrong with the folder, 2 if
        what was asked for cannot be done.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a sign is shown its code
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    t = Words(language())
    typed = parser(t)
    asked = typed.parse_args(arguments)
    if asked.command is None:
        typed.print_help()
        return 2
    if asked.command == "check":
        return _check(asked)
    if asked.command == "register":
        return _register(asked)
    if asked.command == "settings":
        return upkeep.show_settings(asked)
    try:
        if asked.command == "data":
            return upkeep.data(asked, _progress)
        if asked.command == "add":
            _add(asked, t)
            return 0
        _target(asked, t)
        _site(asked.site, t)
        atlas = load(asked.data)
        for warning in atlas.warnings:
            print(warning.text(t.lang), file=sys.stderr)
        if place := getattr(asked, "register", None):
            atlas = _beside(atlas, place, t)
        _COMMANDS[asked.command](atlas, asked, t)
    except AtlasError as error:
        print(error.text(t.lang), file=sys.stderr)
        return 2
    except EngineError as error:
        print(t("cli.no_register", why=error), file=sys.stderr)
        return 2
    except (_AskedError, NothingToShowError, TemplateError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        name = error.filename or ""
        print(t("cli.cannot_write", file=name, why=error.strerror), file=sys.stderr)
        return 2
    return 0


def _target(asked: argparse.Namespace, t: Words) -> None:
    """Hold the place of what is made to one that can be written, before anything is made."""
    target = folder = Path(asked.to)
    if getattr(asked, "all_cities", False):
        while not folder.exists():
            folder = folder.parent
    else:
        endings = _ENDINGS[asked.command]
        if _ending(target) not in endings:
            raise _AskedError(_unknown(t("cli.what.ending"), _ending(target), endings, t))
        folder = target.parent
        _refuse(target.is_dir(), errno.EISDIR, target)
        _refuse(not folder.exists(), errno.ENOENT, target)
    _refuse(not folder.is_dir(), errno.ENOTDIR, target)
    _refuse(not os.access(folder, os.W_OK | os.X_OK), errno.EACCES, target)


def _refuse(whether: bool, number: int, target: Path) -> None:
    if whether:
        raise OSError(number, os.strerror(number), str(target))


def _ending(target: Path) -> str:
    return target.suffix.lower().removeprefix(".")


def _site(address: str, t: Words) -> None:
    """Hold the address of the site to one that a browser opens."""
    try:
        known = not address or urlsplit(address).scheme in ("http", "https")
    except ValueError:
        known = False
    if not known:
        raise _AskedError(t("cli.no_site", address=address))


def _check(asked: argparse.Namespace) -> int:
    checked = check(asked.folder, asked.lang, _progress)
    print(checked.text(asked.lang))
    return 0 if checked.is_sound else 1


def _add(asked: argparse.Namespace, t: Words) -> None:
    """Make an overlay of a list, or add the list to one, and tell what came of it."""
    try:
        from geo.foreign.faults import UnreadableError  # which the other commands do without
        from geo.own import command
        from geo.own.adding import Source
    except MissingPartError as error:
        raise _AskedError(error) from error
    file, folder = Path(asked.list), Path(asked.to)
    _refuse(not file.is_file(), errno.ENOENT, file)
    if command.taken_up(folder):
        raise _AskedError(t("cli.no_overlay", folder=folder))
    for name, form in _FORMS.items():
        if not re.fullmatch(form, getattr(asked, name)):
            raise _AskedError(t("cli.not_valid", parameter=name, value=getattr(asked, name)))
    before = command.below(folder)
    known = list(clusters.programmes(before).index)
    if asked.programme not in known:
        what = t("cli.what.code", parameter="programme")
        raise _AskedError(_unknown(what, asked.programme, known, t))
    source = Source(asked.title, asked.issuer, asked.date)
    apart = [int(row) for row in asked.apart.split(",") if row]
    try:
        print(
            command.add(
                before,
                file,
                folder,
                asked.programme,
                int(asked.year),
                source,
                apart,
                asked.lang,
                asked.form,
            )
        )
    except UnreadableError as error:
        raise _AskedError(error.text(t.lang, file.name)) from error
    except command.NothingReadError as error:
        raise _AskedError(error) from error


def _register(asked: argparse.Namespace) -> int:
    try:
        from geo.register import command  # needs libraries that no other command needs
    except MissingPartError as error:
        print(error, file=sys.stderr)
        return 2
    return command.run(asked)


def _beside(atlas: Atlas, place: str, t: Words) -> Atlas:
    """The data with a register of firms beside them, which answers."""
    try:
        from geo.register.register import opened  # needs libraries that no other command needs
    except MissingPartError as error:
        raise _AskedError(error) from error
    register = opened(atlas, place)
    print(register.known(Selection()).text(t), file=sys.stderr)
    return beside(atlas, register)


def _export(atlas: Atlas, asked: argparse.Namespace, t: Words) -> None:
    page, view, link = _view(atlas, asked.view, t)
    if asked.register:
        view = view.replace(own="firms")
    elif counted.asks(view):
        print(counted.missing(atlas, t), file=sys.stderr)
    if asked.site:
        link = share.link(asked.site.rstrip("/"), page, view)
    target = Path(asked.to)
    content = files.make(
        atlas, page, view, _ending(target), link=link, figure=asked.figure, progress=_progress
    )
    _write(target, content)


def _view(atlas: Atlas, text: str, t: Words) -> tuple[str, View, str]:
    """Page, view and link of ``page?codes`` or of a whole link."""
    try:
        link = urlsplit(text.strip())
    except ValueError as error:
        raise _AskedError(
            t("cli.no_link", text=text, example="clusters?lang=zh&tier=national")
        ) from error
    page = link.path.rpartition("/")[2] or HOME
    if page not in PAGES:
        raise _AskedError(_unknown(t("cli.what.page"), page, PAGES, t))
    given = parse_qsl(link.query, keep_blank_values=True)
    params, twice = geo_view.merged((name, value) for name, value in given if name not in _FRAME)
    if twice:
        raise _AskedError(
            "\n".join(t("cli.twice", parameter=name) for name in dict.fromkeys(
                notice.parameter for notice in twice))
        )  # fmt: skip
    view, notices = geo_view.parse(params, atlas)
    if notices:
        raise _AskedError("\n".join(_not_known(atlas, notice, t) for notice in notices))
    return page, view, text.strip() if link.scheme else ""


def _not_known(atlas: Atlas, notice: Notice, t: Words) -> str:
    """Sentence about a part of a view that is not known, with what is."""
    if notice.parameter not in OWNERS:
        return _unknown(t("cli.what.parameter"), notice.parameter, OWNERS, t)
    known = geo_view.known_codes(atlas).get(notice.parameter)
    if known is None:
        return t("cli.not_valid", parameter=notice.parameter, value=notice.value)
    what = t("cli.what.code", parameter=notice.parameter)
    return _unknown(what, notice.value, known, t)


def _unknown(what: str, value: str, known: Iterable[str], t: Words) -> str:
    """Sentence that names what is not known and what is, the most alike first."""
    every = list(known)
    like = difflib.get_close_matches(value, every, n=3)
    named = list(dict.fromkeys([*like, *every]))
    listed = t.join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
    return t("cli.unknown", what=what, value=value, known=listed, n=len(every))


def _story(atlas: Atlas, asked: argparse.Namespace, t: Words) -> None:
    told, site = _told(atlas, asked.story.strip(), t), asked.site.rstrip("/")

    def link(step: stories.Step) -> str:
        return share.link(site, step.page, stories.subject(step, asked.lang)) if site else ""

    made, target = deck.of(atlas, told, asked.lang, link=link), Path(asked.to)
    _write(target, talk.make(atlas, made, _ending(target), _progress))


def _told(atlas: Atlas, text: str, t: Words) -> Story:
    """A presentation by its file, its link or its code; the one that is shipped for none."""
    if not text:
        return stories.shipped(atlas)
    try:
        if Path(text).suffix.lower() == ".json":
            with Path(text).open("rb") as file:
                told, notices = stories.load(file.read(LARGEST + 1), atlas)
        else:
            code = dict(parse_qsl(text.partition("?")[2])).get("story", text)
            told, notices = stories.from_link(code, atlas)
    except StoryError as error:
        raise _AskedError(error.text(t)) from error
    for notice in notices:
        print(_not_known(atlas, notice, t), file=sys.stderr)
    return told


def _report(atlas: Atlas, asked: argparse.Namespace, t: Words) -> None:
    start, target = View(lang=asked.lang), Path(asked.to)

    def made(subject: str, code: object, progress: report.Step | None) -> bytes:
        site = asked.site.rstrip("/")
        link = share.link(site, *report.first(atlas, subject, code, start)) if site else ""
        return report.subject_pdf(atlas, subject, code, start, link=link, progress=progress)

    if asked.all_cities:
        codes = SUBJECTS["city"].codes(atlas)
        target.mkdir(parents=True, exist_ok=True)
        for number, code in enumerate(codes.values()):
            title = report.title(atlas, "city", code, Words(asked.lang))
            _progress(number, len(codes), title)
            plain = files.subject(atlas, "report", start.replace(city=(code,)))
            name = file_name(title, plain, "pdf", date.today(), asked.lang)
            _write(target / name, made("city", code, None))
        return
    subject = next(name for name in SUBJECTS if getattr(asked, name) is not None)
    codes, code = SUBJECTS[subject].codes(atlas), getattr(asked, subject)
    if code not in codes:
        raise _AskedError(_unknown(t("cli.what.code", parameter=subject), code, codes, t))
    _write(target, made(subject, codes[code], _progress))


def _brief(atlas: Atlas, asked: argparse.Namespace, t: Words) -> None:
    target, site = Path(asked.to), asked.site.rstrip("/")

    def made(subject: str, code: object) -> brief.Brief:
        of = brief.SUBJECTS[subject]
        link = share.link(site, of.page, of.view(code, asked.lang)) if site else ""
        return brief.of(atlas, subject, code, asked.lang, link=link, own=bool(asked.register))

    if asked.all_cities:
        codes = brief.SUBJECTS["city"].codes(atlas)
        target.mkdir(parents=True, exist_ok=True)
        for number, code in enumerate(codes.values()):
            one = made("city", code)
            _progress(number, len(codes), one.subject)
            _write(target / brief.file_name(one, "city", "pdf"), brief.make(atlas, one, "pdf"))
        return
    subject = next(name for name in brief.SUBJECTS if getattr(asked, name) is not None)
    codes, code = brief.SUBJECTS[subject].codes(atlas), getattr(asked, subject)
    if code not in codes:
        raise _AskedError(_unknown(t("cli.what.code", parameter=subject), code, codes, t))
    _write(target, brief.make(atlas, made(subject, codes[code]), _ending(target)))


_COMMANDS = {"export": _export, "story": _story, "report": _report, "brief": _brief}


def _progress(done: int, of: int, what: str) -> None:
    print(f"[{done}/{of}] {what}", file=sys.stderr)


def _write(target: Path, content: bytes) -> None:
    """Write a file, whole or not at all, and name it."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename = str(target)
        raise
    print(target)
