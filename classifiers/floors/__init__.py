"""A floor under the urgency: plain statements of danger, takeover or loss that no model may overrule."""

from classifiers.floors.find import Floor, floor_of

__all__ = ["Floor", "floor_of"]
