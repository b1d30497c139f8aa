"""Lessons and solutions run without a network, and a lesson keeps the shape and the care that it promises."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exercise_sets import ROOT, SETS

import attributed as at
from attributed.case import Case

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOLUTIONS = [work.solution / f"{work.name}.ipynb" for work in SETS]
EXERCISES = [work.exercise / f"{work.name}.ipynb" for work in SETS]
NOTEBOOKS = [*LESSONS, *SOLUTIONS, *EXERCISES]

EVERY_LESSON = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EVERY_NOTEBOOK = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parts[-2]}-{path.stem}")


def cells_of(path: Path, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (id, source) of every cell of one kind."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == kind:
            yield cell["id"], "".join(cell["source"])


def prose_of(path: Path) -> str:
    """Return all markdown of a notebook."""
    return "\n\n".join(source for _, source in cells_of(path, "markdown"))


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory, offline: list[str]) -> dict[Path, dict[str, Any]]:
    """Every lesson and solution after a run without any network; the run itself must be silent."""
    pages = {}
    for path in [*LESSONS, *SOLUTIONS]:
        out = tmp_path_factory.mktemp("executed")
        start = time.monotonic()
        done = subprocess.run(
            [*offline, sys.executable, "-W", "error::DeprecationWarning:attributed",
             str(ROOT / "tests" / "run_notebooks.py"), str(out), str(path)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        assert done.stderr == "", done.stderr[-3000:]
        pages[path] = json.loads((out / path.name).read_text(encoding="utf-8"))
        pages[path]["seconds"] = time.monotonic() - start
    return pages


@pytest.mark.parametrize("path", [*LESSONS, *SOLUTIONS], ids=lambda path: f"{path.parts[-2]}-{path.stem}")
def test_it_runs_without_network_or_warning_and_every_cell_has_something_to_show(
    path: Path, executed: dict[Path, dict[str, Any]]
) -> None:
    page = executed[path]
    assert page["seconds"] < 60  # three to five on an idle machine
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
    assert "01-" not in path.stem or pictures
    for page in pictures:
        assert re.search(r"alt='[^']{40,}'", page)
        assert "<details>" in page
        assert "<table" in page


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


@EVERY_LESSON
def test_a_lesson_has_its_header_and_its_minutes_add_up(path: Path) -> None:
    prose = prose_of(path)
    header = prose.split("\n## ")[0]
    for field in ("Objectives", "Minutes", "You need"):
        assert re.search(rf"^- \*\*{field}\.\*\* \S", header, re.MULTILINE), field
    total = int(re.search(r"\*\*Minutes\.\*\* (\d+)\.", header)[1])  # type: ignore[index]
    steps = [int(minutes) for minutes in re.findall(r"^## .* · (\d+) min$", prose, re.MULTILINE)]
    assert sum(steps) == total


@pytest.mark.parametrize(
    "path", [path for path in LESSONS if not path.stem.startswith("00")], ids=lambda path: path.stem
)
def test_a_lesson_has_every_bone_in_order(path: Path) -> None:
    headings = re.findall(r"^## (.*?)(?: · \d+ min)?$", prose_of(path), re.MULTILINE)
    bones = [
        "Predict",
        "See",
        "Explain",
        "Try",
        "A common mistake",
        "Limits",
        "Discuss",
        "Reading",
        "What comes next",
    ]
    assert [heading for heading in headings if heading in bones] == bones


@EVERY_LESSON
def test_code_cells_are_short_and_define_install_and_download_nothing(path: Path) -> None:
    for name, source in cells_of(path, "code"):
        assert len(source.splitlines()) <= 5, name
        assert not re.search(r"\bdef |\bclass |\blambda\b|^[!%]|pip |nltk\.download|https?:", source, re.MULTILINE), (
            name
        )


@EVERY_NOTEBOOK
def test_every_quotation_in_the_prose_is_verbatim(path: Path, case: Case) -> None:
    sources = [article.text for article in case.articles.values()]
    sources += list(case.facts["key_words"]) + list(case.facts["line"])
    prose = prose_of(path)
    quoted = re.findall(r"“([^”]+)”", prose)
    quoted += [line.strip() for line in re.findall(r"^> (.+)$", prose, re.MULTILINE)]
    for words in quoted:
        parts = [part.strip(" ,.:") for part in words.split("…")]
        assert all(any(part in source for source in sources) for part in parts), words


@EVERY_LESSON
def test_every_statement_that_the_prose_names_exists(path: Path, case: Case) -> None:
    named = set(re.findall(r"\b[ID]\d{2}\b", prose_of(path) + "".join(source for _, source in cells_of(path, "code"))))
    assert named <= set(case.statements.index)


@EVERY_NOTEBOOK
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", prose_of(path))
    assert links
    for link in links:
        assert not link.startswith("http")
        # A released notebook lies in a folder of the same depth as its solution.
        assert (path.parent / link).is_file(), link


# Words that judge, in any article of the case, stand in the kit’s own prose only inside quotation marks.
JUDGING = [
    "reckless", "groundless", "unwarranted", "fabricated", "malicious", "irresponsible", "unscrupulous", "smear",
    "slander", "baseless", "castigation", "unreasonable", "indiscriminate", "shameless", "hypocritical",
    "propaganda", "notorious", "so-called",
]  # fmt: skip


@EVERY_NOTEBOOK
def test_words_that_judge_are_quoted_or_stand_in_an_article_passage(path: Path) -> None:
    prose = prose_of(path)
    own = re.sub(r"“[^”]*”|‘[^’]*’(?!\w)|^> .*$|^- \*\*[a-zID0-9]+\*\* .*$|`[^`]*`", " ", prose, flags=re.MULTILINE)
    assert not [word for word in JUDGING if re.search(rf"\b{word}\b", own, re.IGNORECASE)]


def test_the_numbers_of_lesson_1_are_those_of_the_data(case: Case) -> None:
    prose = prose_of(ROOT / "notebooks" / "01-whose-voice.ipynb")
    body = {key: dict(column) for key, column in at.quoted_words(case).items()}
    whole = {key: dict(column) for key, column in at.quoted_words(case, headlines=True).items()}
    independent, dawn = body["independent"], body["dawn"]
    pinned = [
        f"{independent['CHINA']} of {sum(independent.values())} quoted words are China’s",
        f"it is {dawn['CHINA']} of {sum(dawn.values())}, and the United States has {dawn['US']}",
        f"by {whole['independent']['CHINA'] - independent['CHINA']} words in *The Independent*",
        f"by {whole['dawn']['CHINA'] - dawn['CHINA']} in *Dawn*. The 27 are",
    ]
    for sentence in pinned:
        assert sentence in prose
    other = r"· \d+ min|\*\*Minutes.*|\]\(.*?\)|20 July 2021|^\d\. |^# 1 |\b[ID]\d\d\b|set 1"
    numbers = re.findall(r"\d+", re.sub(other, "", prose, flags=re.MULTILINE))
    assert sorted(numbers) == sorted(number for sentence in pinned for number in re.findall(r"\d+", sentence))


def test_lesson_1_says_rightly_who_talks_in_dawn(case: Case) -> None:
    dawn = case.statements[case.statements["article"] == "dawn"]
    assert dawn.sort_values("quoted")["speaker"].iloc[-1] == "Joe Biden"
    assert dawn.groupby("speaker")["quoted"].sum().idxmax() == "Embassy of China in Australia"
    headlines = case.statements.loc[["I02", "I03"], "text"]
    assert not [text for text in headlines if text.split("‘")[1].strip("’") in case.articles["independent"].body]


def test_lesson_1_says_rightly_about_whom_the_independent_has_words_of_its_own(case: Case) -> None:
    own = case.words[(case.words["owner"] == "narrator") & (case.words["article"] == "independent")]
    sides = case.statements.loc[own["statement"], "side"]
    assert set(own["word"]) >= {"complaining", "defensive"}
    assert set(sides) == {"CHINA"}


def test_sixty_statements_is_what_the_start_page_says(case: Case) -> None:
    assert "the sixty statements" in prose_of(ROOT / "notebooks" / "00-start-here.ipynb")
    assert len(case.statements) == 60
