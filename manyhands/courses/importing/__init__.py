"""Bringing courses in from elsewhere: Markdown now.

::

    source = read_source(path)              # a file, a folder, a zip; raises ImportRefused
    result = convert(source)                # courses, and a report of what could not be placed
    for course in result.courses:           # first: a row for each page, its pictures stored
        pks[course.path] = …
        for path in (*course.pictures, *course.files):
            name, data = picture_bytes(source, path)
    for course in result.courses:           # then: documents, whose links need all ids
        document = course.document(media=stored[course.path], courses=pks)

The same page gives the same document with the same block ids. When a page changed, ``keep_ids(document, former)`` keeps
the ids of blocks that stayed or were only reworded, so that remarks on them stay where they are.
"""

from .archive import Source, read_source
from .conversion import ImportedCourse, ImportResult, convert
from .ids import keep_ids
from .limits import ImportRefused, Limits
from .pictures import Picture, StoredPicture, picture_bytes
from .report import Category, Entry, Report

__all__ = [
    "Category",
    "Entry",
    "ImportRefused",
    "ImportResult",
    "ImportedCourse",
    "Limits",
    "Picture",
    "Report",
    "Source",
    "StoredPicture",
    "convert",
    "keep_ids",
    "picture_bytes",
    "read_source",
]
