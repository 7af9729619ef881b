"""What can be typed: commands, options, and mistakes told in the language of the terminal."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from geo import settings
from geo.files import HANDOUTS, brief, talk
from geo.files.report import SUBJECTS
from geo.sheets import PAGES
from geo.words import LANGUAGES, Words

#: Name of the command of an installed library.
_COMMAND = "hubei-atlas"
#: Datums that the coordinates of a register may be in.
_DATUMS = ("wgs84", "gcj02", "bd09")


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
            said = Words(language())("cli.twice", parameter=option_string or self.dest)
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
        word = Words(language())("cli.usage")
        super().add_usage(usage, actions, groups, word if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help and mistakes are in the language of the terminal."""

    def __init__(self, **how: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **how)

    def error(self, message: str) -> NoReturn:
        """End with how the command is used and what is wrong."""
        t = Words(language())
        self.print_usage(sys.stderr)
        self.exit(2, t("cli.mistake", called=self.prog, said=_in_words(message, t)) + "\n")


def language() -> str:
    """Chinese where the terminal is, else English."""
    known = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, known), "").lower().startswith("zh") else "en"


def _called() -> str:
    """How the command was called."""
    return _COMMAND if Path(sys.argv[0]).stem == _COMMAND else "python -m geo"


def parser(t: Words) -> argparse.ArgumentParser:
    """Everything that can be typed, with its help in a language."""
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
    options.add_argument("--register", metavar=t("cli.folder"), help=t("cli.beside"))
    more = t("cli.story_more", endings=t.join(talk.FORMS))
    options = _command(commands, "story", more, t)
    options.add_argument("--story", default="", metavar=t("cli.file"), help=t("cli.story_of"))
    options.add_argument("--register", metavar=t("cli.folder"), help=t("cli.beside"))
    options.add_argument("--to", required=True, metavar=t("cli.file"), help=t("cli.to"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.lang"))
    _of_subject(_command(commands, "report", t("cli.report_more"), t), SUBJECTS, t)
    options = _command(commands, "brief", t("cli.brief_more"), t)
    _of_subject(options, brief.SUBJECTS, t)
    options.add_argument("--register", metavar=t("cli.folder"), help=t("cli.beside"))
    _of_list(commands, t)
    about = t("cli.check")
    options = _options(commands.add_parser("check", help=about, description=about), t)
    options.add_argument("folder", metavar=t("cli.folder"), help=t("cli.check_folder"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))
    _of_register(commands, t)
    _of_upkeep(commands, t)
    return parser


def _of_list(commands: Any, t: Words) -> None:
    """The command that adds an official list."""
    about = t("cli.add")
    options = _options(commands.add_parser("add", help=about, description=about), t)
    options.add_argument("list", metavar=t("cli.file"), help=t("cli.add_file"))
    code, year = t("cli.code"), t("cli.year")
    options.add_argument("--programme", required=True, metavar=code, help=t("cli.programme"))
    options.add_argument("--year", required=True, metavar=year, help=t("cli.add_year"))
    options.add_argument("--to", required=True, metavar=t("cli.folder"), help=t("cli.add_to"))
    for part in ("title", "issuer", "date"):
        options.add_argument(f"--{part}", default="", metavar=part.upper(), help=t(f"cli.{part}"))
    options.add_argument("--form", choices=("csv", "xlsx"), default="", help=t("cli.add_form"))
    options.add_argument("--apart", default="", metavar="N,N", help=t("cli.apart"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))


def _of_register(commands: Any, t: Words) -> None:
    about, more = t("cli.register"), t("cli.register_more")
    named = commands.add_parser("register", help=about, description=about, epilog=more)
    options = _options(named, t)
    options.add_argument("file", metavar=t("cli.file"), help=t("cli.register_file"))
    options.add_argument("--to", metavar=t("cli.folder"), help=t("cli.register_to"))
    options.add_argument("--datum", choices=_DATUMS, default="", help=t("cli.register_datum"))
    options.add_argument("--map", metavar=t("cli.file"), help=t("cli.register_map"))
    options.add_argument("--rules", metavar=t("cli.file"), help=t("cli.register_rules"))
    options.add_argument("--data", metavar=t("cli.folder"), help=t("cli.data"))
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))


def _of_upkeep(commands: Any, t: Words) -> None:
    """The commands of whoever runs the service."""
    about = t("cli.settings")
    options = _options(commands.add_parser("settings", help=about, description=about), t)
    options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))
    about = t("cli.data_states")
    actions = commands.add_parser("data", help=about, description=about).add_subparsers(
        title=t("cli.commands"), dest="action", metavar=t("cli.command"), required=True
    )
    for name in ("update", "back", "list"):
        about = t(f"cli.data_{name}")
        options = _options(actions.add_parser(name, help=about, description=about), t)
        if name == "update":
            options.add_argument("source", metavar=t("cli.file"), help=t("cli.data_source"))
            options.add_argument("--only-look", action="store_true", help=t("cli.data_only_look"))
        options.add_argument("--releases", metavar=t("cli.folder"), help=t("cli.data_releases"))
        options.add_argument("--lang", choices=LANGUAGES, default="zh", help=t("cli.check_lang"))


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
    site = settings.current().public_url
    options.add_argument("--site", default=site, metavar="URL", help=t("cli.site"))
    return options


def _options(parser: argparse.ArgumentParser, t: Words) -> Any:
    """The group of options of a parser, with the one that shows help."""
    parser.register("action", None, _Once)
    options = parser.add_argument_group(t("cli.options"))
    options.add_argument("-h", "--help", action="help", help=t("cli.help"))
    return options
