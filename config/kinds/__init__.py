"""The kinds of values a setting can have."""
