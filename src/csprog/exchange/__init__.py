"""The forms that other programs read: what CI systems show of problems, what a pull request shows of a change."""
