"""Whatever a reader writes in place of an id, a label, a list or a number, the answer is one sentence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import attributed as at
from attributed.case import Case
from attributed.plots.guesses import Guess, is_number, read_guess

NO_IDS: list[object] = [None, 3, ["D05"], {"D05": 1}, "", ...]
LOOK_UP: dict[str, Callable[..., object]] = {
    "show": at.show,
    "show_words": at.show_words,
    "reword": lambda case, key: at.reword(case, key, {"said": "claimed"}),
    "trace": at.trace,
    "sentiment_scores": at.sentiment_scores,
    "plot_sentiment": lambda case, key: at.plot_sentiment(case, [key]),
}


@pytest.mark.parametrize("key", NO_IDS)
@pytest.mark.parametrize("name", LOOK_UP)
def test_what_is_no_id_of_a_statement_is_said_with_the_ids_there_are(name: str, key: object, case: Case) -> None:
    with pytest.raises(at.KitError, match=r"There is no statement .* The ids run from I01 to D30"):
        LOOK_UP[name](case, key)


LISTS: dict[str, tuple[Callable[[Case], object], str]] = {
    "ladder sides": (lambda case: at.plot_ladder(case, sides=3), "for the side 3. Expected a list"),  # type: ignore[arg-type]
    "ladder facts": (lambda case: at.plot_ladder(case, only=3), "for the fact 3. Expected a list"),  # type: ignore[arg-type]
    "objects": (lambda case: at.plot_objects(case, sides=3), "should be two lists"),  # type: ignore[arg-type]
    "objects, one": (lambda case: at.plot_objects(case, sides=[["CHINA"], 3]), "should be two lists"),  # type: ignore[list-item]
    "sentiment": (lambda case: at.plot_sentiment(case, 3), "There is no statement 3"),  # type: ignore[arg-type]
    "labels": (lambda case: at.plot_truth_conduct(case, labels=None), "two different labels"),  # type: ignore[arg-type]
    "label": (lambda case: at.judging_words(case, ["TRUTH"]), "has no label ['TRUTH']"),  # type: ignore[arg-type]
    "merge": (
        lambda case: at.plot_agreement(case, merge={"certainty": {"BOOSTED": ["BARE"]}}),  # type: ignore[dict-item]
        "the label ['BARE'] of certainty",
    ),
    "use": (lambda case: at.count_codes(case, "voice", use=["mark"]), "There is no use ['mark']"),  # type: ignore[arg-type]
    "codebook": (lambda case: case.gold(["voice"]), "There is no codebook ['voice']"),  # type: ignore[arg-type]
    "fact": (lambda case: case.fact(["F01"]), "There is no fact ['F01']"),  # type: ignore[arg-type]
    "case": (lambda _: at.load_case(None), "Expected the name of a case"),  # type: ignore[arg-type]
    "answers": (lambda case: at.score_codes(None, case.gold("voice")), "by statement id"),  # type: ignore[arg-type]
    "frames": (lambda case: at.score_codes({"D05": 3}, case.gold("frame")), "Expected a set"),  # type: ignore[dict-item]
    "files": (lambda _: at.draft_case("x", None), "in a list"),  # type: ignore[arg-type]
    "folder": (lambda _: at.draft_case("x", at.sample_articles(), 3), "into= is the folder"),  # type: ignore[arg-type]
    "no folder": (lambda _: at.draft_case("x", at.sample_articles(), ""), "into= is the folder"),
    "path": (lambda _: at.draft_case("x", ["a\0b", "c"]), "is no path"),
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_no_list_label_or_folder_gets_its_sentence(name: str, case: Case) -> None:
    call, sentence = LISTS[name]
    with pytest.raises(at.KitError) as caught:
        call(case)
    assert sentence in str(caught.value)


def test_a_number_is_a_number_whoever_computed_it() -> None:
    assert all(map(is_number, [0, 3, 2.5, np.int64(3), np.float32(2.5)]))
    assert not any(map(is_number, [None, True, "3", -1, float("nan"), float("inf"), 10**400, ...]))
    assert is_number(-1, least=-1, most=1)
    assert not is_number(1.1, most=1)


def guessed(guess: Guess | None) -> dict[str, float]:
    return read_guess(guess, ["A", "B"], is_number, form='{"A": 1}', expected="a number")


def test_dots_are_no_guess_and_nothing_is_guessed_where_nobody_was_asked() -> None:
    assert guessed({"A": ..., "B": 2}) == {"B": 2}
    assert guessed(None) == {}


@pytest.mark.parametrize("guess", [0, "", [], "A", 3])
def test_what_has_another_form_is_no_guess(guess: object) -> None:
    with pytest.raises(at.KitError, match=r'should look like \{"A": 1\}; found'):
        guessed(guess)  # type: ignore[arg-type]


# Signs that mean something to HTML or to matplotlib

SIGNS = "Board & <b>Co</b> $x$ of the wide harbour and the seven islands"


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> at.Draft:
    """A case with such signs in its title, headlines and sides, one article without a quotation, and objects open."""
    folder = tmp_path_factory.mktemp("signs")
    story = (
        "{head} & <script>x</script> $y$\n\nBy Ann Ash\n\n"
        "The mayor said on Monday that the berths of the harbour are “open to all {head}”.\n\n"
        "“We reject this and the harbour is ours,” said Bert Cole of the line.\n"
    )
    plain = "Third\n\nBy Ann Ash\n\nThis is a plain paragraph with no quotation, and it goes on for a while.\n"
    paths = []
    for name, text in (("a", story.format(head="One")), ("b", story.format(head="Two")), ("c", plain)):
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    draft = at.draft_case("A <script>x</script> case", paths, folder / "case")
    draft.name_sides({SIGNS: ["mayor"], "Line": ["Cole"]})
    return draft


def test_a_case_is_shown_with_its_signs_escaped(signs: at.Draft) -> None:
    shown = signs.case._repr_html_() + signs._repr_html_()
    assert "<script>" not in shown
    assert "A &lt;script&gt;x" in shown


def test_no_chart_takes_a_dollar_sign_for_a_formula(signs: at.Draft) -> None:
    chart = at.plot_quoted_words(signs.case)
    names = [label for label in chart.figure.axes[0].get_yticklabels() if "$x$" in label.get_text()]
    assert names
    assert not any(label.get_parse_math() for label in names)
    assert all(label.get_text().count("\n") <= 1 for label in names)
    legend = at.plot_objects(signs.case).figure.axes[0].texts
    assert not any(text.get_parse_math() for text in legend)


def test_two_articles_of_one_outlet_are_told_apart(signs: at.Draft) -> None:
    case = signs.case
    alike = Case(case.id, case.title, case.summary, case.path, {
        key: replace(article, outlet="The Ledger") for key, article in case.articles.items()
    })  # fmt: skip
    chart = at.plot_quoted_words(alike)
    assert list(chart.table.columns) == ["a", "b", "c"]
    assert {"a", "b"} <= {text.get_text() for text in chart.figure.axes[0].texts}
    assert list(at.count_codes(alike, "voice", by="article").columns) == ["a", "b"]


def test_statements_without_object_or_side_have_no_tile_and_are_named(signs: at.Draft) -> None:
    chart = at.plot_objects(signs.case)
    assert "Not drawn: no object yet 4." in chart.alt
    heads = [text.get_text() for text in chart.figure.axes[0].texts]
    assert "Board & <b>Co</b> $x$ of the" in heads
    assert chart.png() == at.plot_objects(signs.case).png()


def test_a_draft_whose_sides_nobody_has_named_cannot_be_set_against_itself() -> None:
    draft = at.draft_case("x", at.sample_articles())
    with pytest.raises(at.KitError, match="no two sides"):
        at.plot_objects(draft.case)


def test_a_draft_is_found_again_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draft = at.draft_case("x", at.sample_articles(), "deep/../mine")
    assert draft.how == "Written to the folder mine."
    monkeypatch.chdir("/")
    assert len(draft.case.articles) == len(at.sample_articles())
