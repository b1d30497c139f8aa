"""Every exercise set: solved it earns everything, blank nothing, and each wrong answer its own coaching."""

import ast
import re

import pytest
from exercise_sets import SETS, ExerciseSet

import attributed as at
from attributed.case import Case
from attributed.exercises.fold import fold
from attributed.exercises.key import Item, key_faults
from attributed.exercises.kinds.judging import due_words
from attributed.exercises.kinds.wordcodes import gold

EVERY_SET = pytest.mark.parametrize("work", SETS, ids=lambda work: work.name)
ITEMS = [pytest.param(work, number, id=f"{work.name}-{number}") for work in SETS for number in work.key.items]


def prompt_of(work: ExerciseSet, number: int) -> str:
    """Return the text of an item’s prompt."""
    cells = work.notebook(work.solution)["cells"]
    return next("".join(cell["source"]) for cell in cells if cell["id"] == f"item-{number}")


@EVERY_SET
def test_the_key_is_sound(work: ExerciseSet, case: Case) -> None:
    assert list(key_faults(work.key, case)) == []


@EVERY_SET
def test_a_set_has_ten_items_or_more_and_three_that_compute(work: ExerciseSet) -> None:
    assert len(work.key.items) >= 10
    sources = {cell["id"]: "".join(cell["source"]) for cell in work.notebook(work.solution)["cells"]}
    computed = [name for name in sources if name.startswith("answer-") and is_computed(sources[name])]
    assert len(computed) >= 3, computed


def is_computed(source: str) -> bool:
    """Tell whether the last thing that a solved cell assigns is more than a value written out."""
    value = [node.value for node in ast.parse(source).body if isinstance(node, ast.Assign)][-1]
    try:
        ast.literal_eval(value)
    except ValueError:
        return True
    return False


@EVERY_SET
def test_the_notebook_and_the_key_agree_on_items_and_points(work: ExerciseSet) -> None:
    cells = [cell for cell in work.notebook(work.solution)["cells"] if cell["id"].startswith("check-")]
    points = {int(cell["id"][6:]): cell["metadata"]["nbgrader"]["points"] for cell in cells}
    assert points == {item.number: item.points for item in work.key.items.values()}
    for cell in cells:
        number = int(cell["id"][6:])
        assert "".join(cell["source"]) == f"check({number}, answer_{number})"


@pytest.mark.parametrize(("work", "number"), ITEMS)
def test_the_options_in_the_prompt_are_those_of_the_key(work: ExerciseSet, number: int) -> None:
    prompt = fold(prompt_of(work, number).replace("*", ""))
    for letter, words in work.key.items[number].spec.get("options", {}).items():
        assert f"- {letter} {fold(words)}" in prompt, words


@EVERY_SET
def test_the_solution_earns_every_point_and_hears_why(work: ExerciseSet) -> None:
    marks = work.run(work.solution)
    assert {number: float(mark) for number, mark in marks.items()} == {
        item.number: item.points for item in work.key.items.values()
    }
    for number, mark in marks.items():
        assert mark.says == (work.key.items[number].why,)


@EVERY_SET
def test_a_blank_notebook_earns_nothing_and_is_told_that_it_is_open(work: ExerciseSet) -> None:
    marks = work.run(work.exercise)
    assert set(marks) == set(work.key.items)
    assert {float(mark) for mark in marks.values()} == {0.0}
    verdicts = {number: mark.verdict for number, mark in marks.items()}
    functions = {number for number, item in work.key.items.items() if item.kind == "function"}
    assert {number for number, verdict in verdicts.items() if verdict != "open"} <= functions
    for number in functions:
        assert "still dots" in marks[number].says[0]


@pytest.mark.parametrize(("work", "number"), ITEMS)
def test_wrong_answers_earn_less_and_each_is_coached_in_its_own_way(work: ExerciseSet, number: int) -> None:
    item, heard = work.key.items[number], set()
    assert len(work.wrong[number]) >= 3
    for code, points in work.wrong[number]:
        mark = work.run(work.solution, {number: code})[number]
        assert float(mark) == pytest.approx(points, abs=1e-3), code
        assert mark < item.points
        assert mark.verdict in {"partly", "wrong"}
        assert mark.says, code
        heard.add(mark.says)
    assert len(heard) >= 3


@pytest.mark.parametrize(("work", "number"), ITEMS)
def test_coaching_does_not_give_the_answer_away(work: ExerciseSet, number: int, case: Case) -> None:
    item = work.key.items[number]
    for code, _ in work.wrong[number]:
        said = " ".join(work.run(work.solution, {number: code})[number].says)
        assert item.why not in said
        assert item.rule not in said
        for answer in answers_in_words(item, case):
            assert not re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", said), (answer, said)


def answers_in_words(item: Item, case: Case) -> list[str]:
    """Return the words that would be the answer if coaching held them; labels stand there in capitals."""
    if item.kind == "choice":
        return [item.spec["options"][letter] for letter in item.spec["accept"]]
    if item.kind == "number":
        accept = item.spec["accept"]
        return [f"{value:g}" for value in (accept.values() if isinstance(accept, dict) else [accept])]
    if item.kind in {"codes", "wordcodes"}:
        right = gold(item, case) if item.kind == "wordcodes" else case.gold(item.spec["codebook"])
        found = right.table.loc[item.spec.get("words", item.spec.get("statements")), "gold"]
        return [label for given in found for label in ([given] if isinstance(given, str) else given)]
    if item.kind == "judging":
        return due_words(item, case)
    if item.kind == "function":
        return [f"{entry['expected']}" for entry in item.spec["cases"] if entry["expected"]]
    return []


@EVERY_SET
def test_the_third_wrong_answer_in_practice_is_told_the_rule(work: ExerciseSet) -> None:
    check = at.checker(work.name, work.exercise)
    item = next(item for item in work.key.items.values() if item.kind == "choice")
    wrong = [letter for letter in item.spec["options"] if letter not in item.spec["accept"]]
    first, again, second, third = (check(item.number, letter) for letter in (wrong[0], wrong[0], wrong[1], wrong[2]))
    for mark in (first, again, second):
        assert item.rule not in " ".join(mark.says)
    assert third.says[-1] == f"The rule: {item.rule}"


@EVERY_SET
def test_statements_for_discussion_are_kept_out_of_the_key(work: ExerciseSet, case: Case) -> None:
    for item in work.key.items.values():
        for statement in item.spec.get("statements", []):
            assert case.codes.at[statement, "use"] == "mark"


@pytest.mark.parametrize(("work", "number"), ITEMS)
def test_a_solved_cell_says_why_and_on_which_words_it_rests(work: ExerciseSet, number: int) -> None:
    source = next(
        "".join(cell["source"]) for cell in work.notebook(work.solution)["cells"] if cell["id"] == f"answer-{number}"
    )
    region = source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
    comment = " ".join(line.strip().lstrip("# ") for line in region.splitlines() if line.strip().startswith("#"))
    assert len(comment.split()) >= 8, "a solution explains in a comment"
