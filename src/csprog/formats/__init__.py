"""Text for other programs: formats of CI systems, diff, outline, report."""
