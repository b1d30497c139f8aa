"""Answers of the right form, drawn at random: none raises, none earns more than there is, and guessing does not pay."""

import math
import random

import pytest
from exercise_sets import SETS, ExerciseSet
from hypothesis import given, settings
from hypothesis import strategies as st

from attributed.case import Case, load_case
from attributed.exercises.checker import Checker
from attributed.exercises.key import Item
from attributed.exercises.kinds import KINDS, wordcodes
from attributed.scoring import Gold
from benchmarks.guessing import BOUND, DRAW, guess

EVERY_SET = pytest.mark.parametrize("work", SETS, ids=lambda work: work.name)
ITEMS = [pytest.param(work, item, id=f"{work.name}-{item.number}") for work in SETS for item in work.key.items.values()]
ENOUGH = 400
"""So many draws tell the mean of an item to some hundredths."""


def test_there_is_a_way_to_guess_at_every_kind() -> None:
    assert set(DRAW) == set(KINDS)


@EVERY_SET
def test_a_guesser_earns_less_than_the_bound(work: ExerciseSet) -> None:
    found = guess(work.key, draws=60)
    assert 0 < found.mean + 3 * found.error < BOUND
    assert found.best < 0.5


@pytest.mark.parametrize(("work", "item"), ITEMS)
@settings(max_examples=25, deadline=None)
@given(dice=st.randoms(use_true_random=False))
def test_no_answer_of_the_right_form_raises_or_earns_more_than_there_is(
    work: ExerciseSet, item: Item, dice: random.Random
) -> None:
    case = load_case()
    mark = Checker(work.key, "grading", case)(item.number, DRAW[item.kind](item, case, dice))
    assert mark.verdict in {"right", "partly", "wrong"}, mark.says
    assert 0 <= float(mark) <= item.points
    assert mark.says


def allowed(item: Item, case: Case) -> float | None:
    """Return the share that chance and the listed alternatives allow; None where the form is open."""
    if item.kind == "choice":
        return float(sum(item.spec["accept"].values())) / len(item.spec["options"])
    if item.kind == "choices":
        # Each letter stands in the set or not: right less wrong, never below nothing.
        right, wrong = len(item.spec["accept"]), len(item.spec["options"]) - len(item.spec["accept"])
        ways = math.fsum(
            math.comb(right, hit) * math.comb(wrong, miss) * max(0, hit - miss)
            for hit in range(right + 1)
            for miss in range(wrong + 1)
        )
        return float(ways / right / (2 ** (right + wrong) - 1))
    if item.kind == "order":
        many = len(item.spec["options"])
        return (1 + (many - 1) / 2) / math.factorial(many)
    if item.kind in {"codes", "wordcodes"} and case.codebooks[item.spec["codebook"]].kind == "one":
        gold = wordcodes.gold(item, case) if item.kind == "wordcodes" else case.gold(item.spec["codebook"])
        return math.fsum(share(key, item, gold) for key in parts(item)) / len(parts(item))
    return None


def parts(item: Item) -> list[str]:
    """Return the statements or words of an item."""
    found: list[str] = item.spec["words" if item.kind == "wordcodes" else "statements"]
    return found


def share(key: str, item: Item, gold: Gold) -> float:
    """Return the mean credit of one label drawn at random: gold and alternatives 1, the next rung a half."""
    right = str(gold.table["gold"][key])
    accepted = {right, *gold.table["alternatives"][key]}
    credit = [
        1.0 if label in accepted else 0.5 if gold.codebook.adjacent(label, right) else 0.0
        for label in item.spec["labels"]
    ]
    return math.fsum(credit) / len(credit)


@pytest.mark.parametrize(("work", "item"), ITEMS)
def test_chance_and_the_listed_alternatives_are_all_that_a_guesser_has(work: ExerciseSet, item: Item) -> None:
    case, dice = load_case(), random.Random(7)  # noqa: S311 - no secret
    check = Checker(work.key, "grading", case)
    draws = [float(check(item.number, DRAW[item.kind](item, case, dice))) / item.points for _ in range(ENOUGH)]
    mean = math.fsum(draws) / ENOUGH
    spread = math.sqrt(math.fsum((draw - mean) ** 2 for draw in draws) / (ENOUGH - 1))
    expected = allowed(item, case)
    if expected is None:
        # A brief earns its points here for its form alone, which words of the case in any order have in part.
        assert mean < (0.7 if item.kind == "brief" else 0.3)
    else:
        assert abs(mean - expected) <= max(4.5 * spread / math.sqrt(ENOUGH), 0.02)
