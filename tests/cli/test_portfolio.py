"""Many plans at once: `status --all` and `validate` of a tree, by several processes, and from what is kept."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.plans import plan as large_plan

from csprog import __version__
from csprog.portfolio import cache, executors
from csprog.portfolio import runner as portfolio
from tests.cli.portfolios import AS_OF, FAULTY, LOST, UNREADABLE, YEARS, plan
from tests.cli.terminal import CTRL_C, Terminal, on_terminal
from tests.cli.tool import Tool, sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALL = ("status", "--all", *AS_OF)


def status(tree: Tool, *words: str) -> Any:
    result = tree(*ALL, "--json", *words)
    assert (result.exit_code, result.stderr) == (1, ""), "two plans could not be evaluated"
    return json.loads(result.stdout)


def figures(tree: Tool, *words: str) -> Any:
    result = tree("report", "--all", "--json", *AS_OF, *words)
    assert (result.exit_code, result.stderr) == (1, ""), "two plans could not be evaluated"
    return json.loads(result.stdout)


def problems(tree: Tool, *words: str) -> Any:
    result = tree("validate", *(words or (".",)), "--json", *AS_OF)
    assert result.stderr == ""
    return json.loads(result.stdout)


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_line_for_every_plan_overdue_ones_first(tree: Tool) -> None:
    result = tree(*ALL)
    counted, owed = result.stdout.split("\n\nReports not published yet: ")
    table, overdue = counted.split("\n\nOverdue by company and unit\n")
    assert len(overdue.splitlines()) == 1 + 28
    title, _, _, *lines, total = table.splitlines()
    assert title == "28 plans · as of 15 Jun 2025"
    assert [line.split()[:2] for line in (lines[0], lines[2])] == [["АО", "«Юг»"], ["ПАО", "«Север»"]]
    assert lines[0].split()[2:] == ["2012", "2", "0", "1", "of", "3", "no", "yug/programme/2012.yaml"], (
        "2013 has faults"
    )
    assert lines[-1].split()[2:] == ["2024", "1", "0", "1", "of", "3", "no", "sever/programme/2024.yaml"]
    assert total.split() == ["Total", "31", "2", "28", "of", "84"]
    assert owed.splitlines() == [  # of each company the newest year that has ended
        "2",
        "  АО «Юг», 2024: 76 days late, it was due on 31 Mar 2025; missing: 2 reasons  yug/programme/2024.yaml",
        "  ПАО «Север», 2024: 76 days late, it was due on 31 Mar 2025; missing: 2 reasons  sever/programme/2024.yaml",
    ]
    assert result.stderr.splitlines() == [
        f"{FAULTY}: 2 problems",
        f"{UNREADABLE}: {tree.folder / UNREADABLE} is not a regular file",
        "2 plans could not be evaluated: see csprog validate",
    ]


@pytest.mark.slow
def test_the_counts_are_those_of_each_plan(tree: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = status(tree)
    assert [fault["path"] for fault in found["faults"]] == [FAULTY, UNREADABLE]
    assert found["counts"] == {name: sum(p["counts"][name] for p in found["plans"]) for name in found["counts"]}
    for line in (found["plans"][0], found["plans"][-1]):
        monkeypatch.chdir((tree.folder / line["path"]).parent)
        alone = tree.json("status", "--year", str(line["year"]), *AS_OF)
        assert (alone["organisation"], alone["counts"]) == (line["organisation"], line["counts"])


@pytest.mark.slow
def test_a_year_a_folder_and_what_fails(tree: Tool) -> None:
    assert tree.done(*ALL, "--year", "2025").splitlines()[0] == "2 plans · as of 15 Jun 2025"
    assert "15 plans" in tree.done(*ALL, "sever")
    assert tree(*ALL, "sever", "--year", "2025", "--fail-on", "overdue").exit_code == 1
    assert tree(*ALL, "sever", "--year", "2025", "--fail-on", "cancelled").exit_code == 0
    assert tree(*ALL, "sever", "--fail-on", "unpublished").exit_code == 1
    assert tree(*ALL, "sever", "--year", "2025", "--fail-on", "unpublished").exit_code == 0, "2025 is not over"


def test_the_report_that_a_plan_owes_stands_beside_its_counts(tree: Tool) -> None:
    reports = {plan["path"]: plan["report"] for plan in status(tree)["plans"]}
    owed = {path: report for path, report in reports.items() if report}
    assert list(owed) == ["yug/programme/2024.yaml", "sever/programme/2024.yaml"]
    assert owed["yug/programme/2024.yaml"] == {
        "year": 2024,
        "due": "2025-03-31",
        "days_left": -76,
        "missing": {"results": 0, "reasons": 2},
        "errors": 0,
        "published_on": None,
    }


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["status", "--all", "--year", "1999"], 1, "csprog: there is no plan of 1999; there are: 2011, 2012,"),
        (["status", "--all", "yug/programme/site"], 1, "has no plan such as 2025.yaml"),
        (["status", "--all", "nowhere"], 1, "csprog: there is no file nowhere"),
        (
            ["status", "--all", "--since", "2025-07-01", "--as-of", "2025-06-15"],
            2,
            "--since must be before 15 Jun 2025",
        ),
        (["status", "--all", "--scheduler", "plans"], 2, "an address is written like tcp://plans.example.org:8786"),
    ],
)
def test_what_cannot_be_asked(tree: Tool, words: list[str], code: int, sentence: str) -> None:
    result = tree(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr


@pytest.mark.slow
def test_validate_walks_a_tree_and_says_what_it_says_of_each_file(tree: Tool) -> None:
    found = problems(tree)
    assert {problem["path"] for problem in found if problem["code"] in {"unreadable", "unknown-key"}} == {
        FAULTY,
        UNREADABLE,
    }
    assert "carried-from-id" in {problem["code"] for problem in found}, "a plan is looked up in its neighbours"
    files = sorted(problem["path"] for problem in found)
    assert found == [problem for path in dict.fromkeys(files) for problem in problems(tree, path)]
    assert "29 plans checked" in tree("validate", ".", *AS_OF).stdout


# ── by whom ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("ask", [status, figures, problems])
def test_two_processes_say_the_same(
    tree: Tool, ask: Callable[[Tool], Any], parsed: list[str], monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    alone = ask(tree)
    assert len(parsed) > 20
    parsed.clear()
    kept.unlink()
    monkeypatch.setattr(portfolio, "POOL_THRESHOLD", 0)
    monkeypatch.setattr(portfolio, "MAX_IN_FLIGHT", 5_000)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert ask(tree) == alone
    assert parsed == [], "others have read the plans"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Give a folder with eight plans that keep two processes busy for some seconds."""
    text = large_plan(2_500).encode("utf-8")
    for company in range(8):
        file = tmp_path / "large" / f"company-{company}" / "programme" / "2025.yaml"
        file.parent.mkdir(parents=True)
        file.write_bytes(text)
    return tmp_path / "large"


