"""The loop: what is due → pipeline → whoever wants to know, for months on end."""
