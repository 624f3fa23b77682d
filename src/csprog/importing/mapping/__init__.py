"""Maps paragraphs and tables to a plan; nothing of the document is lost silently."""
