"""The front door: each command is one short module that parses, calls one thing and shows the result."""
