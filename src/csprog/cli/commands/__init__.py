"""One module a command: parse, call one thing, show."""
