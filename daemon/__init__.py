"""The daemon: effects at the edges, one pure `plan` in the middle."""
