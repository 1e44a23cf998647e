"""Rules across documents: references that dangle, prerequisite cycles, inverses that contradict."""

from credway.registry.across.looking import Progress, look, pass_over
from credway.registry.across.said import Crossed

__all__ = ["Crossed", "Progress", "look", "pass_over"]
