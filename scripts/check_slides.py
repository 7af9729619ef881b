"""Open the slides of every page with LibreOffice and look for what it lost.

Usage::

    python scripts/check_slides.py --to folder

Makes one presentation a language with all pages and charts, turns it into PDF and compares the
number of pages and the words with those of the slides. LibreOffice (``soffice``) and
``pdftotext`` have to be there; ``make test`` does without them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parents[1]))

from geo.data.atlas import load
from geo.files.slides.pptx import pptx_bytes
from geo.sheets import PAGES, sheet
from geo.sheets.view import View
from geo.words import LANGUAGES

_PATIENCE = 300


def made(folder: Path, lang: str) -> Path:
    """The presentation of all pages in a language."""
    atlas = load()
    sheets = [sheet(atlas, page, View(lang=lang), link=f"/{page}?lang={lang}") for page in PAGES]
    path = folder / f"slides_{lang}.pptx"
    path.write_bytes(pptx_bytes(atlas, sheets, charts=True))
    return path


def faults(path: Path) -> list[str]:
    """What the PDF lacks of the slides."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=_PATIENCE)
    done = subprocess.run(
        ["pdftotext", path.with_suffix(".pdf"), "-"],
        check=True, capture_output=True, text=True, timeout=_PATIENCE,
    )  # fmt: skip
    pages = [_letters(page) for page in done.stdout.split("\f")[:-1]]
    slides = Presentation(str(path)).slides
    if len(pages) != len(slides):
        return [f"{path.name}: {len(pages)} pages for {len(slides)} slides"]
    return [
        f"{path.name}: slide {number} lacks its title {title!r}"
        for number, (page, slide) in enumerate(zip(pages, slides, strict=True), start=1)
        if _letters(title := slide.shapes.title.text_frame.text) not in page
    ]


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main() -> int:
    """Check both languages; the files stay in a folder if one is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, help="folder that keeps PPTX and PDF")
    to = parser.parse_args().to
    if missing := [name for name in ("soffice", "pdftotext") if not shutil.which(name)]:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as kept:
        folder = to or Path(kept)
        folder.mkdir(parents=True, exist_ok=True)
        found = [fault for lang in LANGUAGES for fault in faults(made(folder, lang))]
    print("\n".join(found) or "Slides open in LibreOffice; every page has its title.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
