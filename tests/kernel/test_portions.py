from __future__ import annotations

import pytest

from manyhands.kernel.portions import in_portions


@pytest.mark.parametrize(
    ("things", "portions"),
    [
        ([], []),
        ([1], [[1]]),
        ([1, 2], [[1, 2]]),
        ([1, 2, 3], [[1, 2], [3]]),
        (iter("abcd"), [["a", "b"], ["c", "d"]]),
    ],
)
def test_all_come_in_their_order(things, portions):
    assert list(in_portions(things, 2)) == portions
