"""The terminal: the only room that knows Rich. It formats what others have counted."""
