"""Merges two versions of a plan that have a common ancestor."""
