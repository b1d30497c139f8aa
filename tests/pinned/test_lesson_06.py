"""The numbers of lesson 6, and what it says about official words and their renderings."""

import attributed as at
from attributed.case import Case
from attributed.official import official_renderings

PAGE = ("*Who did it?* is three questions", "a directive, ICD 203,")
ATTRIBUTED = ()

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven")


def paragraph_of(case: Case, name: str) -> int:
    """Return the number of the paragraph that holds a statement."""
    row = case.statements.loc[name]
    paragraphs = case.articles[str(row["article"])].paragraphs
    return next(number for number, part in enumerate(paragraphs) if part.start <= row["start"] < part.end)


def rung_of(case: Case, name: str) -> int:
    """Return how high a statement stands."""
    return case.codebooks["ladder"].rungs.index(str(case.codes.loc[name, "link"]))


def numbers(case: Case) -> list[str]:
    """Return what the lesson says in numbers."""
    opening = paragraph_of(case, "D13") - paragraph_of(case, "D06")
    charges = paragraph_of(case, "D10") - paragraph_of(case, "D07")
    that_day = case.official[case.official["fact"].map(case.facts["date"]) == "2021-07-19"]
    rungs = set(that_day["link"]) & set(case.codebooks["ladder"].rungs)
    moved = official_renderings(case).set_index("rendering")["rungs"]
    assert moved["D25"] == moved["I28"]
    charged = next(
        word for word in WORDS if f"charged {word} Chinese nationals" in str(case.statements.loc["D07", "text"])
    )
    return [
        f"In *Dawn*, {WORDS[opening]} paragraphs apart",
        f"stands on all {WORDS[len(rungs)]} rungs",
        f"dropped its doers: {WORDS[-moved['D25']]} rungs",
        f"{WORDS[charges]} paragraphs apart, and the fact behind them",
        f"D07 has the {charged} charged",
    ]


def test_all_rungs_are_taken_on_one_day(case: Case) -> None:
    that_day = case.official[case.official["fact"].map(case.facts["date"]) == "2021-07-19"]
    assert set(case.codebooks["ladder"].rungs) <= set(that_day["link"])


def test_the_first_statements_stand_where_the_lesson_goes_on_from(case: Case) -> None:
    placed = case.codes.loc[["I30", "D07", "I29", "D22"]]
    assert list(placed["link"]) == ["NONE", "LOCATED", "AFFILIATED", "STATE"]
    book = case.codebooks["ladder"]
    assert not {name for label in book.labels for name in book[label].examples} & {*placed.index, "D04", "D25"}
    assert {"D06", "I13"} <= {*book["STATE"].examples}
    assert "“spies” is AFFILIATED" in book.note
    assert str(case.codes.loc["D06", "link"]) == str(case.codes.loc["I13", "link"])
    for name in ("D06", "I13"):
        assert "accused" in str(case.statements.loc[name, "text"])
        assert "of carrying out" in str(case.statements.loc[name, "text"])


def test_of_the_noted_boosters_only_the_one_on_the_list_counts(case: Case) -> None:
    noted = case.codes.loc[["I12", "I17", "I15", "D27", "I16"]]
    assert (noted["boosters"] != "").all()
    assert list(noted["certainty"]) == ["BARE"] * 4 + ["BOOSTED"]
    assert list(noted["certainty_alt"].iloc[:4]) == ["BOOSTED"] * 4
    assert [word in boosters for word, boosters in zip(
        ("never", "firmly", "severely", "first time", "strongly"), noted["boosters"], strict=True
    )] == [True] * 5  # fmt: skip
    assert str(case.codes.loc["D28", "certainty"]) == str(case.codes.loc["D21", "certainty"]) == "BOOSTED"


def test_one_rung_between_the_texts_and_two_between_the_statements(case: Case) -> None:
    rungs = case.codebooks["ladder"].rungs
    links = case.official.set_index("actor")["link"]
    assert rungs.index(links["White House"]) - rungs.index(links["Biden"]) == 1
    assert rung_of(case, "D06") - rung_of(case, "D13") == 2
    assert links["White House"] == links["Blinken"] == "AFFILIATED"
    assert str(case.codes.loc["D06", "certainty"]) == "NA"