@pytest.mark.slow
@on_terminal
def test_ctrl_c_ends_the_work(large: Path) -> None:
    """It is pressed when the bar is there; a terminal sends it to all processes."""
    running = Terminal("-m", "csprog", "validate", "--no-cache", ".", folder=large)
    group = running.process.pid
    assert group is not None
    running.sees("reading plans")
    running.press(CTRL_C)
    code, shown = running.end()
    assert code == 130
    assert shown.strip().endswith("csprog: stopped")
    assert "Traceback" not in shown
    assert none_left(group)


@pytest.mark.slow
@on_terminal
@pytest.mark.parametrize(
    ("sent", "to_all", "code", "said"),
    [(signal.SIGINT, True, 130, b"csprog: stopped\n"), (signal.SIGKILL, False, -signal.SIGKILL, None)],
    ids=["Ctrl+C", "killed"],
)
def test_no_process_stays(large: Path, sent: signal.Signals, code: int, said: bytes | None, *, to_all: bool) -> None:
    """The end comes while the workers are starting: none of them says a word, and none stays."""
    running = Tool(large).start("validate", "--no-cache", ".")
    while len(workers := [each for each in processes(running.pid) if "spawn_main" in each]) < 2:
        assert running.poll() is None
        time.sleep(0.01)
    deaf = [int(each.split()[0], 16) & 1 << signal.SIGINT - 1 for each in workers]
    assert all(deaf), "from their first moment on, else one would complain now and then"
    (os.killpg if to_all else os.kill)(running.pid, sent)
    ended, _, complaint = running.result()
    assert ended == code
    assert said is None or complaint == said
    assert none_left(running.pid)


def none_left(group: int) -> bool:
    """Tell whether all processes of a group end soon."""
    patience = time.monotonic() + 10
    while left := processes(group):
        if time.monotonic() > patience:
            os.killpg(group, signal.SIGKILL)
            pytest.fail(f"left: {left}")
        time.sleep(0.05)
    return True


