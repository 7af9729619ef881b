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
LITERAL = {"atlas", "cli"}
#: Latin words that a Chinese page may hold: names of formats and of things without another name.
LATIN = {
    "PDF",
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
            return "".join(pattern(part) or "(.+)" for part in parts)
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


def literals() -> str:
    """Everything a key may be put together from: texts in code, the dictionary, the tables."""
    texts = [
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
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
        if not any(re.fullmatch(found, key) for key in catalogue())
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


def written_segments(hit: re.Match[str]) -> int:
    """How many segments of a key stand in the code itself."""
    open_parts = {part for group in hit.groups() if group for part in group.split(".")}
    return sum(segment not in open_parts for segment in hit.string.split("."))


def test_every_key_is_used() -> None:
    patterns = set(mentions())
    written = {re.sub(r"\\(.)", r"\1", text) for text in patterns if "(" not in text}
    patterns = {re.compile(text) for text in patterns if "(" in text}
    pieces = set(re.findall(r"\w+", literals()))

    def used(key: str) -> bool:
        """Written in code, or put together there from two written segments or known pieces."""
        for hit in (pattern.fullmatch(key) for pattern in patterns):
            open_words = re.findall(r"\w+", " ".join(filter(None, hit.groups()))) if hit else []
            if hit and (written_segments(hit) >= 2 or pieces.issuperset(open_words)):
                return True
        return False

    # The keys of the page on methods are listed in geo.sheets.methods, and held to it by its own
    # tests;
    # Streamlit's own words are used all together.
    elsewhere = ("methods.", "streamlit.")
    unused = [
        key
        for key in catalogue()
        if key not in written and not key.startswith(elsewhere) and not used(key)
    ]
    assert not unused, "\n".join(unused)


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
