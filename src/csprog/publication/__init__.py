"""The site: what clause 1.3 of the document demands each year, as pages and as data. Published in Russian."""

from csprog.publication.site import Publication, publish

__all__ = ["Publication", "publish"]
