"""The sample city's people: fictional households, officers and bulbs, for trying things out."""
