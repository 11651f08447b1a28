"""Processes, folders and progress: everything close to the operating system, nothing about trade."""
