"""Reading, checking and making the customs' files."""
