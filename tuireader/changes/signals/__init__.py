"""What an edit touches: each module finds the signals of one kind in a place that differs."""