def processes(group: int) -> list[str]:
    """Give the running processes of a group: which signals they ignore, and their command lines."""
    columns = "pgid=,stat=,ignored=,args="
    listed = subprocess.run(["ps", "-A", "-ww", "-o", columns], check=True, capture_output=True).stdout.decode()
    found = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [words[2] for words in found if words[0] == str(group) and not words[1].startswith("Z")]


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("ask", [status, figures, problems])
def test_what_has_not_changed_is_not_read_as_a_plan_again(
    tree: Tool, ask: Callable[[Tool], Any], parsed: list[str]
) -> None:
    first = ask(tree)
    parsed.clear()
    assert ask(tree) == first
    assert parsed == []
    changed = plan(2020, "ПАО «Север»").replace("2020-05-31", "2020-04-30")
    (tree.folder / "sever" / "programme" / "2020.yaml").write_bytes(changed.encode("utf-8"))
    again = ask(tree)
    assert changed in parsed
    assert all("Север" in text for text in parsed), "the other company's plans have not changed"
    shutil.rmtree(tree.folder.parent / "cache")
    assert ask(tree) == again


def test_a_plan_is_checked_anew_when_the_one_it_refers_to_changes(tree: Tool) -> None:
    def lost() -> set[str]:
        return {problem["path"] for problem in problems(tree) if problem["code"] == "carried-from-id"}

    assert lost() == {f"sever/programme/{LOST}.yaml", f"yug/programme/{LOST}.yaml"}
    before = tree.folder / "sever" / "programme" / f"{LOST - 1}.yaml"
    text = before.read_text(encoding="utf-8")
    before.write_text(text + text[text.rindex("              - text:") :], encoding="utf-8")
    assert lost() == {f"yug/programme/{LOST}.yaml"}


@pytest.mark.slow
def test_another_day_or_another_csprog_asks_anew(
    tree: Tool, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked_anew() -> bool:
        parsed.clear()
        return bool(status(tree) and parsed)

    assert [asked_anew(), asked_anew()] == [True, False]
    assert re.search("Total +31 ", tree(*ALL).stdout)
    assert not re.search("Total +31 ", tree("status", "--all", "--as-of", "2012-06-15").stdout)
    monkeypatch.setattr(cache, "build_fingerprint", lambda: "another")
    assert asked_anew()


@pytest.mark.slow
def test_without_cache_nothing_is_believed_and_nothing_kept(tree: Tool, parsed: list[str], kept: Path) -> None:
    first = status(tree, "--no-cache")
    assert not kept.exists()
    status(tree)
    before = kept.read_bytes()
    parsed.clear()
    assert status(tree, "--no-cache") == first
    assert len(parsed) >= len(YEARS) * 2 - 1
    assert kept.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["rubbish", "cut", "pages", "values", "emptied"])
