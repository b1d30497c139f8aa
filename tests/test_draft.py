"""A draft case: what a machine writes down, what it leaves to a person, and that the kit's tools run on it."""

import codecs
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import attributed as at
from attributed.casecheck import check_case
from attributed.draft import NO_DATE
from attributed.drafting import draft_statements
from attributed.statements import COLUMNS
from attributed.theme import SIDES, side_looks

INVENTED = Path(__file__).parent / "data" / "invented"
WIRE, RELEASE, TRANSCRIPT = (INVENTED / f"{name}.txt" for name in ("wire", "release", "transcript"))
NAMES = {"Harbour Board": ["board", "Tennock"], "Quarrow Line": ["Ollis"], "Vellay": ["Ferrin"]}


@pytest.fixture
def draft() -> at.Draft:
    """The sample articles, drafted anew for each test."""
    return at.draft_case("Berths at Ostrane", at.sample_articles())


def write(folder: Path, **texts: str | bytes) -> list[Path]:
    """Write text files and return their paths."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        paths.append(path)
    return paths


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What the machine writes


def test_articles_are_copied_byte_for_byte(draft: at.Draft) -> None:
    for source, article in zip(at.sample_articles(), draft.case.articles.values(), strict=True):
        assert article.path.read_bytes() == source.read_bytes()
        assert article.text == source.read_text(encoding="utf-8")


def test_every_quotation_of_the_news_text_is_a_statement_in_order(draft: at.Draft) -> None:
    case = draft.case
    for letter, article in zip("AB", case.articles.values(), strict=True):
        rows = case.statements[case.statements["article"] == article.id]
        assert list(rows.index) == [f"{letter}{number:02}" for number in range(1, len(rows) + 1)]
        quotes = [quote.text for quote in at.find_quotes(article.text)]
        assert len(quotes) == len(rows)
        assert all(quote in text for quote, text in zip(quotes, rows["text"], strict=True))


def test_no_statement_takes_in_words_of_another_quotation(draft: at.Draft) -> None:
    statements = draft.case.statements
    for article in draft.case.articles.values():
        quotes = [quote.text for quote in at.find_quotes(article.text)]
        for text in statements.loc[statements["article"] == article.id, "text"]:
            assert sum(quote in text for quote in quotes) == 1, text


def test_what_a_person_must_judge_is_left_empty(draft: at.Draft) -> None:
    codes = draft.case.codes
    for column in ("side", "target", "object", "strategy", "link", "certainty", "frame_primary", "hedges"):
        assert set(codes[column]) == {""}, column
    assert set(codes["frames"]) == {frozenset()}
    assert set(codes["use"]) == {"discuss"}
    assert all(note.startswith("drafted by machine; check") for note in codes["note"])
    assert draft.case.words.empty
    assert draft.case.codings == {}


def test_the_class_of_a_cue_comes_from_the_lexicon(draft: at.Draft) -> None:
    cues = draft.case.codes[["cue", "cue_class"]].apply(tuple, axis="columns")
    assert (cues["B01"], cues["A04"]) == (("told", "NEUTRAL"), ("called", "ACT"))


def test_the_voice_is_guessed_by_the_clause_inside_the_marks(draft: at.Draft) -> None:
    assert dict(draft.case.codes["voice"]) == {
        "A01": "PQ", "A02": "DQ", "A03": "DQ", "A04": "PQ", "A05": "PQ", "A06": "DQ", "A07": "PQ", "A08": "PQ",
        "B01": "DQ", "B02": "DQ", "B03": "PQ", "B04": "PQ", "B05": "DQ", "B06": "DQ", "B07": "PQ", "B08": "PQ",
    }  # fmt: skip


def test_the_rule_for_the_voice_agrees_with_the_coders_on_most_quotations_of_the_first_case(case: at.Case) -> None:
    right = seen = 0
    for article in case.articles.values():
        for row in draft_statements("A", article):
            start, end = int(row["start"]), int(row["end"])
            codes = case.statements[case.statements["article"] == article.id]
            home = codes[(codes["start"] < end) & (codes["end"] > start) & codes["voice"].isin(["DQ", "PQ"])]
            seen += 1
            right += row["voice"] in {*home["voice"], *home["voice_alt"]}
    assert (right, seen) == (29, 30)


NOTHING = "Other\n\nNothing was said here at all.\n"


def test_a_speaker_beyond_another_quotation_stays_outside_the_span(tmp_path: Path) -> None:
    text = "Bridge closed\n\n“We had no choice,” the mayor, Ada Moss, said on Monday. “It was old.” “So be it.”\n"
    files = write(tmp_path, one=text, two=NOTHING)
    first, _, third = at.draft_case("x", files).case.statements["text"]
    assert first == "“We had no choice,” the mayor, Ada Moss, said"
    assert third == "“So be it.”"


def test_a_quotation_in_furniture_is_no_statement(tmp_path: Path) -> None:
    page = "Bridge closed\n\nThe mayor called it “a pity” on Monday.\n\nPublished in Tarn News, 3 May 2030\n\n"
    page += "“I quit,” said another mayor.\n"
    assert len(at.draft_case("x", write(tmp_path, one=page, two=NOTHING)).case.statements) == 1


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dateline_is_no_part_of_a_speaker(dash: str, tmp_path: Path) -> None:
    lede = f'DELLMARK CITY, May 4 (Coastpress) {dash} Dellmark on Tuesday dismissed the charge as "a tale".'
    body = f"Dellmark says it did nothing\n\n{lede}\n\nNobody else in the town had anything to say about it.\n"
    draft = at.draft_case("Pumps", write(tmp_path, first=body, second=body.replace("a tale", "a fairy tale")))
    statement = draft.case.statements.loc["A01"]
    assert statement["speaker"] == "Dellmark"
    assert str(statement["text"]).startswith("Dellmark on Tuesday dismissed")


def test_where_no_date_is_given_one_stands_that_nobody_takes_for_one(tmp_path: Path) -> None:
    draft = at.draft_case(
        "x", write(tmp_path, one="Bridge closed\n\nNothing was said at all.\n", two="B\n\nNor was it here.\n")
    )
    article = draft.case.articles["one"]
    assert (article.published, article.outlet) == (NO_DATE, "One")
    assert "published: 1900-01-01" in set(draft.to_check["what"])


# What it leaves to a person


def test_the_check_finds_nothing_but_what_a_person_must_still_decide(draft: at.Draft) -> None:
    faults = check_case(draft.path)
    assert faults
    assert [str(fault) for fault in faults if "a person must" not in fault.message] == []


def test_the_check_falls_silent_when_a_person_has_decided_everything(draft: at.Draft) -> None:
    draft.name_sides(NAMES)
    labels = {"object": "OTHER", "strategy": "NONE", "link": "NA", "certainty": "BARE", "voice": "PQ"}
    for key, side in draft.case.codes["side"].items():
        draft.decide(str(key), **labels, side=side or "NARRATOR", speaker="Somebody")
    description = draft.path / "case.toml"
    text = re.sub(r"^guessed = .*\n", "", description.read_text(encoding="utf-8"), flags=re.MULTILINE)
    description.write_text(text, encoding="utf-8")
    columns = ["id", "speaker", "side", "cue", "voice", "object", "frames", "strategy", "link", "certainty"]
    passed = draft.case.codes.reset_index()[columns].assign(frames="")
    passed.to_csv(draft.path / "codings" / "first.csv", index=False)
    assert check_case(draft.path) == []
    assert draft.to_check.empty


def test_an_empty_label_in_the_first_case_is_reported(case_copy: Path) -> None:
    path = case_copy / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",ACT,RSA,,HACK", ",ACT,,,HACK", 1), encoding="utf-8")
    assert "I01: a person must still decide voice." in [fault.message for fault in check_case(case_copy)]


def test_both_lists_stand_side_by_side_and_name_the_doubtful_speakers(draft: at.Draft) -> None:
    page = draft._repr_html_()
    assert page.index("What the machine did") < page.index("What a person must check")
    for words in (
        "A06, Ledger, line 17",
        "“he” stands for the last name that fits, “Edda Tennock”",
        "A08, Ledger, line 21",
    ):
        assert words in page
    done = dict(zip(draft.done["what the machine did"], draft.done["number"], strict=True))
    assert done["statements left without a speaker"] == 1
    items = draft.to_check
    assert items[items["what"] == "A06: speaker"]["line"].tolist() == ["17"]
    assert list(items.columns) == ["article", "line", "what", "why"]
    assert (items != "").all(axis=None)


def test_a_name_in_a_page_cannot_break_the_lists(tmp_path: Path) -> None:
    files = write(tmp_path, one="A\n\n“We will not,” said <b>Ann</b> Moss.\n", two="B\n\nNothing was said here.\n")
    assert "<b>Ann" not in at.draft_case("<i>x</i>", files)._repr_html_().replace("<strong>", "")


# What a person decides


def test_a_decision_is_written_down_and_leaves_the_list(draft: at.Draft) -> None:
    draft.name_sides(NAMES)
    (card,) = draft.decide("A06", speaker="Bram Ollis", side="Quarrow Line")
    assert card.speaker == "Bram Ollis"
    assert draft.case.codes.at["A06", "side"] == "Quarrow Line"
    assert [what for what in draft.to_check["what"] if what.startswith("A06")] == ["A06: voice"]
    draft.decide("A06")
    assert [what for what in draft.to_check["what"] if what.startswith("A06")] == []
    assert draft.case.codes.at["A06", "note"] == "checked by a person"


def test_a_speaker_s_side_is_found_by_whole_words_in_the_name(draft: at.Draft) -> None:
    draft.name_sides({"Board": ["BOARD"], "Line": ["Quarrow Line"], "Nobody": ["oar"]})
    sides = draft.case.codes["side"]
    assert sides["A01"] == sides["A02"] == "Board"
    assert sides["B03"] == "Line"
    assert "Nobody" not in set(sides)


def test_naming_the_sides_twice_gives_the_same_and_other_names_replace_the_first(draft: at.Draft) -> None:
    draft.name_sides(NAMES)
    before = everything(draft.path)
    draft.name_sides(NAMES)
    assert everything(draft.path) == before
    draft.name_sides({"Port": ["board"]})
    assert set(draft.case.codes["side"]) == {"Port", ""}
    assert list(draft.case.codebooks["side"].labels) == ["Port", "NARRATOR"]


def test_what_a_person_gave_to_the_narrator_stays_there_when_the_sides_are_named_again(draft: at.Draft) -> None:
    draft.name_sides(NAMES)
    draft.decide("A01", side="NARRATOR")
    speaker = str(draft.case.statements.loc["A01", "speaker"])
    draft.name_sides({"Anybody": [speaker.rsplit(maxsplit=1)[-1]]})
    assert draft.case.statements.loc["A01", "side"] == "NARRATOR"


SLIPS: dict[str, tuple[Callable[[at.Draft], object], str]] = {
    "no side": (lambda draft: draft.name_sides({}), "Expected sides"),
    "a side with a bar": (lambda draft: draft.name_sides({"a|b": ["board"]}), "Expected sides"),
    "a word that is none": (lambda draft: draft.name_sides({"a": ["—"]}), "found 'a'"),
    "two sides for one": (
        lambda draft: draft.name_sides({"a": ["board"], "b": ["Tennock"]}),
        "fits two sides, a and b",
    ),
    "no such statement": (lambda draft: draft.decide("Z01"), "The ids run from A01 to B08"),
    "no such column": (lambda draft: draft.decide("A01", speeker="x"), "no column 'speeker'"),
    "a place": (lambda draft: draft.decide("A01", start="3"), "no column 'start'"),
    "no such label": (lambda draft: draft.decide("A01", voice="XX"), "'XX'; expected one of DQ"),
    "no such side": (lambda draft: draft.decide("A01", side="CHINA"), "'CHINA'; expected one of NARRATOR"),
    "a cue that is not there": (lambda draft: draft.decide("A01", cue="shouts"), "does not stand"),
    "no text": (lambda draft: draft.decide("A01", speaker=None), "expected text"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_gets_one_sentence_and_nothing_is_written(name: str, draft: at.Draft) -> None:
    slip, message = SLIPS[name]
    before = everything(draft.path)
    with pytest.raises(at.KitError, match=re.escape(message)):
        slip(draft)
    assert everything(draft.path) == before


# Files


BROKEN = """A headline

