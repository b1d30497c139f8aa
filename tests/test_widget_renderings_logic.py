"""What the widget of two renderings shows, without a browser."""

import pytest

import attributed as at
from attributed.case import Case
from attributed.tokens import words_of
from attributed.widgets.renderings import Renderings, renderings
from attributed.widgets.surface import Refused

PAIRS = [("I09", "D16"), ("F03:1", "F03:2"), ("F08", "D13"), ("F08", "I23+I24"), ("I10", "D17"), ("I03", "D21")]


@pytest.fixture(scope="module")
def case() -> Case:
    return at.load_case()


def laid(case: Case, first: str, second: str) -> Renderings:
    made = renderings(case, first, second)
    assert isinstance(made, Renderings)
    return made


def shown(widget: Renderings) -> str:
    return "".join(region.value for region in widget._regions.values())


@pytest.mark.parametrize("pair", PAIRS)
def test_both_wordings_are_shown_whole_and_in_order(case: Case, pair: tuple[str, str]) -> None:
    widget = laid(case, *pair)
    for version, rendering in zip(widget.view()["versions"], widget.renderings, strict=True):
        assert "".join(text for words in version["words"] for text, _ in words.runs) == rendering.text


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_no_difference_has_the_same_words_in_both(case: Case, pair: tuple[str, str]) -> None:
    one, other = (
        [
            word.casefold()
            for words in version["words"]
            if not words.number
            for text, _ in words.runs
            for word in words_of(text)
        ]
        for version in laid(case, *pair).view()["versions"]
    )
    assert one == other


def test_a_step_says_what_each_rendering_has(case: Case) -> None:
    widget = laid(case, "I09", "D16")
    assert (widget.place, widget.view()["shared"]) == (0, 6)
    widget.act("move", "1")
    widget.act("move", "1")
    assert [one["words"] for one in widget.view()["said"]] == ["ganged up with", "has mustered"]
    assert "2 of 5: changed" in shown(widget)
    widget.act("move", "-1")
    assert widget.place == 1
    widget.act("move", "-1")
    assert widget.place == 1, "it goes back no further than the first difference"
    for _ in range(9):
        widget.act("move", "1")
    assert widget.place == 5
    assert "nothing in its place" in shown(widget)


def test_where_a_rendering_has_nothing_it_has_no_button(case: Case) -> None:
    first, second = laid(case, "I09", "D16").view()["versions"]
    assert [words.number for words in first["words"] if words.number] == [1, 2, 3, 4]
    assert [words.number for words in second["words"] if words.number] == [1, 2, 3, 4, 5]


def test_a_click_goes_to_its_difference(case: Case) -> None:
    widget = laid(case, "I09", "D16")
    widget.act("go", "4")
    assert [one["words"] for one in widget.view()["said"]] == ["Chinese", "China"]
    assert shown(widget).count('aria-pressed="true"') == 2


def test_words_outside_quotation_marks_are_told_apart(case: Case) -> None:
    widget = laid(case, "F08", "I23+I24")
    widget.act("go", "2")
    assert [one["outside"] for one in widget.view()["said"]] == ["", "outside quotation marks"]
    assert "Slanted:" in shown(widget)
    assert "Slanted:" not in shown(laid(case, "I09", "D16"))


def test_only_what_both_have_leaves_the_differences_out(case: Case) -> None:
    widget = laid(case, "I09", "D16")
    widget.act("only_shared")
    assert "mustered" not in shown(widget)
    assert "its allies to" in shown(widget)
    widget.act("only_shared")
    assert "mustered" in shown(widget)


def test_no_kind_is_told_by_colour_alone(case: Case) -> None:
    widget = laid(case, "I09", "D16")
    tags = {words.tag for version in widget.view()["versions"] for words in version["words"] if words.number}
    assert tags == {"changed", "only here"}
    assert all(f"{tag}</small>" in shown(widget) for tag in tags)


def test_the_same_words_twice_differ_nowhere(case: Case) -> None:
    widget = laid(case, "I03", "D21")
    assert widget.differences == ()
    widget.act("move", "1")
    assert widget.place == 0
    assert "Nothing differs" in shown(widget)


def test_the_table_is_that_of_the_picture(case: Case) -> None:
    assert laid(case, "I09", "D16").table().equals(at.plot_renderings(case, "I09", "D16").table)


@pytest.mark.parametrize(
    ("pair", "said"), [(("X1", "D16"), "X1"), (("I09", "F03:9"), "no wording 9"), (("D16+D13", "I09"), "order")]
)
def test_bad_input_gets_a_sentence(case: Case, pair: tuple[str, str], said: str) -> None:
    refused = renderings(case, *pair)
    assert isinstance(refused, Refused)
    assert said in refused.reason


def test_another_case_is_laid_side_by_side() -> None:
    sample = at.draft_case("x", at.sample_articles()).case
    first, second = sample.statements.index[0], sample.statements.index[-1]
    widget = laid(sample, first, second)
    widget.act("move", "1")
    assert widget.place == 1
