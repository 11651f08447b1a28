"""Processes, folders and progress: what the operating system lends, and nothing of trade."""
