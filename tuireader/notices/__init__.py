"""Find the publisher's own notes, in a tree or in prose."""
