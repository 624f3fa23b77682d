"""Trackers of tasks: TaskJuggler, Taskwarrior, Backlog.md."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.peer import Peer, completed
from csprog.programme.model import PlacedMeasure

_REPORTS = """
taskreport page "page" { formats html columns id, name, end, complete }
taskreport table "table" { formats csv columns id, name, end, complete }
"""


def _taskjuggler(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    lines = ['project plan "Программа" 2025-01-01 +2y { timezone "Europe/Moscow" now 2026-02-01 }']
    for placed in measures:
        name = placed.measure.text.replace('"', "'")
        lines.append(f'task m{placed.id.replace(".", "_")} "{name}" {{')
        lines.append(f"  start {placed.measure.due.day}\n  complete {100 if completed(placed) else 0}")
        lines.append(f"  note -8<-\n    {placed.measure.result}\n  ->8-\n}}")
    (folder / "plan.tjp").write_text("\n".join(lines) + _REPORTS, encoding="utf-8")


def _taskwarrior(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    (folder / "taskrc").write_text("data.location=peer/data\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    (folder / "data").mkdir()
    tasks = [
        {
            "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, placed.id)),
            "description": placed.measure.text,
            "due": f"{placed.measure.due.day:%Y%m%d}T000000Z",
            "entry": "20250101T000000Z",
            "project": placed.proposal.number,
            "status": "pending",
            "annotations": [{"entry": "20250101T000000Z", "description": str(placed.measure.result)}],
        }
        for placed in measures
    ]
    (folder / "plan.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")


def _backlog(folder: Path, measures: Sequence[PlacedMeasure]) -> None:
    tasks = folder / "backlog" / "tasks"
    tasks.mkdir(parents=True)
    for number, placed in enumerate(measures, start=1):
        status = "Done" if completed(placed) else "To Do"
        item = (
            f"---\nid: TASK-{number}\ntitle: {json.dumps(placed.measure.text, ensure_ascii=False)}\nstatus: {status}\n"
            f"assignee: []\ncreated_date: '2025-01-01'\ndue_date: '{placed.measure.due.day}'\nlabels: []\n"
            f"dependencies: []\n---\n\n## Description\n\n{placed.measure.result}\n"
        )
        (tasks / f"task-{number} - measure.md").write_text(item, encoding="utf-8")


TRACKERS = (
    Peer(
        "taskjuggler",
        "apt-get install tj3, or gem install taskjuggler",
        ("tj3",),
        _taskjuggler,
        {
            "list": "tj3 --silent --report table peer/plan.tjp",
            "validate": "tj3 --silent --check-syntax peer/plan.tjp",
            "publish": "tj3 --silent --report page peer/plan.tjp",
        },
    ),
    Peer(
        "taskwarrior",
        "apt-get install taskwarrior",
        ("task",),
        _taskwarrior,
        {"list": "TASKRC=peer/taskrc task list", "edit": "TASKRC=peer/taskrc task 2 done"},
        setup="TASKRC=peer/taskrc task import peer/plan.json",
    ),
    Peer(
        "backlog.md",
        "npm install --prefix {home} backlog.md",
        ("backlog",),
        _backlog,
        {
            "list": "cd peer && backlog task list --plain",
            "validate": "cd peer && backlog doctor",
            "publish": "cd peer && backlog board export page.md",
            "edit": "cd peer && backlog task edit 2 -s Done",
        },
        setup="cd peer && backlog init plan --no-git --defaults --agent-instructions none",
    ),
)
