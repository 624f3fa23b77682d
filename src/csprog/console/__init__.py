"""Shows results in the terminal."""
