from __future__ import annotations

from manyhands.kernel.memory import forget_all, remembered


def test_an_answer_is_remembered_by_what_it_is_about():
    asked = []

    @remembered(60)
    def double(number):
        asked.append(number)
        return number * 2

    assert [double(1), double(1), double(2)] == [2, 2, 4]
    assert asked == [1, 2]


def test_the_key_tells_what_an_answer_is_about():
    @remembered(60, key=lambda words: words[0])
    def joined(words):
        return " ".join(words)

    assert joined(["one", "two"]) == joined(["one", "three"]) == "one two"


def test_an_old_answer_is_asked_for_anew(monkeypatch):
    seconds = iter([0.0, 59.0, 61.0, 61.0, 62.0])
    monkeypatch.setattr("manyhands.kernel.memory.ticks", lambda: next(seconds))
    answers = iter("ab")

    @remembered(60)
    def letter():
        return next(answers)

    assert [letter(), letter(), letter(), letter()] == ["a", "a", "b", "b"]


def test_all_can_be_forgotten():
    answers = iter("ab")

    @remembered(60)
    def letter():
        return next(answers)

    first = letter()
    forget_all()

    assert (first, letter()) == ("a", "b")


def test_one_answer_can_be_forgotten_and_another_stays():
    answers = iter("abc")

    @remembered(60, key=lambda words: words[0])
    def letter(words):
        return next(answers)

    first = letter(["one"]), letter(["two"])
    letter.forget(["one", "more"])

    assert (first, letter(["one"]), letter(["two"])) == (("a", "b"), "c", "b")


def test_what_was_said_longer_ago_can_be_known_without_asking(monkeypatch):
    seconds = iter([0.0, 61.0, 901.0])
    monkeypatch.setattr("manyhands.kernel.memory.ticks", lambda: next(seconds))

    @remembered(60)
    def letter():
        return "a"

    assert letter.said(900) is None
    letter()
    assert [letter.said(900), letter.said(900)] == ["a", None]


def test_what_is_remembered_does_not_grow_old_while_a_test_runs():
    asked = []

    @remembered(1e-9)
    def answer(number: int) -> int:
        asked.append(number)
        return number

    assert [answer(1), answer(1), answer(1)] == [1, 1, 1]
    assert asked == [1]
