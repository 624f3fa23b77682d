"""The views of a year's page: statement, lists, tables, amendments."""
