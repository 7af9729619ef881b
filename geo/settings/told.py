"""All settings as a table: what each is, where it comes from, what it does."""

from __future__ import annotations

from collections.abc import Iterator

from geo.settings.reading import Reading
from geo.settings.record import EVERY, About
from geo.words import Words


def text(reading: Reading, lang: str) -> str:
    """All of them with what is wrong, for a terminal."""
    t = Words(lang)
    lines = [t("settings.head")]
    for about in EVERY.values():
        lines += ["", f"{about.name} = {value(reading, about, t)}"]
        lines += [f"  {origin(reading, about, t)}", f"  {t(f'settings.meaning.{about.field}')}"]
    for name, given in reading.streamlit.items():
        lines += ["", f"{name} = {given}", f"  {t('settings.streamlit', file=reading.file)}"]
    lines += ["", *_faults(reading, t)]
    return "\n".join(lines)


def _faults(reading: Reading, t: Words) -> Iterator[str]:
    if reading.faults:
        yield t("settings.wrong", n=len(reading.faults))
        yield from (f"- {fault.text(t.lang)}" for fault in reading.faults)
    else:
        yield t("settings.sound")


def value(reading: Reading, about: About, t: Words) -> str:
    """What a setting is, but for a secret."""
    said = about.written(getattr(reading.settings, about.field))
    if not said:
        return t("settings.empty")
    return t("settings.secret") if about.secret else said


def origin(reading: Reading, about: About, t: Words) -> str:
    """Where a setting comes from."""
    where = reading.origins.get(about.field)
    if where is None:
        return t("settings.default")
    return t("settings.environment" if where == about.name else "settings.file", where=where)
