"""The customs' files: fetched, read, checked, and made up for the demonstration."""
