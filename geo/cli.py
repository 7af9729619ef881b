"""The command line: what the pages hand out, made by name.

``export`` makes a file of a view, ``report`` a report on a city, a chain or a region, ``brief`` a
brief of one page, ``register`` places the firms of a file, and ``check`` tries a data folder. A
mistake in what is asked for is told in a sentence and ends with the code 2.
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
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from geo import files
from geo.data.atlas import Atlas, AtlasError, load
from geo.extras import MissingPartError
from geo.files import HANDOUTS, NothingToShowError, TemplateError, brief, report, share
from geo.files.check import check
from geo.files.report import SUBJECTS
from geo.population.fields import Notice
from geo.record.about import file_name
from geo.record.address import public
from geo.sheets import HOME, PAGES
from geo.sheets import view as geo_view
from geo.sheets.view import OWNERS, View
from geo.words import LANGUAGES, Words

#: Parameters that say how a page is shown in another one, and nothing about what it shows.
_FRAME = {"embed", "embed_options"}
#: Name of the command of an installed library.
_COMMAND = "hubei-atlas"
#: Endings of the files that a command makes.
_ENDINGS = {"export": tuple(HANDOUTS), "report": ("pdf",), "brief": brief.FORMS}
#: Datums of coordinates.
_DATUMS = ("wgs84", "gcj02", "bd09")
#: Codes named in a message about one that is not known.
_NAMED = 12


class _Once(argparse.Action):
    """An option that is given once: of two values neither is left out unsaid."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the value, or end with a sentence where there is one already."""
        given = namespace.__dict__.setdefault("given", set())
        if self.dest in given:
            said = Words(_language())("cli.twice", parameter=option_string or self.dest)
            parser.error(said)
        given.add(self.dest)
        setattr(namespace, self.dest, values)


#: What argparse says of a mistake, by the key of the same in the catalogue.
_SAID = {
    "argument_name": r"argument (?P<name>.+?): (?P<said>.+)",
    "required": r"the following arguments are required: (?P<names>.+)",
    "one_of": r"one of the arguments (?P<names>.+) is required",
    "beside": r"not allowed with argument (?P<name>.+)",
    "choice": r"invalid choice: '?(?P<value>.*?)'? \(choose from (?P<known>.+)\)",
    "no_value": r"expected (one|at least one|\d+) arguments?",
    "unrecognised": r"unrecognized arguments: (?P<names>.+)",
    "ambiguous": r"ambiguous option: (?P<name>.+?) could match (?P<known>.+)",
}


