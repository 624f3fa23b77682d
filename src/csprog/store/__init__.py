"""Finds, reads, locks and replaces plan files, and queries git."""
