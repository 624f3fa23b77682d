"""How fast csprog is, as ratios side by side in one run; never a test."""
