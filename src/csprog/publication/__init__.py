"""The site: the year's page, index, data and feeds (clause 1.3). In Russian."""
