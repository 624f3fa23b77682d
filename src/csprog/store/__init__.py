"""Files and git: find, read, lock and replace plans."""
