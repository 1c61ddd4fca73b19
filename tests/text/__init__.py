"""Tests of what the core knows about text."""
