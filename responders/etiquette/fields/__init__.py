"""Readers of structured header fields."""
