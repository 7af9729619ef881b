"""Clocks inside the browser.

A time runs from the event of the click (or the start of the navigation) to the second animation
frame after a condition first holds in the document, so what is waited for has been painted. The
same clock is used for the app and for the bare page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from playwright.sync_api import Page

#: Put into every document. Frames write to the top window, whose time is comparable to theirs.
SCRIPT = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("click", (e) => {
    try { top.clicked = performance.timeOrigin + e.timeStamp; } catch {}
  }, true);
  if (window !== top) return;
  window.paintedWhen = (holds) => new Promise((resolve, reject) => {
    setTimeout(() => reject(Error("not painted: " + holds)), 120000);
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(now())));
    const look = () => {
      let held = false;
      try { held = holds(); } catch {}
      held ? painted() : requestAnimationFrame(look);
    };
    look();
  });
})();
"""

#: The document in the map's frame, once it is there.
_MAP = "document.querySelector('.st-key-map iframe').contentDocument"


def marks_are(number: int) -> str:
    """Condition: so many marks are on the map."""
    return f"{_MAP}.querySelectorAll('.atlas-mark').length === {number}"


def map_is_drawn() -> str:
    """Condition: marks are on the map."""
    return f"{_MAP}.querySelectorAll('.atlas-mark').length > 0"


def text_has(selector: str, text: str) -> str:
    """Condition: an element is there and holds a text."""
    return f"document.querySelector({json.dumps(selector)})?.innerText.includes({json.dumps(text)})"


def charts_are_remembered(page: Page, keys: Iterable[str]) -> str:
    """Remember what charts are drawn of now; condition: all of them are drawn of something else."""
    drawn = (
        "(key) => JSON.stringify(document.querySelector(`.st-key-${key} .js-plotly-plot`)"
        ".calcdata.map((points) => points.map((p) => [p.x, p.y, p.p, p.s])))"
    )
    page.evaluate(
        "([keys, drawn]) => { window.drawn = eval(drawn);"
        " window.remembered = keys.map((key) => [key, window.drawn(key)]); }",
        [list(keys), drawn],
    )
    return "remembered.every(([key, before]) => drawn(key) !== before)"


def map_has(selector: str, text: str) -> str:
    """Condition: an element of the map holds a text."""
    element = f"{_MAP}.querySelector({json.dumps(selector)})"
    return f"{element}?.innerText.includes({json.dumps(text)})"


def there(selector: str, gone: str) -> str:
    """Condition: one element is there and another one is not, or no longer."""
    return (
        f"document.querySelector({json.dumps(selector)}) !== null"
        f" && document.querySelector({json.dumps(gone)}) === null"
    )


def at_rest() -> str:
    """Condition: the script has ended, so everything it draws has arrived."""
    return "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"


def first_paint(page: Page, address: str, condition: str) -> float:
    """Milliseconds from the start of a navigation until a condition is painted."""
    page.add_init_script(f"window === top && (top.shown = paintedWhen(() => {condition}))")
    page.goto(address, wait_until="commit")
    return float(page.evaluate("async () => (await shown) - performance.timeOrigin"))


def after_click(page: Page, click: Callable[[], None], condition: str) -> float:
    """Milliseconds from a click until a condition is painted that did not hold before."""
    page.evaluate(
        f"() => {{ if ({condition}) throw Error('holds already');"
        f" window.shown = paintedWhen(() => {condition}); }}"
    )
    click()
    return float(page.evaluate("async () => (await shown) - clicked"))
