"""Writes a reminder as a draft of a letter (RFC 5322), with files attached.

The draft is opened by Outlook, Thunderbird and others, looked at and sent by hand: csprog sends nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from textwrap import wrap

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.record_builder import due_text
from csprog.evaluation.reminders import AwaitedPart, Reminder
from csprog.exporting.subject import Subject
from csprog.views.typography import short_date

_WIDTH = 72  # characters of a line
_TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ics": ("text", "calendar"),
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Mail addresses of a letter: to whom, none if they are not known, and from whom."""

    to: tuple[str, ...] = ()
    sender: str | None = None


def make_letter(subject: Subject, reminder: Reminder, head: Letterhead, attachments: Mapping[str, bytes]) -> bytes:
    """Return the draft; the same arguments give the same bytes.

    `attachments` are the files by their names. A draft is not sent yet (X-Unsent), so it may lack a sender.
    """
    evaluation = subject.evaluation
    letter = EmailMessage(policy=SMTP)
    letter["X-Unsent"] = "1"
    letter["Subject"] = _subject(evaluation, reminder)
    if head.sender:
        letter["From"] = head.sender
    letter["To"] = ", ".join(head.to)
    letter["Date"] = format_datetime(datetime.combine(evaluation.day, time(), UTC))
    letter.set_content("\n".join(_text(evaluation, reminder, list(attachments))) + "\n", cte="8bit")
    for name, data in attachments.items():
        main, kind = _TYPES[name[name.rindex(".") :]]
        parameters = {"charset": "utf-8"} if main == "text" else {}
        letter.add_attachment(data, maintype=main, subtype=kind, filename=name, params=parameters)
    if attachments:
        letter.set_boundary(_boundary(reminder, attachments))  # else a random one
    return letter.as_bytes()


def _boundary(reminder: Reminder, attachments: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(reminder.recipient.encode("utf-8"))
    for data in attachments.values():
        digest.update(data)
    return f"==csprog-{digest.hexdigest()[:32]}=="


def _subject(evaluation: Evaluation, reminder: Reminder) -> str:
    counts = {"просрочено": len(reminder.overdue), "скоро срок": len(reminder.due_soon)}
    told = ", ".join(f"{words} {count}" for words, count in counts.items() if count)
    return f"Программа мероприятий {evaluation.programme.year}: {told} — {reminder.recipient}"


def _text(evaluation: Evaluation, reminder: Reminder, names: Sequence[str]) -> Iterator[str]:
    passport = evaluation.programme.passport
    yield f"{reminder.recipient}: мероприятия Программы на {passport.year} год"
    yield passport.organisation
    yield f"По состоянию на {short_date(evaluation.day)}"
    if reminder.overdue:
        yield from ("", f"Просрочено: {len(reminder.overdue)}")
        for one in reminder.overdue:
            yield from _lines(one, reminder, f", просрочено дней: {one.part.days_overdue}")
    if reminder.due_soon:
        until = short_date(evaluation.day + reminder.within)
        yield from ("", f"Срок до {until}: {len(reminder.due_soon)}")
        for one in reminder.due_soon:
            yield from _lines(one, reminder, f", осталось дней: {(one.part.awaited - evaluation.day).days}")
    yield ""
    yield from wrap(_request(names), _WIDTH)


def _lines(one: AwaitedPart, reminder: Reminder, left: str) -> Iterator[str]:
    measure = one.measure.placed.measure
    yield ""
    yield from wrap(f"{one.measure.placed.id} {measure.text}", _WIDTH, initial_indent="  ", subsequent_indent="    ")
    if one.office and one.office != reminder.recipient:
        yield f"    Офис: {one.office}"
    postponed = f" (перенесён на {short_date(one.part.awaited)})" if one.measure.postponed else ""
    yield f"    Срок: {due_text(measure)}{postponed}{left}"
    yield from wrap(measure.result, _WIDTH, initial_indent="    Результат: ", subsequent_indent="    ")


def _request(names: Sequence[str]) -> str:
    """Return what to do with the files attached."""
    request = (
        "Заполните жёлтые ячейки приложенной таблицы и пришлите её в ответ на это письмо: выполнено, не выполнено и "
        "почему, в работе и что сделано, или перенести — на какой срок и почему."
    )
    calendar = " Приложенный календарь сроков (.ics) можно открыть в своём календаре."
    return request + calendar * any(name.endswith(".ics") for name in names)
