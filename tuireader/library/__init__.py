"""Everything saved: TinyDB's documents and queries on a durable engine."""
