"""The command line: commands, options, prompts, errors."""
