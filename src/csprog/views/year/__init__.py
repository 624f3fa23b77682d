"""The year's page: statement, lists, tables and amendments."""
