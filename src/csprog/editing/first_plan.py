"""Writes a company's first plan: passport, one example of each part, comments.

The example has the right shape, so that `status` and `show` work from the first minute; that it has to be replaced is
an error of `validate`.
"""

from __future__ import annotations

from csprog.findings import KeyPath
from csprog.programme.enums import Audience, Channel
from csprog.programme.format import FORMAT
from csprog.programme.model import Programme
from csprog.programme.passport import Passport
from csprog.programme.plan_writer import PLACEHOLDER, as_value, write_plan

DEFAULTS = {
    "title": "Программа мероприятий по повышению качества обслуживания потребителей (покупателей)",
    "basis": "Постановление Правительства РФ от 4 мая 2012 г. № 442",
}
"""What a passport holds unless somebody says otherwise: the name and the ground that the law gives every supplier."""


def first_plan(passport: Passport) -> str:
    """Return the text of a company's first plan."""
    plan = Programme.model_validate({"format": FORMAT, "passport": passport, "sections": _sections(passport.year)})
    return write_plan(as_value(plan), _HEADER.format(year=passport.year), _comments(passport))


def _sections(year: int) -> list[object]:
    measure = {
        "text": f"{PLACEHOLDER} — установка терминалов электронной очереди",
        "due": f"{year}-12-31",
        "result": f"{PLACEHOLDER} — сервис электронной очереди работает",
    }
    proposal = {
        "number": "1.1.1",
        "text": f"{PLACEHOLDER} — повышение удобства очного обслуживания",
        "measures": [measure],
    }
    subsection = {
        "number": "1.1",
        "title": "Офис обслуживания клиентов",
        "channel": Channel.OFFICE,
        "audience": Audience.B2C,
        "proposals": [proposal],
    }
    return [{"number": "1", "title": "Очное обслуживание", "subsections": [subsection]}]


def _comments(passport: Passport) -> dict[KeyPath, str]:
    """Return the comments by the place that they stand before."""
    subsection = ("sections", 0, "subsections", 0)
    proposal = (*subsection, "proposals", 0)
    last_of_passport = list(as_value(passport))[-1]
    return {
        ("passport", last_of_passport): _APPROVAL.format(before=passport.year - 1),
        ("sections",): _GOALS,
        subsection: _SUBSECTION,
        proposal: _PROPOSAL,
        (*proposal, "measures", 0, "due"): _DUE.format(year=passport.year),
        (*proposal, "measures", 0, "result"): _MEASURE,
    }


_HEADER = """\
Программа мероприятий по повышению качества обслуживания потребителей на {year} год.

Ключи английские, значения — слова вашего документа; редактор подсказывает ключи сам, если дать
ему схему: csprog schema > programme.schema.json
  csprog help файл  как устроен этот файл; все ключи: csprog help формат
  csprog validate   проверить файл: все ошибки сразу, со строками
  csprog status     как идёт выполнение
  csprog publish    страница для сайта

Номера пишут в кавычках: "1.10". Чего не знаете, не пишите вовсе: пустой ключ не нужен, а 0 — это
ноль, не «не указано». Указывают должности и подразделения, но не имена людей. Строки с # — это
пояснения и заготовки: уберите # с пробелом, и заготовка станет частью файла; ненужное удалите."""
_APPROVAL = """\
Когда утвердят: кто (должность, не имя), в какой день и каким документом.
approval:
  by: Генеральный директор
  on: {before}-12-20
  document: приказ
  number: "15"
Стандарт обслуживания, на который ссылается Программа:
standard:
  name: Стандарт обслуживания клиентов
  version: редакция 2"""
_GOALS = """\
Цели Программы словами документа; так же пишут задачи (tasks) и общие положения (provisions):
goals:
  number: "2.1"
  title: "Цели:"
  items:
    - повышение лояльности клиентов
Показатели, по которым судят о Программе; они бывают и у предложения, и у мероприятия:
indicators:
  - id: csi
    name: Удовлетворённость клиентов
    unit: "%"
    better: higher
    baseline: 78
    target: 82
"""
_SUBSECTION = """\
channel — через что обслуживают: office, website, account, email, phone, messenger или post;
audience — кого: B2B или B2C, латиницей."""
_PROPOSAL = """\
Предложение — к чему стремимся, мероприятия — что для этого делаем. Номера мероприятий
в файле не пишут: это номер предложения и место по порядку — 1.1.1.1, 1.1.1.2."""
_DUE = """\
Срок — день или квартал: {year}-12-31 или {year}-Q4. После утверждения он
не меняется: перенос записывает csprog postpone."""
_MEASURE = """\
Если известно:
offices: [Северный офис, Южный офис]
responsible: Отдел обслуживания клиентов
funding:
  planned: 250000
  source: собственные средства
recurring: true"""
