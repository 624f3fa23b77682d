"""Documents to a plan, and departments' workbooks to entries."""
