"""The catalogue of words: complete in both languages, each key known and each key used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from geo.words import LANGUAGES, catalogue
from pages.parts.shell.navigation import ENTRIES

ROOT = Path(__file__).parents[2]
CODE = [
    ROOT / "app.py",
    ROOT / "entry.py",
    *sorted((ROOT / "geo").rglob("*.py")),
    *sorted((ROOT / "pages").rglob("*.py")),
]
BROWSER = sorted((ROOT / "geo/maps/browser").glob("*.js"))
SUBJECTS = {key.split(".")[0] for key in catalogue()}
#: What the calls that look a key up are named.
LOOKUPS = {"t", "words"}

#: Each language's own name for itself, and the product's other name, stand on both kinds of page.
BILINGUAL = {
    "pages.language",
    "pages.product_other",
    "methods.glossary_hint",
    "methods.numbers.search.text",
}
#: Subjects whose texts name files, cells or commands as they are typed.
LITERAL = {"atlas", "cli", "settings", "update"}
#: Keys that are used all together: the page on methods lists its own in geo.sheets.methods, and is
#: held to them by its own tests; the glossary shows every term; Streamlit's words replace its own.
ELSEWHERE = re.compile(r"(methods|glossary|streamlit)\.|\w+\.methods\.")
#: Latin words that a Chinese page may hold: names of formats and of things without another name.
LATIN = {
    "PDF",
    "PPT",
    "PPTX",
    "PNG",
    "SVG",
    "HTML",
    "ZIP",
    "PowerPoint",
    "WPS",
    "JSON",
    "BibTeX",
    "CSL",
    "CSS",
    "Data",
    "Package",
    "Frictionless",
    "Parquet",
    "PostgreSQL",
    "Spark",
    "Connect",
    "ClickHouse",
    "Trino",
    "WCAG",
    "axe",
    "Tab",
    "Esc",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "CSV",
    "XLSX",
    "MB",
    "NUL",
    "Shapefile",
    "Excel",
    "GeoJSON",
    "GeoPackage",
    "GDP",
    "UTF",
    "BOM",
    "CGCS",
    "EPSG",
    "WGS",
    "Natural",
    "Earth",
    "GCJ",
    "GRS",
    "Web",
    "HHI",
    "Clopper",
    "Pearson",
    "Wilson",
    "Fisher",
    "Jenks",
    "CrimeStat",
}

_CJK = re.compile(r"[\u3400-\u9fff\uff00-\uff60\u3000-\u303f]")


def fields_of(text: str) -> set[str]:
    """Fields of a text; what plotly fills in itself (``%{x}``) is none."""
    text = re.sub(r"%\{[^}]*\}", "", text)
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name}


def pattern(node: ast.expr) -> str | None:
    """Regular expression of the keys that an expression may give; None where it says nothing."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            whole = "".join(pattern(part) or "(.+)" for part in parts)
            return re.sub(r"(\(\.\+\)){2,}", "(.+)", whole)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            known = pattern(left)
            return known and known + (pattern(right) or "(.*)")
        case ast.IfExp(body=yes, orelse=no):
            either = pattern(yes), pattern(no)
            return f"(?:{either[0]}|{either[1]})" if all(either) else None
    return None


def starts_with_subject(text: str) -> bool:
    return re.match(rf"\(?(\?:)?({'|'.join(sorted(SUBJECTS))})\\\.", text) is not None


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in CODE)


def mentions() -> Iterator[str]:
    """Patterns of keys anywhere in code."""
    for _, tree in trees():
        for node in ast.walk(tree):
            found = pattern(node) if isinstance(node, ast.expr) else None
            if found and starts_with_subject(found):
                yield found


