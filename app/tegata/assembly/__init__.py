"""Puts the rooms together for the window, and takes them apart again in order."""
