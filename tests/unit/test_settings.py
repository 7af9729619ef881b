"""Settings: where each comes from, and what is said of a wrong one."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from geo.cli import main
from geo.settings import EVERY, Settings, current, read
from geo.settings.reading import NAMED
from geo.words import LANGUAGES, catalogue
from tests.tables import ROOT

#: Read by the shell that makes the environment, before there is a Python.
BEFORE = {NAMED, "HCA_PYTHON"}
NAMES = {about.name for about in EVERY.values()}


def test_the_environment_goes_before_the_file_and_the_file_before_what_is_usual(
    tmp_path: Path,
) -> None:
    file = tmp_path / "hca.toml"
    file.write_text('office = "某厅"\nport = 9000\nmetrics = true\nhead_start = [0.2, 0]\n')
    found = read({"HCA_OFFICE": " 某局\n", "HCA_METRICS": ""}, tmp_path)
    wanted = found.settings
    assert (wanted.office, wanted.port, wanted.metrics) == ("某局", 9000, True)
    assert (wanted.head_start, wanted.speaker) == ((0.2, 0), "")
    assert found.origins["office"] == "HCA_OFFICE"
    assert found.origins["port"] == f"{file}: port"
    assert set(found.origins) == {"office", "port", "metrics", "head_start"}
    assert found.faults == ()
    assert read({NAMED: str(file)}, tmp_path / "elsewhere").settings.port == 9000


def test_paths_of_the_file_start_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "hca.toml").write_text('data = "own"\npptx_template = "gone.pptx"\n')
    (tmp_path / "own").mkdir()
    found = read({}, tmp_path)
    assert found.settings.data == tmp_path / "own"
    (fault,) = found.faults
    assert str(tmp_path / "gone.pptx") in fault.text("en"), "told, and left to whoever opens it"
    assert found.settings.pptx_template == tmp_path / "gone.pptx"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("HCA_HEAD_START", text) for text in ("0.8", "a,b", "-1,0", "0,600", "nan,0", "1,2,3")),
        *(
            ("HCA_TILES", text)
            for text in ("nonsense", "https://a.example/t", "https://[x/{z}{x}{y}")
        ),
        *(
            ("HCA_PUBLIC_URL", text)
            for text in ("atlas", "http://localhost:8501", "https://10.1.2.3")
        ),
        *(("HCA_BASE", text) for text in ("a b", "?", "x//y")),
        *(("HCA_FRAMES", text) for text in ("portal.example", "https://a.example; script-src *")),
        ("HCA_PORT", "65536"),
        ("HCA_METRICS", "maybe"),
        ("HCA_LOG", "xml"),
    ],
)
def test_a_value_that_is_none_is_told_and_counts_as_not_set(name: str, text: str) -> None:
    found = read({name: text}, Path("nowhere"))
    assert found.settings == Settings()
    (fault,) = found.faults
    for lang in LANGUAGES:
        assert name in fault.text(lang)
        assert (text in fault.text(lang)) is (name != "HCA_TILES"), "which may hold a key"


def test_a_name_that_nobody_knows_is_told_with_the_one_meant(tmp_path: Path) -> None:
    (tmp_path / "hca.toml").write_text("ofice = 'x'\n")
    found = read({"HCA_TILE": "x", "HCA_PYTHON": "python3"}, tmp_path)
    assert [fault.more for fault in found.faults] == ["HCA_OFFICE", "HCA_TILES"]


@pytest.mark.parametrize("content", [b"port = \n", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hca.toml").write_bytes(content)
    (fault,) = read({}, tmp_path).faults
    assert str(tmp_path / "hca.toml") in fault.text("en")
    (gone,) = read({NAMED: str(tmp_path / "gone.toml")}, tmp_path).faults
    assert "gone.toml" in gone.text("zh")


def test_a_changed_file_counts_from_the_next_question_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hca.toml"
    monkeypatch.setenv(NAMED, str(file))
    for office in ("某厅", "另一个单位"):
        file.write_text(f'office = "{office}"')
        assert current().office == office


def test_what_streamlit_is_told_passes_through(tmp_path: Path) -> None:
    (tmp_path / "hca.toml").write_text("[streamlit.server]\nmaxUploadSize = 5\nheadless = true\n")
    found = read({}, tmp_path)
    assert found.streamlit == {"server.maxUploadSize": "5", "server.headless": "true"}
    assert found.faults == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_lists_all_with_origin_and_keeps_secrets(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HCA_TILES", "tianditu:hush")
    assert main(["settings", "--lang", lang]) == 0
    monkeypatch.setenv("HCA_PORT", "http")
    assert main(["settings", "--lang", lang]) == 1
    told = capsys.readouterr().out
    assert set(re.findall(r"^(HCA_\w+) = ", told, re.M)) == NAMES
    assert "hush" not in told
    assert "“http”" in told


def environment_readers(path: Path) -> set[str]:
    """Names that a module reads from the environment itself; a name it works out counts as ?"""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and re.fullmatch(r"HCA_[A-Z_]+", str(node.value)):
            found.add(str(node.value))
    return found


def test_nobody_else_reads_a_setting() -> None:
    folders = ("geo", "pages", "scripts")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    files += [ROOT / "app.py", ROOT / "entry.py"]
    readers = {
        path.relative_to(ROOT).as_posix(): names
        for path in files
        if (names := environment_readers(path)) and "settings" not in path.parts
    }
    # The service hands to its processes what was typed.
    assert readers == {"scripts/serve.py": {"HCA_PORT", "HCA_BASE"}}


def test_every_name_that_is_told_is_one() -> None:
    texts = [text for entry in catalogue().values() for text in entry.values()]
    texts += [
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", ROOT / "Makefile", *(ROOT / "deploy").rglob("*.*")]
    ]
    told = {name for text in texts for name in re.findall(r"HCA_[A-Z_]+\b", text)}
    assert told - BEFORE <= NAMES


def test_the_file_to_begin_with_names_every_setting_as_it_is_unless_set(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "hca.toml").read_text(encoding="utf-8")
    lines = re.findall(r"^# (\w+ = .*)$", text, re.M)
    named = tomllib.loads("\n".join(lines))
    assert list(named) == list(EVERY)
    usual = [name for name, about in EVERY.items() if about.written(about.default)]
    (tmp_path / "hca.toml").write_text(
        "\n".join(line for line in lines if line.split(" ")[0] in usual)
    )
    found = read({}, tmp_path)
    assert found.settings == Settings()
    assert not found.faults
