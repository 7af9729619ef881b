"""Make sure that a Chromium and Chinese fonts are there for the tests, or say clearly what to do.

Usage::

    python scripts/ensure_browser.py

A browser on the PATH comes first, then one that Playwright has installed. If there is none, one is
installed: with the system's package manager where that is allowed, else by Playwright.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = """\
The tests need a Chromium, and none could be installed. Do one of these, then start again:
  - Debian, Ubuntu:  sudo apt-get install chromium
  - any system:      .venv/bin/python -m playwright install --with-deps chromium
  - or put a chromium or google-chrome on the PATH."""


def works(path: str | Path) -> bool:
    """Whether a browser starts at all; some systems ship a stub that only points to a store."""
    try:
        found = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0


def find_browser() -> str | None:
    """Path of a Chromium that works, or None."""
    for name in NAMES:
        path = shutil.which(name)
        if path and works(path):
            return path
    return find_playwright_browser()


def find_playwright_browser() -> str | None:
    """Path of the Chromium that Playwright has installed, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if works(path) else None


def has_chinese_font() -> bool:
    """Whether fontconfig knows a Chinese font; True where there is no fontconfig."""
    if not shutil.which("fc-list"):
        return True
    found = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages if there is the tool and the right to."""
    if not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        prefix: list[str] = []
    elif shutil.which("sudo") and quiet("sudo", "-n", "true"):
        prefix = ["sudo", "-n"]
    else:
        return
    print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    quiet(*environment, "apt-get", "update", "-qq")
    quiet(*environment, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def playwright_install() -> None:
    """Let Playwright fetch its own Chromium."""
    print("Installing a Chromium with Playwright.", flush=True)
    with_system = ["--with-deps"] if shutil.which("apt-get") and os.geteuid() == 0 else []
    quiet(sys.executable, "-m", "playwright", "install", *with_system, "chromium")


def quiet(*command: str) -> bool:
    """Run a command; its output is shown only if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}", file=sys.stderr)
    return done.returncode == 0


def main() -> None:
    """Find a browser and fonts, install what is missing, fail with advice if that does not help."""
    wanted = [] if find_browser() else ["chromium"]
    if not has_chinese_font():
        wanted.append("fonts-noto-cjk")
    if wanted:
        apt_install(wanted)
    if not find_browser():
        playwright_install()
    browser = find_browser()
    if not browser:
        sys.exit(HELP)
    print(f"Browser: {browser}")
    if not has_chinese_font():
        print("Warning: no Chinese font found, pictures will show empty boxes.", file=sys.stderr)


if __name__ == "__main__":
    main()
