"""Names of files: as an office would write them, or in ASCII."""

from __future__ import annotations

from datetime import date

from geo import settings
from geo.record.about import file_name as ascii_name
from geo.words import Words
from geo.words.text import tidy

#: Longest name of a file without its day and ending, bytes: a folder takes 255 in all.
_LONGEST = 180
_BARRED = '\\/:*?"<>| '


def ascii_only() -> bool:
    """Whether names in ASCII are asked for."""
    return settings.current().ascii_names


def office(words: str, ending: str, day: date) -> str:
    """Name in words, such as ``宜昌市产业集群简报_20261127.pdf``."""
    plain = "".join("_" if sign in _BARRED else sign for sign in tidy(words)).strip("._")
    plain = plain.encode()[:_LONGEST].decode(errors="ignore")
    return f"{plain}_{day:%Y%m%d}.{ending}"


def file_name(words: str, code: str, ending: str, day: date, lang: str) -> str:
    """Name for a reader of a language.

    Parameters
    ----------
    words : str
        What the file is about, in words.
    code : str
        The same in lower-case ASCII.
    ending : str
        Its ending.
    day : datetime.date
        Its day.
    lang : {"zh", "en"}
        Language of its reader; English names are in ASCII.
    """
    in_words = lang == "zh" and not ascii_only()
    return office(words, ending, day) if in_words else ascii_name(code, ending, day)


def table_name(title: str, code: str, ending: str, day: date, t: Words) -> str:
    """Name of the file of one table or chart, for a reader of the language of its title."""
    return file_name(f"{t('pages.product')}_{title}", code, ending, day, t.lang)
