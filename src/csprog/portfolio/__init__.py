"""Queries to one plan or many: cache, process pool, cluster."""
