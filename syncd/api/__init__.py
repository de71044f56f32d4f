"""The HTTP interface: JSON under /v1/, one blueprint a noun, described by /openapi.json."""
