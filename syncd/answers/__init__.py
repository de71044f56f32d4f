"""Answers: what households send back, judged and kept."""
