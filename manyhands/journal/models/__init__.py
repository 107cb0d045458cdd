from .beat import Beat
from .delivery import Delivery, DeliveryState
from .entry import Entry

__all__ = ["Beat", "Delivery", "DeliveryState", "Entry"]
