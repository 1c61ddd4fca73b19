"""What a text says, read once: its passages, quantities, names, words of sense, and furniture."""
