"""Evaluation of a year on a day: statuses, outcomes, figures."""
