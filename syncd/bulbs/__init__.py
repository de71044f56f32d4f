"""Bulbs: watch-over lamps, the gateways that speak for them, and their heartbeats."""
