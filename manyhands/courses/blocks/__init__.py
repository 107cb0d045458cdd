"""Kinds of block: what each holds, how it is read, shown, checked and judged.

``registry`` lists them; a kind is one file in ``kinds``. Everything else here asks the registry and knows no kind.
"""

from . import build
from .document import Document, DocumentError
from .inline import course_linked, safe_link
from .kind import BlockKind, Finding
from .kinds.video import frame_hosts, read_video
from .measuring import (
    BlockRow,
    Linked,
    courses_linked,
    digest_of,
    links_of,
    media_of,
    minutes_of,
    questions_of,
    required_of,
    rows_of,
    seconds_of,
    text_of,
    wording_of,
)
from .node import Node, attribute, block_id, children, kind_name
from .page import Answer, AnswerError, Asked, Judgement, MediaFile, Page, Refusal
from .registry import KINDS, collab_shape, is_question, is_required, kind_of, schema
from .rendering import (
    Piece,
    assemble,
    judge,
    read_answer,
    render_block,
    render_question,
    render_static,
)
from .repair import Repair, Repaired, parse_document, repair

__all__ = [
    "KINDS",
    "Answer",
    "AnswerError",
    "Asked",
    "BlockKind",
    "BlockRow",
    "Document",
    "DocumentError",
    "Finding",
    "Judgement",
    "Linked",
    "MediaFile",
    "Node",
    "Page",
    "Piece",
    "Refusal",
    "Repair",
    "Repaired",
    "assemble",
    "attribute",
    "block_id",
    "build",
    "children",
    "collab_shape",
    "course_linked",
    "courses_linked",
    "digest_of",
    "frame_hosts",
    "is_question",
    "is_required",
    "judge",
    "kind_name",
    "kind_of",
    "links_of",
    "media_of",
    "minutes_of",
    "parse_document",
    "questions_of",
    "read_answer",
    "read_video",
    "render_block",
    "render_question",
    "render_static",
    "repair",
    "required_of",
    "rows_of",
    "safe_link",
    "schema",
    "seconds_of",
    "text_of",
    "wording_of",
]
