"""A year on a day: status and outcome of every measure and office, and the figures."""
