"""Strategies: words that nobody means to send, those of ``bin/hostile`` and any others."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.hostile.values import KINDS

LISTED = [words for kind in KINDS for words in kind]
# Lone surrogates come with a form as little as with JSON, but a document may hold them.
ANY = st.sampled_from(LISTED) | st.text(st.characters(), max_size=40)
SENT = st.sampled_from(LISTED) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
