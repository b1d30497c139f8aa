"""The language and case tools as a whole: their pages, the command line, and what they leave alone."""

import csv
import doctest
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import attributed as at
from attributed.case import Case
from attributed.cli import main
from attributed.widgets.surface import Refused, Surface

ROOT = Path(__file__).parents[1]
WIDGETS = ROOT / "docs" / "widgets.md"
PAGES = [ROOT / "docs" / name for name in ("language-tools.md", "case-tools.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_of_the_page_gives_what_the_page_says(page: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=flags)
    assert tried > 12
    assert failed == 0


def test_every_tool_is_on_one_of_the_pages() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (*PAGES, WIDGETS))
    tools = {name for name in at.__all__ if name.islower()} - {"checker", "load_glossary"}
    assert {"find_quotes", "plot_ladder", "draft_case"} <= tools
    assert {name for name in tools if not re.search(rf"`?(?:at\.)?{name}\b", pages)} == set()


def test_every_widget_is_on_its_page_and_every_example_there_makes_one(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = WIDGETS.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, object] = {"at": at, "case": case}
    made = set()
    for line in "\n".join(blocks).splitlines():
        if called := re.search(r"at\.widgets\.(\w+)", line):
            made.add(called[1])
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
        last = eval(block.strip().splitlines()[-1], names)  # noqa: S307 - our own page
        assert isinstance(last, Surface)
        assert not isinstance(last, Refused), block
    assert made == set(at.widgets.__all__)


def test_a_notebook_shows_names_places_and_wordings_as_words(case: Case) -> None:
    runs = at.shared_phrases(case.articles)._repr_html_()
    assert "<td>independent, dawn</td>" in runs
    assert "<td>independent: 54–95; dawn: 2870–2911</td>" in runs
    assert "independent: “pattern of behavior”; dawn: “pattern of" in at.echoes(case.articles)._repr_html_()


def test_the_strips_of_the_dispersion_plot_bear_the_outlet(case: Case) -> None:
    chart = at.plot_dispersion(case.articles, "China")
    assert {"The Independent", "Dawn"} <= {text.get_text() for text in chart.figure.axes[0].texts}
    assert "The Independent: China 13 times" in chart.alt
    assert "other: China once" in at.plot_dispersion({"other": "China said no."}, "China").alt


# The command line


def quotes(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["quotes", *arguments], input=text, env={"COLUMNS": "100"})


def test_the_table_names_speaker_and_cue(case: Case) -> None:
    done = quotes(str(case.articles["independent"].path))
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].split() == ["line", "speaker", "that", "is", "cue", "quotation"]
    assert lines[8].split()[:6] == ["29", "He", "Mr", "Zhao", "said", "“severely"]
    assert max(map(len, lines)) <= 100


def test_csv_and_json_hold_the_same_with_every_place(case: Case) -> None:
    path = case.articles["dawn"].path
    rows = list(csv.DictReader(io.StringIO(quotes(str(path), "--csv").stdout)))
    entries = json.loads(quotes(str(path), "--json").stdout)
    text = case.articles["dawn"].text
    assert len(rows) == len(entries) == 17
    for row, entry in zip(rows, entries, strict=True):
        assert row == {name: "" if value is None else str(value) for name, value in entry.items()}
        assert text[entry["start"] : entry["end"]] == entry["quotation"]
        assert text[entry["speaker_start"] : entry["speaker_end"]] == entry["speaker"]
        assert text[entry["cue_start"] : entry["cue_end"]] == entry["cue"]
        assert text.count("\n", 0, entry["start"]) + 1 == entry["line"]


def test_offsets_count_the_characters_of_a_file_with_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("\ufeffA headline\r\n\r\nHe said “no way”.\r\n".encode())
    (entry,) = json.loads(quotes(str(path), "--json").stdout)
    assert path.read_bytes().decode()[entry["start"] : entry["end"]] == "“no way”"
    assert entry["line"] == 3


def test_a_text_may_come_from_a_pipe_and_two_apostrophes_are_said() -> None:
    done = quotes("-", "--csv", text="''No,'' he said. ''Never,'' he added.")
    assert [row["quotation"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["''No,''", "''Never,''"]
    assert "has '' for quotation marks; they were read as such" in done.stderr


def test_a_text_without_quotations_says_so() -> None:
    assert quotes("-", text="It rained.").stdout == "No quotation was found.\n"
    assert json.loads(quotes("-", "--json", text="It rained.").stdout) == []
    assert quotes("-", "--csv", text="It rained.").stdout.startswith("line,quotation,speaker,named,cue,start")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read (No such file or directory). Give the path of a text file."),
        ("caf\u00e9".encode("latin-1"), "expected text in UTF-8; found the byte 0xe9 at 3."),
    ],
)
def test_a_file_that_is_no_text_gets_one_sentence(content: bytes | None, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)
    done = quotes(str(path))
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


# What they leave alone

WATCH = """
import os, sys

HOME = os.environ["HOME"]
reached = []

def note(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        reached.append((event, str(arguments)))
    elif event in {"open", "os.listdir", "os.mkdir", "os.scandir", "os.remove"} and str(arguments[0]).startswith(HOME):
        reached.append((event, str(arguments[0])))

import attributed as at

sys.addaudithook(note)
case = at.load_case()
articles = case.articles
text = articles["dawn"].text
at.find_quotes(text)
at.quote_table(text)
for name in ("reporting", "hedges", "boosters", "evaluative"):
    at.mark(text, name)
at.concordance(articles, "pattern of")
at.frequency_table(articles)
at.word_frequencies(articles)
at.dispersion(articles, "China")
at.plot_dispersion(articles, "China").png()
at.keyness(articles["dawn"], articles["independent"])
at.shared_phrases(articles)
at.echoes(articles)
at.containment(articles["dawn"], articles["independent"])
at.check_quotations(text, case)
at.align("He said no.", "He never said so.")
print(reached)
"""


def test_no_tool_reaches_the_network_or_the_home_folder(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "matplotlib"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WATCH],
        # matplotlib keeps a list of the machine’s fonts in a folder of its own.
        env={"HOME": str(home), "USERPROFILE": str(home), "MPLCONFIGDIR": str(elsewhere), "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "[]"
    assert list(home.iterdir()) == []
