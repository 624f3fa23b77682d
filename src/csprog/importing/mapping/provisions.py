"""Reads provisions, goals, tasks and headings before the table of measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from csprog.i18n import Message
from csprog.importing.readers.document import BULLET, Notice, Paragraph, without_bullet

_NUMBERED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){0,5})(?:\.?\s+|\.(?=[^\W\d]))(\S.*)", re.DOTALL)
_GOALS = re.compile(r"\bцел[ьи]", re.IGNORECASE)
_TASKS = re.compile(r"\bзадач", re.IGNORECASE)
_PLAN = re.compile(r"план", re.IGNORECASE)


@dataclass(slots=True)
class Provisions:
    """The text around the plan by the plan's keys, and notices of what has none.

    `_open` is the part that takes the next paragraph; "aims" is a chapter on goals and tasks without any yet.
    """

    value: dict[str, Any] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    _chapter: dict[str, Any] = field(default_factory=dict)
    _open: Literal["provisions", "aims", "goals", "tasks"] | None = None

    def read(self, paragraphs: Sequence[Paragraph], columns: Sequence[str], table: Message) -> None:
        """Read the paragraphs before the table at `table`, which has `columns`."""
        before, heading = self._split_heading(paragraphs)
        for paragraph in before:
            match = _NUMBERED.fullmatch(paragraph.text)
            if match is None:
                self._read_unnumbered(paragraph)
            elif "." in match[1]:
                self._read_clause(paragraph, match[1], match[2])
            else:
                self._open_chapter(match[1], match[2])
        if heading is not None:
            self.value["plan"] = {**heading, "columns": list(columns)}
        else:
            what = Message(
                "there is no heading above the table, so its column names have no place: {columns}",
                columns=", ".join(columns),
            )
            self.notices.append(Notice("left-out", table, what))

    def _split_heading(self, paragraphs: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], dict[str, Any] | None]:
        """Return the paragraphs before the plan's heading, and the heading.

        It is the last paragraph with a chapter's number if that ends the text or has the word «план», else the last
        paragraph with that word.
        """
        for index in range(len(paragraphs) - 1, -1, -1):
            match = _NUMBERED.fullmatch(paragraphs[index].text)
            if match is not None and "." not in match[1]:
                if not (_PLAN.search(match[2]) or index == len(paragraphs) - 1):
                    break
                for paragraph in paragraphs[index + 1 :]:
                    self._leave_out(paragraph)
                return paragraphs[:index], {"number": match[1], "title": match[2]}
        if paragraphs and _PLAN.search(paragraphs[-1].text):
            chapters = sum(
                1
                for paragraph in paragraphs
                if _NUMBERED.match(paragraph.text) and "." not in paragraph.text.partition(" ")[0].rstrip(".")
            )
            number = str(chapters + 1)
            what = Message("the plan's heading has no number; {number} was given", number=number)
            self._decide(paragraphs[-1], what, "plan")
            return paragraphs[:-1], {"number": number, "title": paragraphs[-1].text}
        return paragraphs, None

    def _open_chapter(self, number: str, title: str) -> None:
        self._chapter, self._open = {"number": number, "title": title}, None
        if _GOALS.search(title) or _TASKS.search(title):
            self._open = "aims"
        elif "provisions" not in self.value:
            self.value["provisions"] = {**self._chapter, "clauses": []}
            self._open = "provisions"

    def _read_clause(self, paragraph: Paragraph, number: str, text: str) -> None:
        key: Literal["goals", "tasks"] = "goals" if _GOALS.search(text) and "goals" not in self.value else "tasks"
        if self._open == "provisions":
            self.value["provisions"]["clauses"].append({"number": number, "text": text})
        elif self._open is None or key in self.value:
            self._leave_out(paragraph)
        else:
            chapter = {"chapter": self._chapter} if self._open == "aims" else {}
            self.value[key] = {**chapter, "number": number, "title": text, "items": []}
            self._open = key

    def _read_unnumbered(self, paragraph: Paragraph) -> None:
        text = without_bullet(paragraph.text)
        match self._open:
            case "provisions":
                self._continue_clause(paragraph, text)
            case "aims":  # the chapter holds a list without a clause above it
                self._open = "goals" if _GOALS.search(self._chapter["title"]) else "tasks"
                self.value[self._open] = {**self._chapter, "items": [text]}
            case "goals" | "tasks":
                self._read_item(paragraph, self.value[self._open], text)
            case None:
                self._leave_out(paragraph)

    def _continue_clause(self, paragraph: Paragraph, text: str) -> None:
        provisions = self.value["provisions"]
        if provisions["clauses"]:
            provisions["clauses"][-1]["text"] += f"\n{text}"
            return
        number = f"{provisions['number']}.1"
        provisions["clauses"].append({"number": number, "text": text})
        what = Message("this clause has no number; {number} was given", number=number)
        self._decide(paragraph, what, "provisions", "clauses", 0)

    @staticmethod
    def _read_item(paragraph: Paragraph, aims: dict[str, Any], text: str) -> None:
        if not aims["items"] and "lead" not in aims and text.endswith(":") and not paragraph.text.startswith(BULLET):
            items = aims.pop("items")
            aims.update(lead=text, items=items)  # keys in reading order
        else:
            aims["items"].append(text)

    def _decide(self, paragraph: Paragraph, message: Message, *path: str | int) -> None:
        self.notices.append(Notice("decided", paragraph.place, message, path))

    def _leave_out(self, paragraph: Paragraph) -> None:
        what = Message("the plan has no field for this: “{words}”", words=paragraph.text)
        self.notices.append(Notice("left-out", paragraph.place, what))
