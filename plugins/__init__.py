"""Content to sites: the Pelican plugins that build one static site per association."""
