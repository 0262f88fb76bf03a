"""What settings must fit together: `one` within a section, `whole` between sections, `doubts` that are no errors."""