def _in_words(said: str, t: Words) -> str:
    """What argparse says, in the reader's language; what it does not know stays as it is."""
    for key, pattern in _SAID.items():
        if found := re.fullmatch(pattern, said):
            fields = found.groupdict()
            for name in {"names", "known"} & set(fields):
                fields[name] = t.join(re.split(r",? ", fields[name].replace("'", "")))
            if "said" in fields:
                fields["said"] = _in_words(fields["said"], t)
            return t(f"cli.said.{key}", **fields)
    return said


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help that begins with the word for usage in the language of the terminal."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Usage, by its name in the catalogue."""
        word = Words(_language())("cli.usage")
        super().add_usage(usage, actions, groups, word if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help and mistakes are in the language of the terminal."""

    def __init__(self, **how: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **how)

    def error(self, message: str) -> NoReturn:
        """End with how the command is used and what is wrong."""
        t = Words(_language())
        self.print_usage(sys.stderr)
        self.exit(2, t("cli.mistake", called=self.prog, said=_in_words(message, t)) + "\n")


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
    t = Words(_language())
    parser = _parser(t)
    asked = parser.parse_args(arguments)
    if asked.command is None:
        parser.print_help()
        return 2
    if asked.command in _ALONE:
        return _ALONE[asked.command](asked, t)
    try:
        _target(asked, t)
        _site(asked.site, t)
        atlas = load(asked.data)
        for warning in atlas.warnings:
            print(warning.text(t.lang), file=sys.stderr)
        {"export": _export, "report": _report, "brief": _brief}[asked.command](atlas, asked, t)
    except AtlasError as error:
        print(error.text(t.lang), file=sys.stderr)
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
    if asked.command != "export" and asked.all_cities:
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


def _language() -> str:
    """Chinese where the terminal is, else English."""
    known = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, known), "").lower().startswith("zh") else "en"


def _called() -> str:
    """How the command was called."""
    return _COMMAND if Path(sys.argv[0]).stem == _COMMAND else "python -m geo"


def _parser(t: Words) -> argparse.ArgumentParser:
    called = _called()
    parser = _Parser(
        prog=called, description=t("cli.about"), epilog=t("cli.examples", called=called)
    )
    _options(parser, t)
    commands = parser.add_subparsers(
        title=t("cli.commands"), dest="command", metavar=t("cli.command")
    )
    more = t("cli.export_more", pages=t.join(PAGES), endings=t.join(HANDOUTS))
    options = _command(commands, "export", more, t)
    options.add_argument("--view", required=True, metavar=t("cli.link"), help=t("cli.view"))
    options.add_argument("--to", required=True, metavar=t("cli.file"), help=t("cli.to"))
    options.add_argument("--figure", default="", metavar=t("cli.code"), help=t("cli.figure"))
    _of_subject(_command(commands, "report", t("cli.report_more"), t), SUBJECTS, t)
    _of_subject(_command(commands, "brief", t("cli.brief_more"), t), brief.SUBJECTS, t)
    about = t("cli.check")
    options = _options(commands.add_parser("check", help=about, description=about), t)
    options.add_argument("folder", metavar=t("cli.folder"), help=t("cli.check_folder"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))
    about = t("cli.register")
    options = _options(
        commands.add_parser(
            "register", help=about, description=about, epilog=t("cli.register_more")
        ),
        t,
    )
    options.add_argument("file", metavar=t("cli.file"), help=t("cli.register_file"))
    options.add_argument("--to", metavar=t("cli.folder"), help=t("cli.register_to"))
    options.add_argument("--datum", choices=_DATUMS, default="", help=t("cli.register_datum"))
    options.add_argument("--map", metavar=t("cli.file"), help=t("cli.register_map"))
    options.add_argument("--rules", metavar=t("cli.file"), help=t("cli.register_rules"))
    options.add_argument("--data", metavar=t("cli.folder"), help=t("cli.data"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))
    return parser


def _of_subject(options: Any, subjects: Iterable[str], t: Words) -> None:
    """Options of a command that makes files on one subject, or on every city."""
    one = options.add_mutually_exclusive_group(required=True)
    for subject in subjects:
        one.add_argument(f"--{subject}", metavar=t("cli.code"), help=t(f"cli.{subject}"))
    one.add_argument("--all-cities", action="store_true", help=t("cli.all_cities"))
    options.add_argument("--to", required=True, metavar=t("cli.file"), help=t("cli.to"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.lang"))


def _command(commands: Any, name: str, more: str, t: Words) -> Any:
    """A command with the options that both have; gives the group that takes its own."""
    about = t(f"cli.{name}")
    options = _options(commands.add_parser(name, help=about, description=about, epilog=more), t)
    options.add_argument("--data", metavar=t("cli.folder"), help=t("cli.data"))
    options.add_argument("--site", default=public(), metavar="URL", help=t("cli.site"))
    return options


def _options(parser: argparse.ArgumentParser, t: Words) -> Any:
    """The group of options of a parser, with the one that shows help."""
    parser.register("action", None, _Once)
    options = parser.add_argument_group(t("cli.options"))
    options.add_argument("-h", "--help", action="help", help=t("cli.help"))
    return options


def _check(asked: argparse.Namespace, _: Words) -> int:
    checked = check(asked.folder, asked.lang, _progress)
    print(checked.text(asked.lang))
    return 0 if checked.is_sound else 1


def _register(asked: argparse.Namespace, _: Words) -> int:
    try:
        from geo.register import command  # needs libraries that no other command needs
    except MissingPartError as error:
        print(error, file=sys.stderr)
        return 2
    return command.run(asked)


#: Commands that make no file of a view.
_ALONE = {"check": _check, "register": _register}


def _export(atlas: Atlas, asked: argparse.Namespace, t: Words) -> None:
    page, view, link = _view(atlas, asked.view, t)
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
            _progress(number, len(codes), report.title(atlas, "city", code, t))
            name = files.subject(atlas, "report", start.replace(city=(code,)))
            _write(target / file_name(name, "pdf", date.today()), made("city", code, None))
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
        return brief.of(atlas, subject, code, asked.lang, link=link)

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
