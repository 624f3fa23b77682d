"""Is a plan right? What its text can't say, what its content may not be, and where each fault lies."""
