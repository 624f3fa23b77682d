"""The site in Russian: a year's page (clause 1.3), index, data, feeds."""
