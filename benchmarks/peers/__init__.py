"""csprog against programs of neighbouring kinds, the same plan in each one's own format."""
