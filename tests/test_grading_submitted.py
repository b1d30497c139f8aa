"""Bytes that anyone may hand in become well-formed cells, or one sentence."""

import json
from contextlib import suppress
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attributed.grading import submitted
from attributed.grading.submitted import PageError, read_submitted

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def notebook(*cells: Any, **fields: Any) -> bytes:  # noqa: ANN401 - whatever stands in a file
    """Return the bytes of a notebook of format 4.5 with these cells; `fields` stand in place of others."""
    page = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **fields}
    return json.dumps(page).encode()


def code(source: Any = "1", **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - the same
    return {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": 3,
    } | fields


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "an empty file"),
        (b"   \n", "not JSON, or it was cut short"),
        (notebook(code())[:-20], "not JSON, or it was cut short"),
        (b"PK\x03\x04\xff\xfe\x99", "no text in UTF-8 or UTF-16"),
        ("naïve".encode("latin-1"), "no text in UTF-8 or UTF-16"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"cells":' * 50_000, "nested too deeply"),
        (b"[1, 2]", "no notebook: it has no cells"),
        (b'"text"', "no notebook: it has no cells"),
        (b"{}", "no notebook: it has no cells"),
        (notebook(cells={"a": 1}), "no notebook: it has no cells"),
        (notebook(nbformat=5), "of format 5, and only 4 and 3 are read"),
        (notebook(nbformat=2), "of format 2, and only 4 and 3 are read"),
        (notebook(*[code()] * 2_001), "has 2001 cells, and at most 2000 are read"),
        (b" " * 20_000_001, "has 20 MB, and at most 20 are read"),
        (b"[" + b"{}," * 1_600_000 + b"0]", "far more data"),
    ],
)
def test_what_nobody_could_read_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(PageError, match=says) as stop:
        read_submitted(data)
    assert str(stop.value).endswith(".")
    assert "\n" not in str(stop.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_json_is_read_without_a_word(encoding: str) -> None:
    page = read_submitted(json.dumps({**json.loads(notebook(code("“hé”")))}, ensure_ascii=False).encode(encoding))
    assert ([cell["source"] for cell in page.cells], page.flags) == (["“hé”"], [])


@pytest.mark.parametrize(
    ("cell", "source", "says"),
    [
        (code(["a\n", "b"]), "a\nb", None),
        (code(["a\n", 3, None, "b"]), "a\nb", "Cell 1: its text is not stored as text"),
        (code(7), "7", "Cell 1: its text is not stored as text"),
        (code(source=True), "", "Cell 1: its text is not stored as text"),
        ({"cell_type": "code", "metadata": {}}, "", "Cell 1: its text is not stored as text"),
        (code("\ud800x"), "?x", "“?” stands in their place"),
        (code("\U0001f600"), "\U0001f600", None),
        (code(metadata=[1]), "1", "Cell 1: a part of its metadata cannot be read"),
        (code(metadata={"tags": "x"}), "1", "Cell 1: a part of its metadata cannot be read"),
        (code(metadata={"nbgrader": {"grade_id": "answer-3"}, "name": ""}), "1", "answer-3: a part of its metadata"),
        (code(cell_type="sql"), "1", "Cell 1: of an unknown type, and kept as raw text"),
        (code(cell_type=["code"]), "1", "Cell 1: of an unknown type, and kept as raw text"),
        ({"cell_type": "markdown", "metadata": {}, "source": "t", "attachments": [1]}, "t", "its attachments cannot"),
        (
            {"cell_type": "markdown", "metadata": {}, "source": "t", "attachments": {"a.png": {"image/png": 1}}},
            "t",
            "some of its attachments cannot be read",
        ),
    ],
)
def test_what_a_person_can_still_read_is_kept_and_flagged(cell: object, source: str, says: str | None) -> None:
    page = read_submitted(notebook(cell))
    assert [cell["source"] for cell in page.cells] == [source]
    assert (page.flags == []) if says is None else (len(page.flags) == 1 and says in page.flags[0])


def test_what_is_no_cell_is_left_out_and_one_flag_names_them_all() -> None:
    page = read_submitted(notebook(code(), *[None, "x", 3, [], 1.5, True], code()))
    assert len(page.cells) == 2
    assert page.flags == ["Cell 2, cell 3, cell 4, cell 5 and 2 more: no cell can be read there, and it was left out."]


def test_a_file_that_hides_its_format_is_read_with_a_flag() -> None:
    for fields in ({"nbformat": "4"}, {"nbformat": None}, {"nbformat": True}):
        page = read_submitted(notebook(code(), **fields))
        assert page.flags == ["The notebook does not say that it is of format 4; it was read as such."]


def test_outputs_counts_and_passing_metadata_go_as_nbgrader_clears_them() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 1_000}
    cell = code(outputs=[output], metadata={"collapsed": True, "scrolled": "auto", "trusted": True, "tags": ["mine"]})
    text = {"cell_type": "markdown", "id": "b", "source": "t", "metadata": {"collapsed": True, "trusted": False}}
    page = read_submitted(notebook(cell, text, metadata={"widgets": {"state": {}}, "signature": "s", "own": 1}))
    assert [cell["metadata"] for cell in page.cells] == [{"tags": ["mine"]}, {"collapsed": True}]
    assert (page.cells[0]["outputs"], page.cells[0]["execution_count"]) == ([], None)
    assert page.metadata == {"own": 1}


