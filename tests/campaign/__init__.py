"""The fault campaign: the real daemon between real servers, everything that can break broken on purpose, then the books."""