def lookups() -> Iterator[tuple[str, ast.Call, str]]:
    """Calls that look up a key written in place: where, the call, the pattern of its key."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name) if name in LOOKUPS:
                    pass
                case ast.Call(func=ast.Name(id="Words")):
                    pass
                case _:
                    continue
            found = pattern(node.args[0])
            if found and found != "(.+)":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, found


@cache
def texts_in_code() -> frozenset[str]:
    return frozenset(
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def fragments() -> tuple[re.Pattern[str], ...]:
    """Parts of keys that are put together in code by themselves, such as ``role_{n}``."""
    found = {
        text
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and (text := pattern(node))
    }
    with_a_word = (text for text in found if re.search(r"[a-z]{2}", text))
    return tuple(re.compile(text) for text in with_a_word if re.fullmatch(r"[\w\\.()+]+", text))


@cache
def pieces() -> frozenset[str]:
    """Every word that a segment of a key may be."""
    return frozenset(re.findall(r"\w+", literals()))


@cache
def known(part: str) -> bool:
    """Whether the open part of a key is a word or a text of the code, or put together there."""
    if part in pieces() or part in texts_in_code():
        return True
    for at in (hit.start() for hit in re.finditer("_", part)):  # such as led_ and main
        if part[: at + 1] in texts_in_code() and part[at + 1 :] in pieces():
            return True
        if part[:at] in pieces() and part[at:] in texts_in_code():
            return True
    hits = (fragment.fullmatch(part) for fragment in fragments())
    return any(hit and pieces().issuperset(filter(None, hit.groups())) for hit in hits)


def gives(found: re.Pattern[str], key: str) -> bool:
    """Whether a pattern can give a key: segment by segment, each open one from what is known."""
    hit = found.fullmatch(key)
    return hit is not None and all(known(part) for part in hit.groups() if part)


def literals() -> str:
    """Everything a key may be put together from: texts in code, the dictionary, the tables."""
    texts = list(texts_in_code())
    data = [ROOT / "data/datapackage.json", *sorted((ROOT / "data/tables").glob("*.csv"))]
    texts += [path.read_text(encoding="utf-8") for path in [*BROWSER, *data]]
    names = [
        name
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        for name in [node.target.id]
    ]
    return "\n".join([*texts, *names])


def test_every_key_written_in_code_exists() -> None:
    unknown = [
        f"{where}: {found}"
        for where, _, found in lookups()
        if not any(gives(re.compile(found), key) for key in catalogue())
    ]
    assert not unknown, "\n".join(unknown)


def test_every_lookup_fills_the_fields_of_its_text() -> None:
    wrong = []
    for where, call, found in lookups():
        open_ended = "(.+)" in found or "(.*)" in found
        if open_ended or any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {str(keyword.arg) for keyword in call.keywords}
        for key in (key for key in catalogue() if re.fullmatch(found, key)):
            needed = set[str]().union(*map(fields_of, catalogue()[key].values()))
            if not needed <= given:  # one call may word several cases, not all with every field
                wrong.append(f"{where}: {key} needs {sorted(needed)}, is given {sorted(given)}")
    assert not wrong, "\n".join(wrong)


def test_every_key_is_used() -> None:
    found = set(mentions())
    written = {re.sub(r"\\(.)", r"\1", text) for text in found if "(" not in text}
    patterns = [re.compile(text) for text in found if "(" in text]
    unused = [
        key
        for key in catalogue()
        if key not in written
        and not ELSEWHERE.match(key)
        and key not in {f"{entry.name}.page" for entry in ENTRIES}
        and not any(gives(pattern, key) for pattern in patterns)
    ]
    assert not unused, "\n".join(unused)


def test_a_key_that_nobody_asks_for_would_be_found() -> None:
    shape = re.compile(r"ladder\.(.+)\.(.+)")
    assert gives(shape, "ladder.goal.output")
    assert not gives(shape, "ladder.goal.no_such_goal_at_all")
    assert not gives(shape, "ladder.goal.output.more")
    assert not gives(re.compile(r"tiers\.(.+)"), "tiers.nationwide_and_more")


def test_words_the_browser_asks_for_exist() -> None:
    asked = {
        name
        for path in BROWSER
        for name in re.findall(r'atlas\.word\("([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked
    assert {f"maps.{name}" for name in asked} <= set(catalogue())


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_both_languages_are_complete(subject: str) -> None:
    faults = []
    for key, texts in catalogue().items():
        if key.split(".")[0] != subject or key in BILINGUAL:
            continue
        if not all(texts[lang].strip() for lang in LANGUAGES):
            faults.append(f"{key}: empty")
        if _CJK.search(texts["en"]):
            faults.append(f"{key}: Chinese in the English text")
        latin = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"\{[^}]*\}|<[^>]*>", " ", texts["zh"])))
        if subject not in LITERAL and latin - LATIN:
            faults.append(f"{key}: {', '.join(latin - LATIN)} in the Chinese text")
    assert not faults, "\n".join(faults)
