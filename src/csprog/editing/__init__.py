"""Changes of a plan's text: text in, text out, every other byte as it was."""
