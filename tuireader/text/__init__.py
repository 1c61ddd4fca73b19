"""Cleaning, words and graphemes, numbers, word lists: what the core knows about text."""