def test_numbers_that_no_other_reader_takes_become_nothing() -> None:
    text = notebook(code(metadata={"own": ["A", "B", "C", "D"]})).decode()
    for name, number in (("A", "NaN"), ("B", "-Infinity"), ("C", "1e999"), ("D", "9" * 5_000)):
        text = text.replace(f'"{name}"', number)
    assert read_submitted(text.encode()).cells[0]["metadata"] == {"own": [None] * 4}


def test_metadata_too_deep_to_be_written_again_is_left_out() -> None:
    deep = b"[" * 400 + b"]" * 400
    data = notebook(code(metadata={"own": "DEEP", "tags": ["kept"]})).replace(b'"DEEP"', deep)
    page = read_submitted(data)
    assert page.cells[0]["metadata"] == {"tags": ["kept"]}
    assert page.flags == ["Cell 1: a part of its metadata cannot be read, and was left out."]


def test_format_3_is_brought_up_as_nbformat_does() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["One\n", "line"]},
                    {"cell_type": "markdown", "metadata": {}, "source": ["a", "b"]},
                    {
                        "cell_type": "code",
                        "collapsed": False,
                        "input": ["x = 1\n", "x"],
                        "language": "python",
                        "metadata": {"nbgrader": {"grade_id": "answer-1"}},
                        "outputs": [],
                        "prompt_number": 4,
                    },
                ],
            },
        ],
    }
    page = read_submitted(json.dumps(old).encode())
    theirs = nbformat.reads(json.dumps(old), as_version=4).cells  # type: ignore[no-untyped-call]
    assert [(cell["cell_type"], cell["source"]) for cell in page.cells] == [
        (cell.cell_type, cell.source) for cell in theirs
    ]
    assert page.cells[2]["metadata"] == {"nbgrader": {"grade_id": "answer-1"}}
    assert page.flags == ["The notebook is of the old format 3; it was brought up to format 4."]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_never_raise_anything_else(data: bytes) -> None:
    with suppress(PageError):
        read_submitted(data)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "nbformat": st.sampled_from([3, 4]) | JSON,
            "nbformat_minor": JSON,
            "metadata": JSON,
            "worksheets": st.lists(JSON | st.fixed_dictionaries({"cells": st.lists(JSON)}), max_size=3) | JSON,
            "cells": JSON
            | st.lists(
                JSON
                | st.fixed_dictionaries(
                    {},
                    optional={
                        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
                        "metadata": JSON
                        | st.dictionaries(st.sampled_from([*submitted._CELL_FIELDS, "nbgrader", "own"]), JSON),
                        "source": JSON,
                        "input": JSON,
                        "id": JSON,
                        "level": JSON,
                        "attachments": JSON | st.dictionaries(st.text(), st.dictionaries(st.text(), JSON)),
                        "outputs": JSON,
                    },
                ),
                max_size=5,
            ),
        },
    )
)
def test_whatever_json_says_the_cells_that_come_of_it_are_valid(page: dict[str, Any]) -> None:
    try:
        read = read_submitted(json.dumps(page).encode())
    except PageError:
        return
    cells = [{**cell, "id": f"c{place}"} for place, cell in enumerate(read.cells)]
    metadata = {name: part for name, part in read.metadata.items() if name not in {"kernelspec", "language_info"}}
    made = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    nbformat.validate(made)
    json.dumps(made, ensure_ascii=False, allow_nan=False).encode()
