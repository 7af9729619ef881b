"""Figures of this process, in the form that Prometheus reads; each process is asked for its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY as ACTIVE

from geo import version
from geo.data.atlas import Atlas, AtlasError
from pages.parts.service import logs
from pages.parts.shell import state

_LOG = logging.getLogger("hubei_cluster_atlas")
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)

disable_created_metrics()  # when each series began is of no use here
REGISTRY = CollectorRegistry()
RUNS = Histogram(
    "hca_run_seconds", "Time of a run of a page.", ["page"], buckets=_STEPS, registry=REGISTRY
)
FAULTS = Counter("hca_faults", "Runs and files that failed.", ["page"], registry=REGISTRY)
EXPORTS = Histogram(
    "hca_export_seconds", "Time to make a file.", ["form"], buckets=_STEPS, registry=REGISTRY
)
ProcessCollector(registry=REGISTRY)


@contextmanager
def run(page: str) -> Iterator[None]:
    """One run of a page: its time is taken, and what fails is counted and told."""
    begun = time.perf_counter()
    with logs.request(page):
        try:
            yield
        except Exception:
            failed(page, "page could not be drawn")
            raise
        finally:
            took = time.perf_counter() - begun
            RUNS.labels(page).observe(took)
            _LOG.info("run", extra={"ms": round(took * 1000)})


def failed(page: str, what: str) -> None:
    """Tell and count the exception that is being handled."""
    FAULTS.labels(page).inc()
    _LOG.exception("%s", what)


def export(form: str, make: Callable[..., bytes]) -> Callable[..., bytes]:
    """What makes a file of some form, with its time taken."""

    @wraps(make)
    def made(*args: Any, **how: Any) -> bytes:
        with EXPORTS.labels(form).time():
            return make(*args, **how)

    return made


def sessions() -> int:
    """Visits that have a connection."""
    with suppress(RuntimeError, KeyError):
        (found,) = runtime.get_instance().stats_mgr.get_stats([ACTIVE])[ACTIVE]
        return int(getattr(found, "value", 0))
    return 0


def _atlas() -> Atlas | None:
    with suppress(AtlasError):
        return state.shared_atlas()
    return None


class _Present(Collector):
    """What is so at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("hca_sessions", "Visits that have a connection.", sessions())
        said = GaugeMetricFamily("hca_info", "Versions in use.", labels=["version", "data"])
        atlas = _atlas()
        said.add_metric([version.__version__, atlas.data_version if atlas else ""], 1)
        yield said
        if atlas is not None:
            asked, worked, kept = atlas.answers.figures()
            yield CounterMetricFamily("hca_answers_asked", "Questions to the data.", asked)
            yield CounterMetricFamily("hca_answers_worked_out", "Those worked out.", worked)
            yield GaugeMetricFamily("hca_answers_kept", "Answers that are remembered.", kept)


REGISTRY.register(_Present())
