"""The text around the plan: general provisions, goals, tasks, and the headings that stand above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from csprog.i18n import Message
from csprog.importing.readers.document import BULLET, Notice, Paragraph, without_bullet

_NUMBERED = re.compile(r"([0-9]+(?:\.[0-9]+)*)\.?\s+(\S.*)", re.DOTALL)
_GOALS, _TASKS, _PLAN = (
    re.compile(r"\bцел[ьи]", re.IGNORECASE),
    re.compile(r"\bзадач", re.IGNORECASE),
    re.compile(r"план", re.IGNORECASE),
)


@dataclass(slots=True)
class Provisions:
    """What the text before the plan's table says, by the keys of a plan; `rest` is what has no key."""

    value: dict[str, Any] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    _chapter: dict[str, Any] | None = None
    _open: tuple[str, ...] = ()

    def read(self, paragraphs: Sequence[Paragraph], columns: Sequence[str], table: Message) -> None:
        """Read the paragraphs before the table of measures, which lies at `table` and has `columns`."""
        before, heading = self._plan_heading(paragraphs)
        for paragraph in before:
            found = _NUMBERED.fullmatch(paragraph.text)
            if found is None:
                self._unnumbered(paragraph)
            elif "." in found[1]:
                self._clause(paragraph, found[1], found[2])
            else:
                self._begin(found[1], found[2])
        if heading is not None:
            self.value["plan"] = {**heading, "columns": list(columns)}
        else:
            what = Message(
                "no heading stands above the table, so the names of its columns have no place: {columns}",
                columns=", ".join(columns),
            )
            self.notices.append(Notice("left-out", table, what))

    def _plan_heading(self, paragraphs: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], dict[str, Any] | None]:
        """Part the heading of the plan from the text: the last paragraph with a chapter's number, or with the word."""
        for place in range(len(paragraphs) - 1, -1, -1):
            found = _NUMBERED.fullmatch(paragraphs[place].text)
            if found is not None and "." not in found[1]:
                if not (_PLAN.search(found[2]) or place == len(paragraphs) - 1):
                    break
                for left in paragraphs[place + 1 :]:
                    self._leave_out(left)
                return paragraphs[:place], {"number": found[1], "title": found[2]}
        if paragraphs and _PLAN.search(paragraphs[-1].text):
            chapters = sum(1 for paragraph in paragraphs if re.match(r"[0-9]+\.?\s", paragraph.text))
            number = str(chapters + 1)
            what = Message("the plan's heading has no number; {number} was taken", number=number)
            self.notices.append(Notice("decided", paragraphs[-1].place, what, ("plan",)))
            return paragraphs[:-1], {"number": number, "title": paragraphs[-1].text}
        return paragraphs, None

    def _begin(self, number: str, title: str) -> None:
        """Begin a chapter: the one about goals and tasks, else the general provisions."""
        self._chapter, self._open = {"number": number, "title": title}, ()
        if _GOALS.search(title) or _TASKS.search(title):
            self._open = ("chapter",)
        elif "provisions" not in self.value:
            self.value["provisions"] = {**self._chapter, "clauses": []}
            self._open = ("provisions",)

    def _clause(self, paragraph: Paragraph, number: str, text: str) -> None:
        if self._open == ("provisions",):
            self.value["provisions"]["clauses"].append({"number": number, "text": text})
        elif self._open and self._open != ("provisions",):
            goals = _GOALS.search(text) is not None and "goals" not in self.value
            key = "goals" if goals else "tasks"
            if key in self.value:
                self._leave_out(paragraph)
                return
            above = {"chapter": self._chapter} if self._open == ("chapter",) and self._chapter else {}
            self.value[key] = {**above, "number": number, "title": text, "items": []}
            self._open = (key,)
        else:
            self._leave_out(paragraph)

    def _unnumbered(self, paragraph: Paragraph) -> None:
        text = without_bullet(paragraph.text)
        if self._open == ("provisions",) and self.value["provisions"]["clauses"]:
            clause = self.value["provisions"]["clauses"][-1]
            clause["text"] = f"{clause['text']}\n{text}"
        elif self._open == ("provisions",):
            number = f"{self.value['provisions']['number']}.1"
            self.value["provisions"]["clauses"].append({"number": number, "text": text})
            what = Message("this clause has no number; {number} was taken", number=number)
            self.notices.append(Notice("decided", paragraph.place, what, ("provisions", "clauses", 0)))
        elif self._open == ("chapter",) and self._chapter is not None:
            key = "goals" if _GOALS.search(self._chapter["title"]) else "tasks"
            self.value[key] = {**self._chapter, "items": [text]}
            self._open = (key,)
        elif self._open in {("goals",), ("tasks",)}:
            self._item(paragraph, self.value[self._open[0]], text)
        else:
            self._leave_out(paragraph)

    def _item(self, paragraph: Paragraph, aims: dict[str, Any], text: str) -> None:
        if not aims["items"] and "lead" not in aims and text.endswith(":") and not paragraph.text.startswith(BULLET):
            items = aims.pop("items")
            aims.update(lead=text, items=items)
        else:
            aims["items"].append(text)

    def _leave_out(self, paragraph: Paragraph) -> None:
        what = Message("this has no place in the plan: “{words}”", words=paragraph.text)
        self.notices.append(Notice("left-out", paragraph.place, what))
