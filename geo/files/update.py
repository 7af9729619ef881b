"""A newer state of the data: taken in, held against the one in use, and taken into use.

Nothing that is in use is touched: a new state lies beside it, and one small file then says that it
is the one. Servers see that at their next page, and no visitor is sent away.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.data import overlay, package, store
from geo.data.atlas import Problem, load
from geo.data.problems import AtlasError
from geo.files.check import Checked, Step, check
from geo.words import Words

#: An archive may have so many files, and so many bytes when it is unpacked.
MOST_FILES, MOST_BYTES = 2_000, 1 << 30
_BLOCK = 1 << 20
#: How an archive fails that is none, is damaged, locked or packed in an unknown way.
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip


class UpdateError(ValueError):
    """A state of the data that is not taken; says why and what to do."""


@dataclass(frozen=True)
class Taken:
    """A state that has been taken in and held against the one in use.

    Attributes
    ----------
    version, before : str
        Its version, and that of the state in use.
    checked : Checked
        What changes with it.
    warnings : tuple of Problem
        What an overlay in use and the new state disagree about.
    """

    version: str
    before: str
    checked: Checked
    warnings: tuple[Problem, ...]

    def text(self, lang: str) -> str:
        """What changes, for a terminal."""
        t = Words(lang)
        head = t("update.changes", before=self.before, version=self.version)
        lines = [head, *self.checked.changes(lang)]
        if self.warnings:
            lines += ["", t("update.overlay"), *(f"- {one.text(lang)}" for one in self.warnings)]
        return "\n".join(lines)


def take(
    source: Path, kept: Path, lang: str, progress: Step | None = None, *, into_use: bool = True
) -> Taken:
    """Take in a newer state of the data.

    Parameters
    ----------
    source : Path
        A data folder, or a ZIP of one.
    kept : Path
        The folder of all states.
    lang : {"zh", "en"}
        Language of what is told.
    progress : callable, optional
        See `geo.files.check.check`.
    into_use : bool
        Whether it is taken into use; otherwise it is only held against the one that is.

    Raises
    ------
    UpdateError
        It is no newer state of the data, or something is wrong with it.
    OSError
        Something cannot be read or written.
    """
    t = Words(lang)
    kept.mkdir(parents=True, exist_ok=True)
    before = package.base()
    with tempfile.TemporaryDirectory(prefix=".taken-", dir=kept) as passing:
        folder = _unfolded(source, Path(passing), t)
        version = _version(folder, t)
        now = _version(before, t)
        if _order(version) <= _order(now):
            raise UpdateError(t("update.not_newer", version=version, now=now))
        if problems := list(_differing(folder)):
            raise UpdateError(AtlasError(source, problems).text(lang))
        checked = check(folder, lang, progress, before)
        if not checked.is_sound:
            raise UpdateError(AtlasError(source, checked.problems).text(lang))
        taken = Taken(version, now, checked, _overlaid(folder, t))
        if into_use:
            target = kept / version
            if target.exists():  # an earlier try, or a state that was gone back from
                target.replace(Path(passing) / "replaced")
            folder.chmod(0o755)
            folder.replace(target)
            store.use(kept, version)
    return taken


def _unfolded(source: Path, passing: Path, t: Words) -> Path:
    """The data folder of a source, as a copy that nobody else writes to."""
    target = passing / "data"
    if source.is_dir():
        shutil.copytree(source, target)
        return target
    if not source.exists():
        raise UpdateError(t("update.nothing", file=source))
    try:
        with zipfile.ZipFile(source) as archive:
            _unpack(archive, target, source, t)
    except _BROKEN as error:
        if isinstance(error, UpdateError):
            raise
        raise UpdateError(t("update.no_archive", file=source)) from error
    inner = [path.parent for path in target.rglob(package.FILE)]
    return min(inner, key=lambda path: len(path.parts), default=target)


def _unpack(archive: zipfile.ZipFile, target: Path, source: Path, t: Words) -> None:
    """Unpack an archive, no further than it may be large, whatever it says of itself."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    left = MOST_BYTES
    if len(members) > MOST_FILES:
        raise UpdateError(t("update.too_large", file=source))
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise UpdateError(t("update.no_archive", file=source))
        path = target.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, path.open("wb") as file:
            while block := packed.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise UpdateError(t("update.too_large", file=source))
                file.write(block)


def _version(folder: Path, t: Words) -> str:
    try:
        version = str(package.read(folder).raw.get("version", ""))
    except (OSError, ValueError) as error:
        raise UpdateError(t("update.no_data", file=package.FILE)) from error
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        raise UpdateError(t("update.no_version", file=package.FILE, version=version))
    return version


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _differing(folder: Path) -> Iterator[Problem]:
    """Files that are not those that the dictionary was written for."""
    for resource in package.read(folder).resources.values():
        said, path = str(resource.raw.get("hash", "")), folder / resource.path
        if said.startswith("sha256:") and path.is_file():
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != said.removeprefix("sha256:"):
                fields = MappingProxyType({"found": found[:12]})
                yield Problem("sum_differs", resource.path, value=said[:19], fields=fields)


def _overlaid(folder: Path, t: Words) -> tuple[Problem, ...]:
    """What the overlay in use says of a new state below it."""
    chosen = package.chosen()
    if overlay.said(chosen) is None:
        return ()
    try:
        return load(chosen, on=folder).warnings
    except AtlasError as error:
        raise UpdateError(error.text(t.lang)) from error


def back(kept: Path, lang: str) -> str:
    """Go back to the state that was in use before; gives its version.

    Raises
    ------
    UpdateError
        No state was taken into use.
    """
    t = Words(lang)
    if not store.history(kept):
        raise UpdateError(t("update.no_way_back", folder=kept))
    store.go_back(kept)
    return _version(package.base(), t)
