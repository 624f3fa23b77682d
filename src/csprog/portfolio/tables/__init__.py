"""Tables of many plans for programs that analyse data: their columns, rows and files."""
