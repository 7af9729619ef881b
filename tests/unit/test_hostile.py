"""Every bad file ends in rows that are all accounted for, or in a sentence that says why not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.data.atlas import Atlas, AtlasError
from geo.data.reading import hidden
from geo.errors import UnreadableError
from geo.foreign import apart
from geo.foreign.charset import decoded
from geo.foreign.faults import Fault
from geo.own import adding, drafts, keeping, matching, taken
from geo.own.matching import Member
from geo.register.build import PLACED, REFUSED, build
from geo.words import LANGUAGES
from tests.hostile import books, layers, lists, tables, texts
from tests.hostile.reader import Reader

KEY_GROWTH = "provincial_key_growth_cluster"
FORMS = {
    "text": texts.texts,
    "workbook": books.books,
    "geojson": layers.geojsons,
    "geopackage": tables.geopackages,
    "shapefile": tables.shapefiles,
    "parquet": tables.parquets,
}
#: A file of a few kilobytes takes no more than this, whatever it claims to be.
KILOBYTES, SECONDS = 1_500_000, 12.0


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[Reader]:
    """The programs that read foreign files, loaded once for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        one = Reader()
        patch.setattr(apart, "run", one.run)
        yield one
        one.close()
    assert one.kilobytes < KILOBYTES
    assert one.seconds < SECONDS


def sound(told: str) -> None:
    """Hold a sentence for a reader to what one is."""
    assert told.strip()
    assert told.isprintable(), told
    assert "{" not in told and "Traceback" not in told and "Error" not in told, told
    assert len(told) < 2_000, len(told)


def sentence(error: UnreadableError, name: str) -> None:
    """A refusal names the file, what is wrong and what to do."""
    for lang in LANGUAGES:
        told = error.text(lang, name)
        sound(told)
        assert name in told
        assert error.fault.what(lang) in told and error.fault.remedy(lang) in told


def noted(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        for lang in LANGUAGES:
            sound(fault.what(lang))
            sound(fault.remedy(lang))
            assert fault.text(lang).isprintable()
            assert fault.row is None or str(fault.row) in fault.text(lang)


def placed(atlas: Atlas, path: Path, folder: Path) -> None:
    """Put a file in as a register."""
    try:
        told = build(atlas, path, folder, lang="en", datum="wgs84")
    except UnreadableError as error:
        sentence(error, path.name)
        return
    assert told.lost == 0
    assert len(pd.read_parquet(folder / PLACED)) == told.firms
    for lang in LANGUAGES:
        assert told.text(lang)
    noted(told.faults)
    csv.field_size_limit(1 << 30)
    with (folder / REFUSED).open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.reader(file))
    assert len(kept) - 1 == sum(told.refused.values())
    # No spreadsheet takes a cell for a formula.
    assert not [cell for row in kept for cell in row if cell[:1] in ("=", "+", "@")]


def listed(atlas: Atlas, path: Path) -> None:
    """Put a file in as a list of clusters."""
    try:
        members(atlas, taken.from_file(atlas, path))
    except UnreadableError as error:
        sentence(error, path.name)


def members(atlas: Atlas, listing: taken.Listing) -> tuple[Member, ...]:
    found = matching.members(atlas, listing)
    assert len(found) == len(listing.entries) + len(listing.nameless)
    for one in found:
        assert not hidden(one.entry.name)
        assert not one.entry.name.startswith(("=", "+", "-", "@"))
    return found


def written(folder: Path, files: Iterator[tuple[str, bytes]]) -> Iterator[Path]:
    for name, content in files:
        path = folder / name
        path.write_bytes(content)
        yield path


@pytest.mark.parametrize("form", FORMS)
def test_a_bad_file_is_told_in_a_sentence(form: str, atlas: Atlas, tmp_path: Path) -> None:
    for path in written(tmp_path, FORMS[form]()):
        placed(atlas, path, tmp_path / "to")
        listed(atlas, path)


def test_a_bad_list_is_told_in_a_sentence(atlas: Atlas, tmp_path: Path) -> None:
    for path in written(tmp_path, lists.lists()):
        listed(atlas, path)
        pasted, _ = decoded(path.read_bytes())
        try:
            members(atlas, taken.from_text(atlas, pasted))
        except UnreadableError as error:
            sentence(error, path.name)


def test_bad_lists_that_were_saved_are_told_in_a_sentence(atlas: Atlas) -> None:
    found = matching.members(atlas, taken.from_text(atlas, lists.LIST))
    over = adding.overlay(atlas, found, KEY_GROWTH, 2023, adding.Source("名单"))
    good = keeping.packed(keeping.contents(atlas, over))
    for name, content in lists.archives(good):
        try:
            one = drafts.opened(atlas, keeping.loaded(content))
        except keeping.ArchiveError:
            continue  # the page has one sentence for all that is no archive of lists
        except AtlasError as error:
            for lang in LANGUAGES:
                assert "Traceback" not in error.text(lang), name
        else:
            assert one.overlay is not None


def test_there_are_hundreds_of_them() -> None:
    every = [name for form in FORMS.values() for name, _ in form()]
    assert len(every) + sum(1 for _ in lists.lists()) >= 300


TYPED = (
    '甲公司 武汉市 114.3 NaN " "" , ; \0 =1 - １ 1e999 <b> 企业名称 地址 、 集群名称 宜昌市乙集群'
)
PARTS = (*TYPED.split(" "), "\t", "\n", "\r", "\u3000", "\u202e", "\ufeff")
TEXTS = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_whatever_is_typed_is_a_table_or_a_sentence(
    atlas: Atlas, tmp_path: Path, text: str, charset: str
) -> None:
    path = tmp_path / "typed.csv"
    path.write_bytes(text.encode(charset, "replace"))
    placed(atlas, path, tmp_path / "to")
    listed(atlas, path)
    path.write_bytes(("企业名称,地址\n甲,武汉市\n" + text).encode(charset, "replace"))
    placed(atlas, path, tmp_path / "to")


def test_a_program_that_is_ended_by_a_file_ends_nothing_else(reader: Reader) -> None:
    with pytest.raises(UnreadableError) as told:
        reader.run("workbook", "/does/not/exist", "/", 1 << 20, 1, 1)
    sentence(told.value, "名单.xlsx")
