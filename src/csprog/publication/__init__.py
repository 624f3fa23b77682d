"""The site: what clause 1.3 of the document demands each year, as pages and as data. Published in Russian."""
