from .document import Document, DocumentKind
from .word import Word

__all__ = ["Document", "DocumentKind", "Word"]
