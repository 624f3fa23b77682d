"""One change, one text edit: what is recorded is added to the plan's text, and nothing else is touched."""
