"""Rules of words: personal data, alphabets, spelling of offices."""

from csprog.validation.catalogue.rule import Rule

WORDING = (
    Rule(
        "personal-data",
        "No person is named, nor a person's mobile number or mailbox.",
        "The plan is published, and personal data may be published only with the person's consent (Federal Law "
        "152-FZ); what once went into git stays in its history. Name the post or the unit, and the institution's own "
        "telephone and mailbox.",
        "- responsible: Иванов И. И.\n+ responsible: Начальник отдела качества обслуживания",
    ),
    Rule(
        "mixed-letters",
        "A word is in letters of one alphabet.",
        "A Latin letter among Cyrillic ones can't be seen, but the word is found by no search, is sorted elsewhere "
        "and is read wrongly by a screen reader. It comes from typing on the other keyboard or from a recognised "
        "scan.",
        """
        - text: Уcтановка терминалов электронной очереди  # вторая буква — латинская
        + text: Установка терминалов электронной очереди
        """,
        severity="warning",
    ),
    Rule(
        "office-alike",
        "An office has one spelling in the whole plan.",
        "Offices are told apart by their names alone, so two spellings are two offices in every count and on the "
        "page. If two offices really have such names, switch this rule off under “switched_off” and say why.",
        "- offices: [Прихоперское МРО, Прихопёрское МРО]\n+ offices: [Прихоперское МРО]",
        severity="warning",
    ),
)
