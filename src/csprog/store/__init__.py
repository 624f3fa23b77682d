"""Where programmes lie: finding them, reading them, replacing one whole or not at all; what git knows of them."""
