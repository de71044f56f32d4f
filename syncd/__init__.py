"""The daemon: it collects what residents send back and pushes what they must not miss."""