“We shall not be moved by what has been said of us in the
harbour, not today,” said Ann Moss of the board that
runs the harbour and all of its ferries, and she went on
to say the same again.
"""
FILES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "empty": ({"one": "", "two": "B\n\nText.\n"}, "one.txt is empty"),
    "blank": ({"one": "\ufeff\n \n", "two": "B\n\nText.\n"}, "one.txt is empty"),
    "not UTF-8": ({"one": "caf\xe9".encode("latin-1"), "two": "B"}, "expected text in UTF-8; found the byte 0xe9 at 3"),
    "binary": ({"one": b"PK\0\0", "two": "B"}, "is no text"),
    "the same text": ({"one": "A\n\nText.\n", "two": "A\n\nText.\n"}, "two.txt and one.txt hold the same text"),
    "one alone": ({"one": "A\n\nText.\n"}, "two files or more, found 1"),
    "broken lines": ({"one": BROKEN, "two": "B\n\nText.\n"}, "broken at a fixed width"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_article_gets_one_sentence_and_leaves_no_folder(name: str, tmp_path: Path) -> None:
    texts, message = FILES[name]
    files = write(tmp_path, **texts)
    with pytest.raises(at.KitError, match=re.escape(message)):
        at.draft_case("x", files, into=tmp_path / "case")
    assert not (tmp_path / "case").exists()
    assert not list(tmp_path.glob(".draft-*"))


def test_a_missing_file_a_folder_and_a_bare_string_get_one_sentence(tmp_path: Path) -> None:
    for files, message in (
        ([tmp_path / "no.txt", WIRE], "no.txt cannot be read"),
        ([tmp_path, WIRE], "cannot be read"),
        ("one.txt", "in a list"),
        ([WIRE, WIRE], "hold the same text"),
        ([], "found 0"),
    ):
        with pytest.raises(at.KitError, match=message):
            at.draft_case("x", files)
    with pytest.raises(at.KitError, match="needs a name"):
        at.draft_case(" ", at.sample_articles())


def test_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    for number, source in enumerate((WIRE, RELEASE)):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "Page!.txt").write_bytes(source.read_bytes())
    draft = at.draft_case("x", [tmp_path / "0" / "Page!.txt", tmp_path / "1" / "Page!.txt"])
    assert list(draft.case.articles) == ["page", "page-2"]


def test_a_page_saved_on_windows_loads_with_its_bytes_and_its_places(tmp_path: Path) -> None:
    data = codecs.BOM_UTF8 + WIRE.read_bytes().replace(b"\n", b"\r\n")
    draft = at.draft_case("x", [*write(tmp_path, wire=data), RELEASE])
    article = draft.case.articles["wire"]
    assert article.path.read_bytes() == data
    assert article.headline == "Tarn water board blames upstream mill for alarm fault"
    assert not [passage for passage in article.passages() if "\r" in passage.text or "\ufeff" in passage.text]
    assert all(article.text[p.start : p.end] == p.text for p in article.passages())
    plain = at.draft_case("x", [WIRE, RELEASE]).case.statements["text"]
    assert list(draft.case.statements["text"]) == list(plain)
    assert [str(fault) for fault in check_case(draft.path) if "a person must" not in fault.message] == []


# The folder


def test_a_second_run_returns_the_same_draft_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "my-case"
    first = at.draft_case("x", [WIRE, RELEASE], into=folder)
    before = everything(folder)
    second = at.draft_case("x", [WIRE, RELEASE], into=folder)
    assert (first.path, everything(folder)) == (second.path, before)
    assert "unchanged" in second.how
    assert sorted(path.name for path in folder.parent.iterdir()) == ["my-case"]


def test_work_that_a_person_has_done_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "my-case"
    at.draft_case("x", [WIRE, RELEASE], into=folder).decide("A01", speaker="Ann Moss")
    before = everything(folder)
    again = at.draft_case("x", [WIRE, RELEASE], into=folder)
    assert everything(folder) == before
    assert "worked on" in again.how
    assert again.case.codes.at["A01", "speaker"] == "Ann Moss"


def test_a_coder_s_pass_in_the_folder_counts_as_work(tmp_path: Path) -> None:
    folder = tmp_path / "my-case"
    at.draft_case("x", [WIRE, RELEASE], into=folder)
    (folder / "codings" / "me.csv").write_text("id\n", encoding="utf-8")
    assert "worked on" in at.draft_case("x", [WIRE, RELEASE], into=folder).how


def test_a_folder_that_holds_something_else_is_refused_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(at.KitError, match="something else"):
        at.draft_case("x", [WIRE, RELEASE], into=folder)
    with pytest.raises(at.KitError, match="something else"):
        at.draft_case("x", [WIRE, RELEASE], into=folder / "letter.txt")
    assert everything(tmp_path) == {"mine/letter.txt": b"Dear all"}
    other = tmp_path / "other"
    at.draft_case("x", [WIRE, TRANSCRIPT], into=other)
    with pytest.raises(at.KitError, match="something else"):
        at.draft_case("x", [WIRE, RELEASE], into=other)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert at.draft_case("x", [WIRE, RELEASE], into=tmp_path / "mine").case.articles


def test_without_a_folder_nothing_is_written_beside_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draft = at.draft_case("x", [WIRE, RELEASE])
    assert not list(tmp_path.iterdir())
    assert draft.path.is_dir()


def test_a_case_without_its_articles_still_gives_its_codes(draft: at.Draft) -> None:
    for path in (draft.path / "articles").iterdir():
        path.unlink()
    assert len(draft.case.codes) == 16
    with pytest.raises(at.KitError, match="is not there"):
        _ = draft.case.statements


# Sides of its own


def test_a_case_s_own_codebook_goes_before_the_kit_s(draft: at.Draft, case: at.Case) -> None:
    draft.name_sides(NAMES)
    assert list(draft.case.codebooks["side"].labels) == [*NAMES, "NARRATOR"]
    assert draft.case.codebooks["voice"] == case.codebooks["voice"]
    assert list(case.codebooks["side"].labels) == list(SIDES)


def test_sides_that_the_kit_does_not_know_get_looks_in_order_and_no_two_the_same(
    draft: at.Draft, case: at.Case
) -> None:
    draft.name_sides({name: [word] for name, word in zip("abcdefgh", "stuvwxyz", strict=True)})
    looks = side_looks(draft.case)
    assert looks["NARRATOR"] == SIDES["NARRATOR"]
    for field in ("colour", "hatch", "marker"):
        assert len({getattr(look, field) for look in looks.values()}) == 9, field
    assert side_looks(case) == SIDES


def test_quotation_marks_and_backslashes_in_names_survive_the_files(tmp_path: Path) -> None:
    files = write(
        tmp_path, one='Say "no" to C:\\new\n\n"We will not," said Ann Moss.\n', two="B\n\nNothing was said.\n"
    )
    draft = at.draft_case('The "C:\\new" case', files)
    assert draft.case.title == 'The "C:\\new" case'
    assert draft.case.articles["one"].title == 'Say "no" to C:\\new'
    draft.name_sides({'The "Moss" side': ["Moss"]})
    assert draft.case.codes.at["A01", "side"] == 'The "Moss" side'


# All the tools


NO_CASE = {
    "checker",
    "draft_case",
    "load_case",
    "load_glossary",
    "load_lexicon",
    "plot_progress",
    "progress",
    "sample_articles",
}
"""Functions that are about no case."""
TOOLS = [name for name in at.__all__ if inspect.isfunction(getattr(at, name)) and name not in NO_CASE]


@pytest.fixture(scope="module")
def drafts() -> dict[str, at.Case]:
    """Drafts of very different texts, with and without sides."""
    texts = [WIRE, RELEASE, TRANSCRIPT]
    sample, three = at.draft_case("x", at.sample_articles()), at.draft_case("x", texts)
    sample.name_sides(NAMES)
    three.name_sides({"Board": ["board", "Averil"], "Mill": ["Lindqvarn", "mill"]})
    unnamed = at.draft_case("x", at.sample_articles()), at.draft_case("x", texts)
    return {
        "the sample": sample.case,
        "the sample without sides": unnamed[0].case,
        "a wire story, a release and a transcript": three.case,
        "the same without sides": unnamed[1].case,
        "no quotation at all": at.draft_case("x", [TRANSCRIPT, INVENTED / "notice.txt"]).case,
    }


def arguments(name: str, case: at.Case) -> list[object]:
    """Return something for each argument that a tool must be given."""
    first, second = list(case.articles.values())[:2]
    ids = [*case.codes.index, "A01"]
    dates = name in {"timeline", "plot_days"}
    strings = name == "align"
    known: dict[str, object] = {
        "case": case, "texts": case.articles, "text": first.text, "a": first, "b": second, "target": first,
        "reference": second, "pattern": "said", "words": "said", "lexicon": "hedges", "statement": ids[0],
        "key": ids[0], "first": ids[0], "second": ids[-1], "column": "voice", "codings": case.coded_by("voice"),
        "last": "2030-06-01",
        "answers": {ids[0]: "DQ"}, "gold": case.gold("voice"), "changes": {"said": "told"}, "ids": ids[0],
    }  # fmt: skip
    known |= {"first": "2030-01-01"} if dates else {}
    known |= {"a": "one word", "b": "two words"} if strings else {}
    wanted = inspect.signature(getattr(at, name)).parameters.values()
    return [known[part.name] for part in wanted if part.default is part.empty]


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_runs_on_a_draft_or_says_in_one_sentence_what_is_missing(
    name: str, drafts: dict[str, at.Case]
) -> None:
    for which, case in drafts.items():
        said = ""
        try:
            result = getattr(at, name)(*arguments(name, case))
        except at.KitError as error:
            said, result = str(error), None
        if name.startswith("plot_") and not said:
            assert isinstance(result, at.Chart), which
            assert result.png()[:4] == b"\x89PNG", which
        assert said or repr(result), which
        assert "\n" not in said, which


def test_a_chart_by_sides_waits_for_the_sides(draft: at.Draft) -> None:
    with pytest.raises(at.KitError, match="Give the statements their sides first"):
        at.plot_quoted_words(draft.case)
    draft.name_sides(NAMES)
    assert "Harbour Board 65, Quarrow Line 6" in at.plot_quoted_words(draft.case).alt


def test_agreement_waits_for_two_passes(draft: at.Draft) -> None:
    with pytest.raises(at.KitError, match="at least two coders"):
        at.agreement(draft.case.coded_by("voice"))


def test_a_case_without_facts_or_statements_says_so() -> None:
    case = at.draft_case("x", [TRANSCRIPT, RELEASE]).case
    with pytest.raises(at.KitError, match="the case 'x' has none"):
        case.fact("F01")
    assert len(at.timeline(case).table) == 2
    assert not pd.DataFrame(case.statements).query("article == 'transcript'").size


def test_the_table_of_statements_has_every_column_of_the_schema(draft: at.Draft) -> None:
    assert set(COLUMNS) - {"id"} <= set(draft.case.statements.columns)
