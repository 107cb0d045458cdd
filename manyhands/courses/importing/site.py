"""Where a page's links and pictures lead, among all pages and files of a source."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from manyhands.courses.blocks import safe_link

from .archive import PAGE_ENDINGS, Source
from .report import Category, Report

# Stand for what is known only when courses and files have their ids.
PAGE: Final = "mh-page:"
FILE: Final = "mh-file:"
_PICTURES: Final = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".svg",
    ".avif",
    ".bmp",
    ".tif",
    ".tiff",
)
# Pages that speak of the files rather than of the subject.
_ABOUT_FILES: Final = frozenset(
    {"readme", "license", "licence", "contributing", "changelog", "code_of_conduct", "security"}
)
_BASE: Final = re.compile(r"\{\{\s*(?:site|page)\.(?:base)?url\s*\}\}")


class Site:
    """The pages of a source by their addresses. ``hosts`` are names under which the site itself was served."""

    def __init__(self, source: Source, report: Report, hosts: Collection[str] = ()) -> None:
        self._source = source
        self._report = report
        self._hosts = frozenset(host.lower() for host in hosts)
        self._top = _common_folder(source.pages)
        # Whoever packs a whole site has its pages in one folder, beside a README.
        tops = {path.partition("/")[0] for path in source.pages if "/" in path}
        loose = {posixpath.splitext(p)[0].lower() for p in source.pages if "/" not in p}
        self._roots = tops if len(tops) == 1 and loose <= _ABOUT_FILES else set()
        self._pages = {_address(path): path for path in reversed(source.pages)}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for address, path in self._pages.items():
            self._by_name[posixpath.basename(address).lower()].add(path)
        self._files = {path.lower(): path for path in source.files}

    def link(self, page: str, href: str) -> str | None:
        """An address as it is, PAGE + path (+ "#place"), FILE + path, or None with a line in the report."""
        href = _BASE.sub("", href.strip())
        try:
            parts = urlsplit(href)
        except ValueError:
            found = None
            is_own = False
        else:
            is_own = (
                (parts.hostname or "").lower() in self._hosts if parts.netloc else not parts.scheme
            )
            found = self._own(page, parts) if is_own else safe_link(href)
        if found is None:
            category = Category.LINK_DEAD if is_own else Category.LINK_UNSAFE
            self._report.add(category, page, href or "#")
        return found

    def _own(self, page: str, parts: SplitResult) -> str | None:
        """Where an address inside the site leads."""
        path, place = unquote(parts.path), f"#{unquote(parts.fragment)}" if parts.fragment else ""
        if not path:
            return PAGE + page + place if place and not parts.netloc else None
        if (target := self._page(page, path)) is not None:
            return PAGE + target + place
        if (file := self._file(page, path)) is not None:
            return FILE + file
        if (target := self._page_by_name(path)) is not None:
            self._report.add(Category.LINK_BY_NAME, page, f"{parts.path} → {target}")
            return PAGE + target + place
        return None

    def picture(self, page: str, src: str) -> str | None:
        """The path of a picture in the source."""
        try:
            parts = urlsplit(_BASE.sub("", src.strip()))
        except ValueError:
            return None
        if parts.netloc and (parts.hostname or "").lower() not in self._hosts:
            return None
        found = self._file(page, unquote(parts.path)) if not parts.scheme or parts.netloc else None
        return found if found and found.lower().endswith(_PICTURES) else None

    def _page(self, page: str, path: str) -> str | None:
        return next(
            (
                self._pages[c]
                for c in self._candidates(page, path, is_page=True)
                if c in self._pages
            ),
            None,
        )

    def _file(self, page: str, path: str) -> str | None:
        candidates = self._candidates(page, path, is_page=False)
        return next((self._files[c.lower()] for c in candidates if c.lower() in self._files), None)

    def _candidates(self, page: str, path: str, *, is_page: bool) -> Iterable[str]:
        """Where an address may lead: beside the page's file, below its address, from the root of the site."""
        folder = posixpath.dirname(page)
        starts = [self._top, "", "..", posixpath.dirname(self._top), *self._roots]
        if not path.startswith("/"):
            starts = [folder, _address(page), *starts]
        for start in starts:
            joined = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
            yield _address(joined) if is_page else joined

    def _page_by_name(self, path: str) -> str | None:
        """The one page of that name, wherever it lies: sites redirect short addresses."""
        name = posixpath.basename(_address(posixpath.normpath(path))).lower()
        found = self._by_name.get(name, set())
        return next(iter(found)) if len(found) == 1 else None


def _address(path: str) -> str:
    """ "tools/slack/index.md" and "tools/slack.md" are both at "tools/slack"."""
    stem, ending = posixpath.splitext(path)
    if ending.lower() in (*PAGE_ENDINGS, ".html", ".htm"):
        path = stem
    folder, name = posixpath.split(path.rstrip("/"))
    return folder if name.lower() in ("index", "readme") and path else path.rstrip("/")


def _common_folder(paths: Iterable[str]) -> str:
    folders = [posixpath.dirname(path).split("/") for path in paths]
    common = posixpath.commonprefix(folders) if folders else []
    return "/".join(common)


def place_name(words: str) -> str:
    """The name that sites give a heading: "What’s new?" -> "whats-new"; compared letter by letter only."""
    return re.sub(r"[\W_]+", "", words.lower())
