"""A video by its link, from hosts that are on the list. Nothing is loaded from them until somebody asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.inline import inline_html, safe_link
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, attribute
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Inline, Shape, letters

# How long it runs is not known; a short one is a minute.
WATCHING_SECONDS = 60.0
_WORD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Video:
    """A video that may be shown: who holds it, the page to watch it on, the address to put in a frame."""

    provider: str
    page: str
    embed: str


@dataclass(frozen=True, slots=True)
class _Provider:
    name: str
    hosts: frozenset[str]
    code: Callable[[SplitResult], str]
    embed: str
    frame_host: str


def _youtube(url: SplitResult) -> str:
    if url.hostname == "youtu.be":
        return url.path.strip("/")
    if url.path == "/watch":
        return parse_qs(url.query).get("v", [""])[0]
    first, _slash, rest = url.path.strip("/").partition("/")
    return rest if first in ("embed", "shorts", "live") else ""


def _vimeo(url: SplitResult) -> str:
    found = re.fullmatch(r"/(?:video/)?(\d+)/?", url.path)
    return found[1] if found else ""


def _dailymotion(url: SplitResult) -> str:
    if url.hostname == "dai.ly":
        return url.path.strip("/")
    found = re.fullmatch(r"/(?:embed/)?video/([A-Za-z0-9]+)/?", url.path)
    return found[1] if found else ""


def _peertube(url: SplitResult) -> str:
    found = re.fullmatch(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]+)/?", url.path)
    return found[1] if found else ""


_PROVIDERS: Final = (
    _Provider(
        "YouTube",
        frozenset({"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"}),
        _youtube,
        "https://www.youtube-nocookie.com/embed/{}",
        "https://www.youtube-nocookie.com",
    ),
    _Provider(
        "Vimeo",
        frozenset({"vimeo.com", "player.vimeo.com"}),
        _vimeo,
        "https://player.vimeo.com/video/{}?dnt=1",
        "https://player.vimeo.com",
    ),
    _Provider(
        "Dailymotion",
        frozenset({"dailymotion.com", "dai.ly"}),
        _dailymotion,
        "https://www.dailymotion.com/embed/video/{}",
        "https://www.dailymotion.com",
    ),
)


def read_video(url: object, peertube: tuple[str, ...] = ()) -> Video | None:
    """The video behind a link, or None when its host is not on the list or it names no video."""
    href = safe_link(url)
    if href is None or urlsplit(href).scheme not in ("http", "https"):
        return None
    parts = urlsplit(href)
    host = (parts.hostname or "").removeprefix("www.")
    for provider in (*_PROVIDERS, *map(_instance, peertube)):
        code = provider.code(parts) if host in provider.hosts else ""
        if _WORD.match(code):
            return Video(provider.name, href, provider.embed.format(code))
    return None


def _instance(host: str) -> _Provider:
    base = f"https://{host}"
    hosts = frozenset({host.removeprefix("www.")})
    return _Provider(host, hosts, _peertube, base + "/videos/embed/{}", base)


def frame_hosts(peertube: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The origins that a page may frame: for the Content-Security-Policy."""
    return tuple(provider.frame_host for provider in (*_PROVIDERS, *map(_instance, peertube)))


def video_hosts() -> list[str]:
    """The hosts whose links make a video, for the editor."""
    return sorted(host for provider in _PROVIDERS for host in provider.hosts)


def _html(node: Node, page: Page) -> Markup:
    url = attribute(node, "url", "")
    video = read_video(url, page.peertube)
    caption = inline_html(node, page.links)
    below = tag("figcaption", caption) if caption else NOTHING
    if video is None:
        return tag("figure", _elsewhere(url), below, class_="video")
    words = _("Watch on %(provider)s") % {"provider": video.provider}
    link = tag("a", words, href=video.page, rel="noopener noreferrer", class_="video-card")
    card = tag("mh-video", link, data_embed=video.embed, data_name=video.provider)
    return tag("figure", card, below, class_="video")


def _elsewhere(url: object) -> Markup:
    href = safe_link(url)
    if href is None:
        return tag("p", _("The video is not there."), class_="missing")
    return tag("p", tag("a", href, href=href, rel="noopener noreferrer"))


def video_checks(node: Node, peertube: tuple[str, ...] = ()) -> Iterable[Finding]:
    url = attribute(node, "url", "")
    if not url:
        yield Finding("video", _("A video is missing."), _("Paste its link, or remove the block."))
    elif read_video(url, peertube) is None:
        yield Finding(
            "video",
            _("The video at %(url)s cannot be shown here.") % {"url": url},
            _("Use a link to YouTube, Vimeo, Dailymotion or a host your organisation allows."),
        )


VIDEO = BlockKind(
    name="video",
    label=gettext_lazy("Video"),
    purpose=gettext_lazy("A link to YouTube, Vimeo, Dailymotion or your own host."),
    icon="video",
    keywords="film youtube vimeo watch",
    shapes=(Shape("video", inline=Inline.RICH, attributes={"url": letters("")}),),
    html=_html,
    checks=video_checks,
    seconds=lambda _node: WATCHING_SECONDS,
)
