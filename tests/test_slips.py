"""A name that Python does not know gets one sentence in a notebook, and still counts as an error."""

import pytest
from IPython.testing.globalipapp import start_ipython

from attributed.slips import explain_slips, what_to_do


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("answer_3", "⚠ answer_3 is not there yet. Run the cell with answer_3 = … first, then this one again: item 3."),
        ("check", "⚠ check is not there yet. Run the first code cell of this notebook, then this one again."),
        ("c", '⚠ Python does not know the name c. If it is a word of your answer, put it in quotation marks: "c".'),
    ],
)
def test_it_says_what_to_do(name: str, sentence: str) -> None:
    assert what_to_do(name).startswith(sentence)


def test_in_a_notebook_the_sentence_stands_in_place_of_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    shell = start_ipython()  # type: ignore[no-untyped-call]
    explain_slips()
    result = shell.run_cell("answer_1 = c")
    shown = capsys.readouterr().out
    assert isinstance(result.error_in_exec, NameError)
    assert "put it in quotation marks" in shown
    assert "Traceback" not in shown
    # An error inside a function that a cell calls is not the cell's own slip, and keeps its traceback.
    shell.run_cell("def count():\n    return missing\n")
    shell.run_cell("count()")
    assert "Traceback" in capsys.readouterr().out
