"""The command line, typed as a person would, and what it says to mistakes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import geopandas as gpd
import pytest
from pptx import Presentation
from pypdf import PdfReader

from geo import cli, files, sheets, story
from geo.data.atlas import Atlas
from geo.files import HANDOUTS, report
from geo.files.tables import FORMATS
from geo.record import counts
from geo.sheets import view as geo_view
from geo.sheets.view import View
from geo.story import Step, Story, deck
from geo.words import Words

ROOT = Path(__file__).parents[2]

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typed:
    """Runs the command line with the atlas that is open; gives its code and what it said."""

    def run(*words: str, locale: str = "en_US.UTF-8") -> tuple[int, str, str]:
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setattr(cli, "load", lambda _folder: atlas)
        try:
            code = cli.main(words)
        except SystemExit as end:
            code = int(str(end.code))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_view_becomes_a_file_in_a_process_of_its_own(atlas: Atlas, tmp_path: Path) -> None:
    codes = "lang=zh&prog=national_innovative_cluster"
    file = tmp_path / "out.csv"
    done = subprocess.run(
        [sys.executable, "-m", "geo", "export", "--view", f"concentration?{codes}", "--to", file],
        cwd=ROOT, env=os.environ | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{file}\n"), done.stderr
    view, _ = geo_view.parse(dict(parse_qsl(codes)), atlas)
    page = sheets.sheet(atlas, "concentration", view, day=date.today()).rows[0]
    assert set(page.frame["cluster_id"]) == set(
        counts.named(atlas, "national_innovative_cluster").index
    )
    assert file.read_bytes() == FORMATS["csv"].write(page)


def unnamed(content: bytes) -> bytes:
    """Content without the names that folium draws by lot."""
    return re.sub(rb"_[0-9a-f]{32}", b"", content)


@pytest.mark.parametrize("ending", HANDOUTS)
def test_every_ending_gives_what_the_page_gives(
    atlas: Atlas, tmp_path: Path, typed: Typed, ending: str
) -> None:
    file = tmp_path / f"out.{ending}"
    link = "https://atlas.example/gov/layout?lang=en&embed=true"
    code, out, err = typed("export", "--view", link, "--to", str(file))
    assert (code, out.strip()) == (0, str(file)), err
    assert "[0/" in err
    page = files.make(atlas, "layout", View(lang="en"), ending, link=link)
    if ending == "gpkg":  # which holds the time of writing, as those below do
        again = tmp_path / "again.gpkg"
        again.write_bytes(page)
        read = [gpd.read_file(one, layer="regions").to_csv() for one in (file, again)]
        again.unlink()
        assert read[0] == read[1]
    elif ending in ("pptx", "xlsx"):
        assert zipfile.ZipFile(file).namelist() == zipfile.ZipFile(io.BytesIO(page)).namelist()
    else:
        assert unnamed(file.read_bytes()) == unnamed(page)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_site_gives_the_link_in_the_file(tmp_path: Path, typed: Typed) -> None:
    file = tmp_path / "out.svg"
    typed(
        "export", "--view", "layout?lang=en", "--site", "https://atlas.example/", "--to", str(file)
    )
    assert "https://atlas.example/layout?lang=en" in file.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--view", "concentration?prog=national_inovative_cluster"),
            "national_innovative_cluster",
        ),
        (("--view", "concentratio"), "concentration"),
        (("--view", "http://[bad/clusters?lang=en"), "clusters?lang=zh&tier=national"),
        (("--view", "overview?colour=red"), "“colour”"),
        (("--view", "overview?year=1066"), "1066"),
        (("--view", "overview", "--to", "out.docx"), "pptx, pdf"),
        (("--view", "data?lang=en", "--to", "out.png"), "no map or chart"),
        (("--view", "city?lang=en", "--figure", "gdp", "--to", "out.png"), "series-gdp"),
        (("--view", "overview", "--to", "no/such/folder/out.csv"), "no/such/folder/out.csv"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Typed, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    target = () if "--to" in words else ("--to", "out.csv")
    code, out, err = typed("export", *words, *target)
    assert code == 2
    assert said in err
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_mistakes_are_told_in_the_language_of_the_terminal(typed: Typed) -> None:
    code, _, err = typed("export", "--view", "nowhere", "--to", "out.csv", locale="zh_CN.UTF-8")
    assert code == 2
    assert "没有页面“nowhere”" in err


def test_a_broken_data_folder_is_told(tmp_path: Path) -> None:
    assert cli.main(["export", "--view", "overview", "--to", "x.csv", "--data", str(tmp_path)]) == 2


def test_the_setting_of_the_pages_is_the_command_line_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("HCA_DATA", str(tmp_path / "gone"))
    assert cli.main(["export", "--view", "overview", "--to", str(tmp_path / "x.csv")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{tmp_path / 'gone'}: There is no such data folder")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("called", "named"), [
    ("/opt/bin/hubei-atlas", "hubei-atlas"),
    ("C:/Scripts/hubei-atlas.exe", "hubei-atlas"),
    ("/src/geo/__main__.py", "python -m geo"),
])  # fmt: skip
@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_help_names_the_command_as_it_was_called(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, called: str, named: str, locale: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    out = typed("--help", locale=locale)[1]
    other = ({"hubei-atlas", "python -m geo"} - {named}).pop()
    assert out.count(f"{named} ") == 11  # how it is used, and ten examples
    assert other not in out
    assert f"{named} export" in typed("export", "--help", locale=locale)[1]


def test_help_is_complete_in_both_languages(typed: Typed) -> None:
    for locale, word in (("en_US.UTF-8", "ending"), ("zh_CN.UTF-8", "后缀")):
        code, out, _ = typed("export", "--help", locale=locale)
        assert code == 0
        assert word in out
        assert all(ending in out for ending in HANDOUTS)
        assert typed("--help", locale=locale)[0] == 0
    assert typed()[0] == 2


def test_a_report_on_a_city(tmp_path: Path, typed: Typed) -> None:
    file = tmp_path / "x.pdf"
    code, out, err = typed("report", "--city", "420600", "--to", str(file))
    assert (code, out.strip()) == (0, str(file)), err
    pdf = PdfReader(io.BytesIO(file.read_bytes()))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "襄阳：全套报告"


@pytest.mark.parametrize(("lang", "ascii_names"), [("en", ""), ("zh", ""), ("zh", "1")])
def test_reports_on_all_cities(
    atlas: Atlas,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: Typed,
    lang: str,
    ascii_names: str,
) -> None:
    monkeypatch.setenv("HCA_ASCII_NAMES", ascii_names)
    asked: list[tuple[object, ...]] = []

    def told(_atlas: Atlas, *words: object, link: str, **_more: object) -> bytes:
        asked.append((*words[:2], link))
        return b"%PDF-"

    monkeypatch.setattr(report, "subject_pdf", told)
    folder = tmp_path / "new" / "reports"
    code, out, err = typed(
        "report", "--all-cities", "--lang", lang, "--site", "http://a.example/", "--to", str(folder)
    )
    assert code == 0, err
    pattern = (
        "*：全套报告_*.pdf" if (lang, ascii_names) == ("zh", "") else "hubei-clusters_report-*"
    )
    assert sorted(out.splitlines()) == sorted(map(str, folder.glob(pattern)))
    assert len(out.split()) == len(asked) == len(atlas.cities) == 17
    assert ("city", 420600, f"http://a.example/city?lang={lang}&city=420600") in asked
    assert "[16/17]" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--city", "420601", "--to", "x.pdf"), "420600"),
        (("--chain", "cars", "--to", "x.pdf"), "auto"),
        (("--region", "west", "--to", "x.pdf"), "north_wing"),
        (("--city", "420600", "--to", "x.doc"), "pdf"),
        (("--city", "420600", "--chain", "auto", "--to", "x.pdf"), "not allowed with"),
        (("--to", "x.pdf"), "required"),
    ],
)
def test_mistakes_about_reports(typed: Typed, words: tuple[str, ...], said: str) -> None:
    code, _, err = typed("report", *words)
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    "words",
    [
        ("export",),
        ("eksport",),
        ("export", "--view", "clusters", "--to"),
        ("export", "--view", "clusters", "--to", "x.csv", "--colour", "red"),
        ("brief", "--to", "x.pdf"),
        ("brief", "--city", "420500", "--chain", "auto", "--to", "x.pdf"),
        ("check", "folder", "--lang", "fr"),
        ("export", "--view", "clusters", "--view", "city", "--to", "x.csv"),
    ],
    ids=" ".join,
)
def test_a_chinese_terminal_is_told_of_its_mistake_in_chinese(
    typed: Typed, words: tuple[str, ...]
) -> None:
    code, _, err = typed(*words, locale="zh_CN.UTF-8")
    said = re.sub(r"--?[a-z-]+|python -m geo( [a-z]+)?|hubei-atlas( [a-z]+)?", "", err)
    assert code == 2
    assert "用法：" in err
    assert not re.search(r"usage|error|argument|required|invalid|expected|choose", said), err


@pytest.mark.parametrize(
    "asked",
    [
        ["brief", "--city", "420500", "--city", "420600", "--to", "x.pdf"],
        ["brief", "--city", "420500", "--to", "x.pdf", "--to", "y.pdf"],
        ["export", "--view", "city?show=takeover&show=profile", "--to", "x.csv"],
        ["brief", "--city", "420500", "--site", "http://[::1", "--to", "x.pdf"],
        ["brief", "--city", "420500", "--site", "javascript:alert(1)", "--to", "x.pdf"],
    ],
)
def test_what_cannot_be_meant_is_told_and_no_file_is_made(
    asked: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    try:
        ended = cli.main(asked)
    except SystemExit as left:
        ended = int(str(left.code))
    said = capsys.readouterr().err
    assert ended == 2 and ("more than once" in said or "not a web address" in said), said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["shipped", "file", "link", "code"])
def test_a_presentation_is_made_without_a_page(
    atlas: Atlas, tmp_path: Path, typed: Typed, form: str
) -> None:
    own = Story((Step("policy"), Step("layout")), title="晨会", office="某办")
    saved = tmp_path / "mine.json"
    saved.write_text(story.save(own), encoding="utf-8")
    code = story.to_link(own)
    given = {"file": str(saved), "link": f"https://a.example/story?story={code}", "code": code}
    asked = ("--story", given[form]) if form in given else ()
    file = tmp_path / "out.pptx"
    done, out, err = typed("story", *asked, "--site", "https://a.example", "--to", str(file))
    assert (done, out) == (0, f"{file}\n"), err
    slides = Presentation(str(file)).slides
    told = own if asked else story.shipped(atlas)
    assert len(slides) == len(deck.order(len(told.steps)))
    assert slides[0].shapes.title.text == deck.cover(atlas, told, "zh").title
    assert f"[{len(slides) - 1}/{len(slides) + 1}]" in err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--story", "1nonsense", "--to", "x.pptx"), Words("en")("story.error.broken_link")),
        (("--story", "absent.json", "--to", "x.pptx"), "absent.json"),
        (("--to", "x.doc"), "pptx"),
    ],
)
def test_mistakes_about_presentations(typed: Typed, asked: tuple[str, ...], said: str) -> None:
    code, _, err = typed("story", *asked)
    assert code == 2
    assert said in err
    assert not Path("x.pptx").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["export", "--view", "nowhere", "--to", "out.docx"], "pptx, pdf"),
        (["report", "--city", "1", "--to", "x.doc"], "pdf"),
        (["brief", "--city", "1", "--to", "x.csv"], "png"),
        (["brief", "--city", "1", "--to", "no/such/x.pdf"], "no/such/x.pdf"),
        (["brief", "--city", "1", "--to", "taken.pdf"], "taken.pdf"),
        (["report", "--all-cities", "--to", "file/new"], "file/new"),
        (["brief", "--city", "1", "--to", "file/x.pdf"], "file/x.pdf"),
    ],
)
def test_the_target_is_looked_at_before_anything_else(
    asked: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "load", lambda _folder: pytest.fail("data were read"))
    (tmp_path / "taken.pdf").mkdir()
    (tmp_path / "file").touch()
    assert cli.main(asked) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert {path.name for path in tmp_path.iterdir()} == {"taken.pdf", "file"}
