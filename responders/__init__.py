"""Who may be answered, the promise, and the wording of what we write to people."""