def test_a_damaged_cache_is_not_used_and_replaced(tree: Tool, kept: Path, parsed: list[str], damage: str) -> None:
    first = status(tree)
    whole = kept.read_bytes()
    match damage:
        case "rubbish":
            kept.write_bytes(b"rubbish" * 1000)
        case "cut":
            kept.write_bytes(whole[: len(whole) // 2])
        case "pages":
            kept.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        case "values":
            with closing(sqlite3.connect(kept)) as database, database:
                database.execute("UPDATE results SET value = CASE rowid % 2 WHEN 0 THEN '{\"year\": 1}' ELSE '{' END")
        case "emptied":
            kept.write_bytes(b"")
    assert status(tree) == first
    assert status(tree) == first
    parsed.clear()
    assert status(tree) == first
    assert parsed == []


@pytest.mark.slow
def test_a_database_of_another_program_counts_as_empty(tree: Tool, kept: Path) -> None:
    first = status(tree)
    kept.unlink()
    with closing(sqlite3.connect(kept)) as database, database:
        database.execute("CREATE TABLE results (name TEXT)")
    assert status(tree) == first


@pytest.mark.slow
def test_a_locked_cache_counts_as_empty(tree: Tool, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = status(tree)
    monkeypatch.setattr(cache, "_LOCK_TIMEOUT", 0)
    with closing(sqlite3.connect(kept)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert status(tree) == first


@pytest.mark.slow
def test_where_nothing_can_be_kept_all_is_said_all_the_same(tree: Tool, kept: Path) -> None:
    first = status(tree)
    kept.unlink()
    kept.mkdir()
    assert status(tree) == first


@pytest.mark.nightly
def test_a_cache_above_its_limit_is_begun_anew(tree: Tool, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = status(tree)
    monkeypatch.setattr(cache, "MAX_BYTES", 150_000)
    sizes = []
    for day in range(1, 29):
        tree("status", "--all", "--as-of", f"2025-06-{day:02}")
        sizes.append(kept.stat().st_size)
    assert max(sizes) < 250_000
    assert sizes != sorted(sizes)
    assert status(tree) == first


# ── a cluster ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="a process can't be stopped there without ending it")
def test_a_worker_of_the_cluster_dies_and_the_answer_is_the_same(
    tree: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two workers stands still and holds what it was given, until it is killed."""
    from tests.cli.cluster import Cluster  # noqa: PLC0415 - skips without Dask

    with Cluster(tmp_path) as cluster:
        one, _ = cluster.workers
        one.send_signal(signal.SIGSTOP)
        words = ("--no-cache", "--json", "--scheduler", cluster.address)
        running = tree.start(*ALL, *words)
        time.sleep(3)
        assert running.poll() is None, "it waits for the one that stands still"
        one.kill()
        code, found, complaint = running.result()
    assert (code, complaint) == (1, b"")
    assert json.loads(found) == status(tree)
    monkeypatch.setattr("csprog.portfolio.executors._PATIENCE", 0.5)
    gone = tree(*ALL, *words)
    assert (gone.exit_code, gone.stdout) == (1, "")
    assert sentence(gone.stderr).startswith(f"the scheduler at {cluster.address} does not answer")


HERE = "; the rest is done on this computer\n"


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="a process can't be stopped there without ending it")
@pytest.mark.parametrize("lost", ["workers", pytest.param("everything", marks=pytest.mark.nightly)])
def test_a_cluster_that_goes_is_not_waited_for(
    tree: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """All of it stands still and holds what it was given, until it is killed: the work is done here."""
    from tests.cli.cluster import Cluster  # noqa: PLC0415 - skips without Dask

    wait = executors._Watch.wait  # noqa: SLF001 - the moment at which the work has been given away

    def lose(watch: Any, future: Any) -> Any:
        for one in (*cluster.workers, *([cluster.scheduler] if lost == "everything" else [])):
            one.kill()
        return wait(watch, future)

    with Cluster(tmp_path, workers=1) as cluster:
        for one in cluster.workers:
            one.send_signal(signal.SIGSTOP)
        monkeypatch.setattr("csprog.portfolio.executors._PATIENCE", 2)
        monkeypatch.setattr("csprog.portfolio.executors._Watch.wait", lose)
        began = time.monotonic()
        done_here = tree(*ALL, "--no-cache", "--json", "--scheduler", cluster.address)
        assert time.monotonic() - began < 20
    assert json.loads(done_here.stdout) == status(tree)
    assert done_here.stderr.endswith(HERE)
    assert done_here.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(tree: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.cluster import Cluster  # noqa: PLC0415 - skips without Dask

    monkeypatch.setattr("csprog.portfolio.executors._PATIENCE", 1)
    with Cluster(tmp_path, workers=0) as cluster:
        done_here = tree(*ALL, "--json", "--no-cache", "--scheduler", cluster.address)
    assert done_here.stderr == f"the scheduler at {cluster.address} has no workers{HERE}"
    assert json.loads(done_here.stdout) == status(tree)


@pytest.mark.nightly
def test_a_worker_with_another_csprog_is_told(tree: Tool, tmp_path: Path) -> None:
    """Its answers might be others, so none of them is taken."""
    from tests.cli.cluster import Cluster  # noqa: PLC0415 - skips without Dask

    with Cluster(tmp_path, workers=1, version="0.0.1") as cluster:
        done_here = tree("report", "--all", "--json", *AS_OF, "--scheduler", cluster.address)
    assert done_here.stderr == f"a worker has csprog 0.0.1, here it is {__version__}{HERE}"
    assert json.loads(done_here.stdout) == figures(tree)


@pytest.mark.slow
@pytest.mark.parametrize("lacking", ["scheduler", pytest.param("worker", marks=pytest.mark.nightly)])
def test_a_cluster_without_csprog_is_told(tree: Tool, tmp_path: Path, lacking: str) -> None:
    from tests.cli.cluster import Cluster  # noqa: PLC0415 - skips without Dask

    with Cluster(tmp_path, workers=1, lacking=lacking) as cluster:
        done_here = tree(*ALL, "--json", "--no-cache", "--scheduler", cluster.address)
    assert done_here.stderr.startswith("the scheduler or a worker of the cluster has no csprog; install version")
    assert done_here.stderr.endswith(HERE)
    assert json.loads(done_here.stdout) == status(tree)


def test_without_dask_it_is_said_what_to_install(tree: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'csprog[cluster]'" in tree(*ALL, "--scheduler", "127.0.0.1:8786").stderr