def test_the_embassys_words_stay_on_the_top_rung(case: Case) -> None:
    table = official_renderings(case)
    assert set(table.loc[table["rendering"] == "D04", "actor"]) == {"Chinese embassy in Australia"}
    embassy = table[(table["actor"] == "Chinese embassy in Australia") & (table["link"] != "NA")]
    assert set(embassy["rendering_link"]) == {"STATE"} == set(embassy["link"])
    assert str(case.codes.loc["I02", "speaker"]).startswith("China")


def test_canada_stands_on_the_top_rung_with_doubt_and_without(case: Case) -> None:
    canada = case.official[case.official["actor"] == "Canada"]
    assert set(canada["link"]) == {"STATE"}
    assert set(canada["certainty"]) == {"HEDGED", "BARE"}
    assert (canada["likelihood"] != "").sum() == (canada["confidence_words"] != "").sum() == 1


def test_neither_article_has_a_statement_by_the_partners_on_the_right(case: Case) -> None:
    speakers = " ".join(case.codes["speaker"])
    for name in ("Canada", "European Union", "Japan"):
        assert name not in speakers
        assert name in case.articles["dawn"].body
        assert name not in case.articles["independent"].body
    for name in ("Australia", "New Zealand"):  # named as where the embassies are
        assert {who for who in case.codes["speaker"] if name in who} <= {
            who for who in case.codes["speaker"] if "mbass" in who
        }
    unheard = official_renderings(case).groupby("actor")["rendering"].agg(lambda names: not any(names))
    assert unheard[["Canada", "Australia", "European Union", "Japan", "New Zealand"]].all()


def test_nato_is_read_in_two_ways_in_neighbouring_paragraphs(case: Case) -> None:
    assert paragraph_of(case, "D27") - paragraph_of(case, "D26") == 1
    assert str(case.codes.loc["D27", "side"]) == "US"
    assert "without directly assigning blame" in str(case.statements.loc["D26", "text"])


def test_the_halves_of_bidens_sentence(case: Case) -> None:
    assert (
        int(str(case.codes.loc["I24", "start"])) - int(str(case.codes.loc["I23", "end"])) < 10
    )  # only “, but ” between them
    assert list(case.codes.loc["I23", ["link", "link_alt"]]) == ["NONE", "TOLERATED"]
    assert case.codes.loc[["I24", "D13"], "link"].tolist() == ["TOLERATED"] * 2
    assert str(case.codes.loc["D13", "certainty"]) == "HEDGED"
    assert "my understanding" not in case.articles["dawn"].body


def test_what_the_scale_has_no_word_for(case: Case) -> None:
    scale = at.likelihood_scale().reset_index()
    terms = {*scale["one row of terms"], *scale["the other row"]}
    assert not terms & {"highly likely", "high confidence", "a high degree of confidence", "may", "maybe"}
    assert "highly likely" in set(case.official["likelihood"])
    assert case.references["ICD203"].status == "partly-verified"


def test_neither_article_reports_the_demand_for_evidence(case: Case) -> None:
    assert "enough evidence" in str(case.facts.loc["F26", "key_words"])
    assert not any("evidence" in article.body for article in case.articles.values())


def test_the_charges_end_before_the_hack_begins(case: Case) -> None:
    assert "between 2011 and 2018" in str(case.statements.loc["D10", "text"])
    assert str(case.facts.loc["F01", "date"]).startswith("2021-01")
    assert str(case.facts.loc["F01", "actor"]) == "Volexity"
    assert set(case.codes.loc[["D07", "D10", "I25", "I27"], "link"]) == {"LOCATED"}
    assert rung_of(case, "I26") > rung_of(case, "D10")
    assert "worked with the MSS" in str(case.statements.loc["I26", "text"])


def test_a_booster_of_chinas_is_lost_as_well(case: Case) -> None:
    assert case.codes.loc[["D19", "I19"], "certainty"].tolist() == ["BOOSTED", "BARE"]
    wording = case.official[case.official["fact"] == "F20"].iloc[0]
    assert wording["renderings"] == "D19|I19"
    assert wording["words"] in str(case.statements.loc["D19", "text"])


def test_the_statement_on_nato_has_another_speaker_in_dawn(case: Case) -> None:
    assert "first time NATO has condemned" in str(case.facts.loc["F09", "key_words"])
    assert str(case.facts.loc["F09", "actor"]) != "Ned Price" == str(case.codes.loc["D27", "speaker"])
