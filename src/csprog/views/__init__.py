"""A year and its report as readers see them: frozen values for page, Word and PDF."""
