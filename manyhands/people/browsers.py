"""What a browser calls itself, in words: "Firefox on Linux". Only ever a hint: browsers say what they like."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

# The first that is named counts: most name others as well, whom they are like.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_in_words(called: str) -> str:
    """ "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) … Firefox/128.0" -> "Firefox on Linux"."""
    browser = next((name for mark, name in _BROWSERS if mark in called), "")
    system = next((name for mark, name in _SYSTEMS if mark in called), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say its name")
