"""Safety: checks that are started, and the reports that answer them."""
