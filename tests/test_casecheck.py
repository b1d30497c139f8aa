"""`attributed case check`: silent on the kit’s own case, exact on a damaged one."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from attributed import KitError, load_case
from attributed.casecheck import check_case
from attributed.cli import main


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a damage: the first `old` in a file becomes `new`."""

    def damage(folder: Path) -> None:
        path = folder / name
        text = path.read_bytes().decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))

    return damage


def append(name: str, line: str) -> Callable[[Path], None]:
    """Return a damage: a line is added at the end of a file."""

    def damage(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes() + line.encode("utf-8"))

    return damage


def drop_line(path: Path, number: int) -> None:
    """Take one line out of a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: number - 1] + lines[number:]), encoding="utf-8")


def test_the_first_case_has_no_fault() -> None:
    assert check_case("microsoft-exchange-2021") == []


DAMAGES = {
    "a changed article": (replace("articles/dawn.txt", "Smog", "Fog"), "dawn.txt: ", "expected sha256 5577"),
    "a missing article": (lambda folder: (folder / "articles/dawn.txt").unlink(), "dawn.txt: ", "is not there"),
    "a hash that was changed": (replace("case.toml", "55777ace", "65777ace"), "dawn.txt: ", "found 55777ace"),
    "a line without a block": (replace("case.toml", "[49, 57]", "[49, 56]"), "independent.txt:57: ", "no block"),
    "a block past the end": (replace("case.toml", "[45, 84]", "[45, 90]"), "case.toml:30: ", "has 84 lines"),
    "overlapping blocks": (replace("case.toml", "[3, 3]", "[1, 3]"), "case.toml:9: ", "after line 1"),
    "an unknown role": (replace("case.toml", '"caption"', '"picture"'), "case.toml:9: ", "'picture' is unknown"),
    "a title that is not the headline": (replace("case.toml", 'title = "China says', 'title = "Beijing says'), "case.toml:30: ", "the headline block"),
    "articles that are no tables": (lambda folder: (folder / "case.toml").write_text('id = "x"\ntitle = "t"\nsummary = "s"\narticle = ["x"]\n'), "case.toml:4: ", "should be tables"),
    "a block that is no table": (replace("case.toml", '{ role = "headline", lines = [1, 1] }', '"headline"'), "case.toml:9: ", "a block should look like"),
    "a number beyond any text": (replace("statements.csv", "headline,0,42", "headline,0,99999999999999999999999"), "statements.csv:2: ", "whole number"),
    "a word offset that is no number": (replace("words.csv", "W01,I02,independent,54,68", "W01,I02,independent,5²,68"), "words.csv:2: ", "expected whole numbers"),
    "a word in another article": (replace("words.csv", "W01,I02,independent", "W01,I02,times"), "words.csv:2: ", "times has no statement 'I02'"),
    "an empty file": (lambda folder: (folder / "words.csv").write_text(""), "words.csv:1: ", "the column 'id' is missing"),
    "a missing file": (lambda folder: (folder / "facts.csv").unlink(), "facts.csv: ", "the file is missing"),
    "a part that is another": (replace("statements.csv", "I01,independent,headline", "I01,independent,body"), "statements.csv:2: ", "part is 'body', but the words stand in the headline"),
    "a main frame that is none of the frames": (replace("statements.csv", "CAUSE|PROBLEM,CAUSE,DENY", "CAUSE|PROBLEM,MORAL,DENY"), "statements.csv:2: ", "frame_primary is 'MORAL'"),
    "an unknown use": (replace("statements.csv", ",1,mark,", ",1,maybe,"), "statements.csv:2: ", "use is 'maybe'"),
    "an unknown place of the cue": (replace("statements.csv", "denies,span", "denies,somewhere"), "statements.csv:2: ", "cue_in is 'somewhere'"),
    "an unknown owner": (replace("words.csv", "source,CHINA", "speaker,CHINA"), "words.csv:2: ", "owner is 'speaker'; expected source or narrator"),
    "a word cut at its end": (replace("words.csv", "W01,I02,independent,54,68", "W01,I02,independent,54,67"), "words.csv:2: ", "cut a word"),
    "a duplicated fact": (replace("facts.csv", "F02,", "F01,"), "facts.csv:3: ", "used before, on line 2"),
    "a duplicated word": (replace("words.csv", "W02,", "W01,"), "words.csv:3: ", "used before, on line 2"),
    "a coder who left a statement out": (lambda folder: drop_line(folder / "codings/pass-3.csv", 3), "pass-3.csv: ", "this pass leaves out I02."),
    "no coder": (lambda folder: shutil.rmtree(folder / "codings"), "codings: ", "found none"),
    "broken TOML": (replace("case.toml", "[[article]]", "[[article]"), "case.toml: ", "line 8"),
    "an offset past the end": (replace("statements.csv", "D30,dawn,body,3747,3878", "D30,dawn,body,3747,9878"), "statements.csv:61: ", "out of range"),
    "an offset in furniture": (replace("statements.csv", "D30,dawn,body,3747,3878", "D30,dawn,body,3950,3978"), "statements.csv:61: ", "not inside one headline"),
    "a start after the end": (replace("statements.csv", "I01,independent,headline,0,42", "I01,independent,headline,42,0"), "statements.csv:2: ", "out of range"),
    "an offset that is no number": (replace("statements.csv", "I01,independent,headline,0,42", "I01,independent,headline,O,42"), "statements.csv:2: ", "whole number"),
    "an offset one off": (replace("statements.csv", "D22,dawn,body,2859,", "D22,dawn,body,2858,"), "statements.csv:53: ", "begins or ends with a space"),
    "an unknown article": (replace("statements.csv", "I01,independent", "I01,guardian"), "statements.csv:2: ", "no article 'guardian'"),
    "a duplicated id": (replace("statements.csv", "I02,", "I01,"), "statements.csv:3: ", "used before, on line 2"),
    "an unknown column": (replace("statements.csv", ",note", ",notes"), "statements.csv:1: ", "unknown column 'notes'"),
    "a label that is in no codebook": (replace("statements.csv", ",ACT,RSA,,HACK", ",ACT,RSO,,HACK"), "statements.csv:2: ", "'RSO'; expected one of DQ"),
    "an alternative that is in no codebook": (replace("statements.csv", "CAUSE,CAUSE|PROBLEM,CAUSE", "CAUSE,CAUSE|PROBLAM,CAUSE"), "statements.csv:2: ", "'PROBLAM'"),
    "an alternative that repeats the label": (replace("statements.csv", ",PQ,DQ,HACK", ",PQ,PQ,HACK"), "statements.csv:25: ", "repeats the label"),
    "a cue that does not stand there": (replace("statements.csv", "US and allies,denies,span", "US and allies,refuses,span"), "statements.csv:2: ", "'refuses' does not stand"),
    "a short row": (append("statements.csv", "I99,independent\n"), "statements.csv:62: ", "expected 30 cells"),
    "a coder’s label that is unknown": (replace("codings/pass-2.csv", "RSA", "NRSA"), "pass-2.csv:2: ", "'NRSA'"),
    "a coder’s statement that is unknown": (replace("codings/pass-2.csv", "I01,", "I77,"), "pass-2.csv:2: ", "no statement 'I77'"),
    "a coder who left one out": (replace("codings/pass-3.csv", "I02,", "I01,"), "pass-3.csv:3: ", "used before"),
    "a word outside its statement": (replace("words.csv", "W01,I02,independent,54,68", "W01,I02,independent,154,168"), "words.csv:2: ", "does not lie inside"),
    "a word cut in two": (replace("words.csv", "W01,I02,independent,54,68", "W01,I02,independent,55,68"), "words.csv:2: ", "cut a word"),
    "a word label that is unknown": (replace("words.csv", "US_CONDUCT,CONDUCT,FORCE", "US_CONDUCT,PROPRIETY,FORCE"), "words.csv:2: ", "'PROPRIETY'"),
    "a fact without a source": (replace("facts.csv", "article I30", ""), "facts.csv:31: ", "source is empty"),
    "a fact that names no fact": (replace("facts.csv", "I28; F10", "I28; F99"), "facts.csv:33: ", "names F99"),
    "an official wording of no fact": (replace("official.csv", "O01,F02", "O01,F92"), "official.csv:2: ", "no fact 'F92'"),
    "an official wording that ends with a space": (replace("official.csv", "COMPANY,0,50", "COMPANY,0,51"), "official.csv:2: ", "end with a space"),
    "an official wording cut in two": (replace("official.csv", "COMPANY,0,", "COMPANY,1,"), "official.csv:2: ", "cut a word"),
    "an official wording past the end": (replace("official.csv", "COMPANY,0,", "COMPANY,9000,"), "official.csv:2: ", "out of range"),
    "an official offset that is no number": (replace("official.csv", "COMPANY,0,", "COMPANY,O,"), "official.csv:2: ", "whole number"),
    "a rung that is unknown": (replace("official.csv", "AFFILIATED,LOCATED,BARE", "ATTACHED,LOCATED,BARE"), "official.csv:2: ", "'ATTACHED'; expected one of NA"),
    "an alternative rung that is unknown": (replace("official.csv", "AFFILIATED,LOCATED,BARE", "AFFILIATED,NEAR,BARE"), "official.csv:2: ", "'NEAR'"),
    "an alternative that repeats the rung": (replace("official.csv", "AFFILIATED,LOCATED,BARE", "AFFILIATED,AFFILIATED,BARE"), "official.csv:2: ", "link_alt repeats"),
    "a word of confidence that is not there": (replace("official.csv", ",a high degree of confidence,", ",high confidence,"), "official.csv:4: ", "does not stand in"),
    "a rendering that is no statement": (replace("official.csv", ",D06,", ",D66,"), "official.csv:4: ", "no statement 'D66'"),
    "a rendering of another side": (replace("official.csv", ",D06,", ",D22,"), "official.csv:4: ", "D22 speaks for CHINA"),
    "a duplicated wording": (replace("official.csv", "O02,", "O01,"), "official.csv:3: ", "used before, on line 2"),
    "nobody who says it": (replace("official.csv", "O01,F02,Microsoft", "O01,F02,"), "official.csv:2: ", "actor is empty"),
    "a reference that is gone": (replace("references.bib", "Entman1993", "Entman1994"), "frame.toml:", "'Entman1993' is not in references.bib"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_it_names_the_place_and_the_fault(name: str, case_copy: Path) -> None:
    damage, place, message = DAMAGES[name]
    damage(case_copy)
    faults = [str(fault) for fault in check_case(case_copy)]
    assert [fault for fault in faults if place in fault and message in fault], faults


def test_one_slip_is_one_fault(case_copy: Path) -> None:
    replace("statements.csv", ",ACT,RSA,,HACK", ",ACT,RSO,,HACK")(case_copy)
    faults = check_case(case_copy)
    assert [fault.line for fault in faults if fault.path.name == "statements.csv"] == [2]


@pytest.mark.parametrize("name", DAMAGES)
def test_loading_a_damaged_case_gives_one_sentence_and_no_traceback(name: str, case_copy: Path) -> None:
    damage, _, _ = DAMAGES[name]
    damage(case_copy)
    for read in ("statements", "words", "codings", "facts", "official", "references"):
        with contextlib.suppress(KitError):
            getattr(load_case(case_copy), read)


def test_without_its_statements_a_case_has_one_fault_and_no_train_of_others(case_copy: Path) -> None:
    (case_copy / "statements.csv").unlink()
    assert [fault.message[:19] for fault in check_case(case_copy)] == ["the file is missing"]


def test_the_command_ends_with_one_if_there_is_a_fault(case_copy: Path) -> None:
    append("statements.csv", "I99,independent\n")(case_copy)
    result = CliRunner().invoke(main, ["case", "check", str(case_copy)])
    assert result.exit_code == 1
    assert "statements.csv:62: expected 30 cells" in result.output


def test_the_command_ends_with_zero_on_a_sound_case() -> None:
    result = CliRunner().invoke(main, ["case", "check"])
    assert result.exit_code == 0
    assert result.output == "microsoft-exchange-2021: no fault.\n"


def test_the_command_says_in_one_sentence_that_there_is_no_such_case() -> None:
    result = CliRunner().invoke(main, ["case", "check", "nowhere"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: There is no case 'nowhere'")
    assert "Traceback" not in result.output


def test_a_faulty_row_stops_loading_with_file_and_line(case_copy: Path) -> None:
    replace("statements.csv", "I02,", "I01,")(case_copy)
    with pytest.raises(KitError, match=r"statements\.csv:3: the id I01 was used before, on line 2"):
        _ = load_case(case_copy).codes


def test_a_case_may_do_without_official_wordings(case_copy: Path) -> None:
    (case_copy / "official.csv").unlink()
    assert check_case(case_copy) == []
    assert load_case(case_copy).official.empty
