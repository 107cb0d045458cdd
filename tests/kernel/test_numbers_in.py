from __future__ import annotations

from manyhands.kernel.text import numbers_in


def test_only_what_can_be_the_number_of_a_row_is_one():
    given = ["7", "", "-1", "9" * 19, "9" * 5000, "²", "१२", "1.5", "x", None, "8"]

    assert numbers_in(given) == [7, 8]
