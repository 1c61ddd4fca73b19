"""The widgets: each paints its own lines, and only those in sight."""
