"""Between a Yjs document and the JSON of ProseMirror."""

from .draft import Draft
from .moves import apply_keeping_words, may_exchange
from .reading import read_document
from .shape import Document, Node, Shape, register_shape, shape_of
from .writing import write_document

__all__ = [
    "Document",
    "Draft",
    "Node",
    "Shape",
    "apply_keeping_words",
    "may_exchange",
    "read_document",
    "register_shape",
    "shape_of",
    "write_document",
]
