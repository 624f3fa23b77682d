"""Rules about words."""

from __future__ import annotations

from csprog.i18n import N_
from csprog.validation.catalogue.rule import Rule, Subject

WORDING = Subject(
    N_("Words"),
    (
        Rule(
            "personal-data",
            "error",
            N_("No person is named, nor a person's mobile number or mailbox."),
            N_(
                "The plan is published, and personal data may be published only with the person's consent (Federal Law "
                "152-FZ); what once went into git stays in its history. Name the post or the unit, and the "
                "institution's own telephone and mailbox."
            ),
            wrong="responsible: Иванов И. И.",
            right="responsible: Начальник отдела качества обслуживания",
        ),
        Rule(
            "mixed-letters",
            "warning",
            N_("A word is in letters of one alphabet."),
            N_(
                "A Latin letter among Cyrillic ones can't be seen, but the word is found by no search, is sorted "
                "elsewhere and is read wrongly by a screen reader. It comes from typing on the other keyboard or from "
                "a recognised scan."
            ),
            wrong="text: Уcтановка терминалов электронной очереди  # вторая буква — латинская",
            right="text: Установка терминалов электронной очереди",
        ),
        Rule(
            "office-alike",
            "warning",
            N_("An office has one spelling in the whole plan."),
            N_(
                "Offices are told apart by their names alone, so two spellings are two offices in every count and on "
                "the page. If two offices really have such names, switch this rule off under “switched_off” and say "
                "why."
            ),
            wrong="offices: [Прихоперское МРО, Прихопёрское МРО]",
            right="offices: [Прихоперское МРО]",
        ),
    ),
)
