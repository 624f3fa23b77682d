"""Settings of the whole suite: how tests run, what counts as a failure, and a cache that is nobody's."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.extras import optional

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from playwright.sync_api import Browser

NO_SKIP = bool(os.environ.get("CSPROG_NO_SKIP"))
"""Set by `.ci/run`, which has installed all that a test may ask for: there a skipped test has checked nothing."""

WHEEL = bool(os.environ.get("CSPROG_WHEEL"))
"""Set by `.ci/run` where an installed wheel is tested: importing the checkout's code would test nothing new."""

LONG = {"slow": ".ci/run runs them", "nightly": "`.ci/run nightly` runs them"}
"""Markers of what is left out by default for its length, and how it is run."""

WINE = bool(os.environ.get("CSPROG_WINE"))
"""Set by `ci/windows.py`: Windows' Python runs under Wine, which lacks some of Windows."""

NOT_HERE = {
    "not_on_windows": sys.platform == "win32",
    "only_on_windows": sys.platform != "win32",
    "not_under_wine": WINE,
}
"""Markers of what a system can't run, and whether this is it; each gives its reason."""

# Debian's Chromium as root, in a container, without a network.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_left_out = pytest.StashKey[dict[str, int]]()

settings.register_profile("patient", deadline=None)  # a busy machine is no fault of the code
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)  # for `.ci/run`
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to run against the checkout when the wheel is asked for."""
    config.stash[_left_out] = {}
    if WHEEL:
        import csprog  # noqa: PLC0415 - elsewhere each test module imports it by itself, measured by coverage

        if not Path(csprog.__file__).is_relative_to(sysconfig.get_path("purelib")):
            pytest.exit(f"CSPROG_WHEEL is set, but csprog comes from {csprog.__file__}", returncode=4)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the slow cases left out; a worker of pytest-xdist passes its counts on to the process that reports."""
    for item in items:
        config = item.config
        counts = getattr(config, "workeroutput", config.stash[_left_out])
        for marker in LONG:
            if item.get_closest_marker(marker):
                counts[marker] = counts.get(marker, 0) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the counts of a worker; every worker collects, and so leaves out, the same cases."""
    counts = getattr(node, "workeroutput", {})  # a worker that crashed has sent none
    node.config.stash[_left_out].update({marker: counts[marker] for marker in LONG if marker in counts})


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say below all else how many cases were left out for their length."""
    yield
    for marker, count in terminalreporter.config.stash[_left_out].items():
        terminalreporter.write_line(f"{count} {marker} tests left out; {LONG[marker]}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this system can't run, and say why."""
    for name, marker in _not_here(item).items():
        pytest.skip(f"{name}: {marker.kwargs['reason']}")


def _not_here(item: pytest.Item) -> dict[str, pytest.Mark]:
    markers = {name: item.get_closest_marker(name) for name, here in NOT_HERE.items() if here}
    return {name: marker for name, marker in markers.items() if marker is not None}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that was skipped for another reason than the system.

    One that is expected to fail counts as skipped too and stays.
    """
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail") and not _not_here(item):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CSPROG_NO_SKIP is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself as a whole."""
    report = yield
    if NO_SKIP and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and CSPROG_NO_SKIP is set: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _folders_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Have csprog keep nothing in the folders of the person who runs the tests, on Linux, nor find anything there."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("cache", "state"):
            environment.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path_factory.mktemp(name)))
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """Let sentences be English, whatever the test before this one chose."""
    from csprog import i18n  # noqa: PLC0415 - coverage must have started

    i18n.set_language("en")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    playwright = optional("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield running
        running.close()
