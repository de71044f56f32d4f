"""Items: what circulates, read from the sites' indexes."""
