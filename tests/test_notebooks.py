"""Lessons and solutions run without a network, and every notebook is kept clean; tests/test_lessons.py reads them."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from exercise_sets import SETS
from lessons import LESSONS, ROOT, prose_of, quotations_in
from test_lessons import test_words_that_judge_are_quoted_or_attributed as judging

from attributed.case import Case

SOLUTIONS = [work.solution / f"{work.name}.ipynb" for work in SETS]
EXERCISES = [work.exercise / f"{work.name}.ipynb" for work in SETS]
NOTEBOOKS = [*LESSONS, *SOLUTIONS, *EXERCISES]

EVERY_LESSON = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EVERY_EXERCISE = pytest.mark.parametrize("path", [*SOLUTIONS, *EXERCISES], ids=lambda path: f"{path.parts[-2]}")
EVERY_NOTEBOOK = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parts[-2]}-{path.stem}")


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory, offline: list[str]) -> dict[Path, dict[str, Any]]:
    """Every lesson and solution after a run without any network; the run itself must be silent."""
    pages = {}
    for path in [*LESSONS, *SOLUTIONS]:
        out = tmp_path_factory.mktemp("executed")
        before = _children_seconds()
        done = subprocess.run(
            [*offline, sys.executable, "-W", "error::DeprecationWarning:attributed",
             str(ROOT / "tests" / "run_notebooks.py"), str(out), str(path)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        assert done.stderr == "", done.stderr[-3000:]
        pages[path] = json.loads((out / path.name).read_text(encoding="utf-8"))
        pages[path]["seconds"] = _children_seconds() - before
    return pages


def _children_seconds() -> float:
    """Return how long processes started here have computed: a busy machine does not change it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("path", [*LESSONS, *SOLUTIONS], ids=lambda path: f"{path.parts[-2]}-{path.stem}")
def test_it_runs_without_network_or_warning_and_every_cell_has_something_to_show(
    path: Path, executed: dict[Path, dict[str, Any]]
) -> None:
    page = executed[path]
    # Two to three times what a quiet machine needs; the promise of 10 seconds is measured by make bench-lessons.
    assert page["seconds"] < 30
    for cell in page["cells"]:
        if cell["cell_type"] != "code":
            continue
        for output in cell["outputs"]:
            assert output["output_type"] == "execute_result", (cell["id"], output)
        last = "".join(cell["source"]).splitlines()[-1]
        assigns = re.match(r"(\w+ = |}|\)|### END SOLUTION)", last)
        assert cell["outputs"] or assigns, f"{cell['id']} shows nothing"


@EVERY_LESSON
def test_every_picture_has_alt_text_and_a_table(path: Path, executed: dict[Path, dict[str, Any]]) -> None:
    shown = [
        "".join(output.get("data", {}).get("text/html", ""))
        for cell in executed[path]["cells"]
        for output in cell.get("outputs", [])
    ]
    pictures = [page for page in shown if "<img" in page]
    assert path.stem.startswith("00") or pictures
    for page in pictures:
        assert re.search(r"alt='[^']{40,}'", page)
        assert "<details>" in page
        assert "<table" in page


@EVERY_LESSON
def test_every_widget_shows_a_table_where_no_page_is_attached(path: Path, executed: dict[Path, dict[str, Any]]) -> None:
    cells = [cell for cell in executed[path]["cells"] if "at.widgets." in "".join(cell["source"])]
    assert cells or path.stem.startswith("00")
    for cell in cells:
        assert cell["outputs"], f"{cell['id']} makes a widget and does not show it"
        shown = cell["outputs"][-1]["data"]
        plain, page = "".join(shown["text/plain"]), "".join(shown.get("text/html", ""))
        title, said, _ = plain.partition(": a table, because no page is attached")
        assert said, f"{cell['id']} shows {plain[:60]!r}"
        assert re.search(r"<tbody>\s*<tr", page), f"{cell['id']} shows a table without a row"
        assert f"<th>{title}</th>" not in page, f"{cell['id']} shows why there is no widget"


@EVERY_NOTEBOOK
def test_notebooks_are_committed_without_outputs_and_with_readable_ids(path: Path) -> None:
    page = json.loads(path.read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in page["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in page["cells"]:
        assert re.fullmatch(r"[a-z][a-z0-9-]+", cell["id"])
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert page["metadata"]["kernelspec"]["name"] == "python3"


@EVERY_EXERCISE
def test_every_quotation_in_an_exercise_is_verbatim(path: Path, case: Case) -> None:
    sources = [article.text for article in case.articles.values()]
    sources += [*case.facts["key_words"], *case.facts["line"]]
    assert [part for part in quotations_in(prose_of(path)) if not any(part in source for source in sources)] == []


@EVERY_EXERCISE
def test_words_that_judge_are_quoted_or_attributed_in_an_exercise(path: Path) -> None:
    judging(path)


@EVERY_EXERCISE
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", prose_of(path))
    assert links
    for link in links:
        assert not link.startswith("http")
        # A released notebook lies in a folder of the same depth as its solution.
        assert (path.parent / link).is_file(), link
