"""Evaluation of a year on a day: status and outcome of measures and offices, figures."""
