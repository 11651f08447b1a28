"""What makes the year's change: bars left and right, in points."""
