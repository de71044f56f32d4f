"""Households as officers keep them: their cards, their devices, whether a push reaches them."""
