"""Rules of content: each is a function that yields findings."""
