"""Checks a plan: rules, their catalogue, the check of a file."""
