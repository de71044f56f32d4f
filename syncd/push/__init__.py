"""Push: notifications to phones, encrypted, delivered once the push service says so."""
