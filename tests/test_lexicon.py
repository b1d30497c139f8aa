"""Lexicons: entries are well made, agree with the case, and are found in any text."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attributed.case import Case
from attributed.errors import KitError
from attributed.lexicon import NAMES, Entry, Lexicon, load_lexicon, mark
from attributed.tokens import words_of

LABELS = {
    "reporting": ("NEUTRAL", "ACT", "CHARGED"),
    "hedges": ("POSSIBILITY", "DISTANCE", "PERSONAL", "APPROXIMATION"),
    "boosters": ("CERTAINTY", "SHARED", "FORCE", "ABSOLUTE"),
    "evaluative": ("TRUTH", "CONDUCT", "EFFECT", "ABILITY", "FEELING", "FORCE"),
}
AT_LEAST = {"reporting": 350, "hedges": 80, "boosters": 70, "evaluative": 300}

every_lexicon = pytest.mark.parametrize("name", NAMES)


def hits(text: str, lexicon: str | Lexicon) -> list[tuple[str, str]]:
    """Give each hit as printed, with its lemma."""
    table = mark(text, lexicon)
    return list(zip(table["text"], table["lemma"], strict=True))


def lexicon_of(*forms: str) -> Lexicon:
    return Lexicon("own", ("X",), tuple(Entry(form, (), "X", "") for form in forms))


# The four lexicons


@every_lexicon
def test_every_example_shows_its_entry(name: str) -> None:
    for entry in load_lexicon(name).entries:
        assert entry.lemma in [lemma for _, lemma in hits(entry.example, name)], entry


@every_lexicon
def test_every_example_is_one_sentence_of_its_own(name: str) -> None:
    examples = [entry.example for entry in load_lexicon(name).entries]
    assert len(set(examples)) == len(examples)
    for example in examples:
        assert example[-1] in ".”", example
        assert len(words_of(example)) <= 20, example


@every_lexicon
def test_no_example_is_about_the_exchange(name: str) -> None:
    actors = {"China", "Chinese", "Beijing", "US", "U.S.", "America", "American", "Washington", "Microsoft", "Nato"}
    for entry in load_lexicon(name).entries:
        assert not actors & set(words_of(entry.example)), entry


@every_lexicon
def test_labels_stand_in_the_order_of_the_classes(name: str) -> None:
    assert load_lexicon(name).labels == LABELS[name]


@every_lexicon
def test_there_are_enough_entries(name: str) -> None:
    assert len(load_lexicon(name).entries) >= AT_LEAST[name]


@every_lexicon
def test_a_form_leads_to_one_entry(name: str) -> None:
    lexicon = load_lexicon(name)
    for entry in lexicon.entries:
        for form in (entry.lemma, *entry.forms):
            assert lexicon.by_form[tuple(word.replace("’", "'").casefold() for word in form.split())] is entry


def test_a_reporting_verb_has_its_four_forms_and_perhaps_those_of_another_spelling() -> None:
    for entry in load_lexicon("reporting").entries:
        assert len(entry.forms) in {4, 8, 9}, entry
        for four in filter(None, (entry.forms[:4], entry.forms[4:8])):
            third, past, participle, present_participle = (form.split()[0] for form in four)
            assert third.endswith("s"), entry
            assert present_participle.endswith("ing"), entry
            assert participle == past or not past.endswith("ed"), entry
        rest = {tuple(form.split()[1:]) for form in (entry.lemma, *entry.forms)}
        assert len(rest) == 1 or entry.lemma == "raise concerns", entry


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "says said said saying"),
        ("write", "writes wrote written writing"),
        ("deny", "denies denied denied denying"),
        ("admit", "admits admitted admitted admitting"),
        ("swear", "swears swore sworn swearing"),
        ("lie", "lies lied lied lying"),
        ("label", "labels labelled labelled labelling labels labeled labeled labeling"),
        (
            "criticise",
            "criticises criticised criticised criticising criticizes criticized criticized criticizing criticize",
        ),
    ],
)
def test_irregular_verbs_and_both_spellings_are_right(lemma: str, forms: str) -> None:
    assert load_lexicon("reporting")[lemma].forms == tuple(forms.split())


def test_only_words_of_mere_force_have_no_polarity(case: Case) -> None:
    lexicon = load_lexicon("evaluative")
    assert lexicon.labels == tuple(case.codebooks["words"].labels)
    assert {entry.label for entry in lexicon.entries if not entry.polarity} == {"FORCE"}
    for label in LABELS["evaluative"]:
        assert {"neg"} <= {entry.polarity for entry in lexicon.entries if entry.label == label}
    assert sum(entry.polarity == "pos" for entry in lexicon.entries) > 200


# The case


NOT_VERBS_OF_REPORTING = {
    "I20": "statements",  # a noun
    "D14": "coordinated its statement",  # the reporting word in it is the noun
    "D24": "backed up the castigation",  # the same
}


def test_every_cue_of_the_case_has_its_class(case: Case) -> None:
    for key, row in case.statements.iterrows():
        found = mark(row["cue"], "reporting")
        if row["cue_class"] == "NONE" or key in NOT_VERBS_OF_REPORTING:
            assert found.empty, key
            assert row["cue"] == NOT_VERBS_OF_REPORTING.get(str(key), ""), key
        else:
            assert list(found["label"]) == [row["cue_class"]], key
            assert found.at[0, "start"] == 0, key


@pytest.mark.parametrize("name", ["hedges", "boosters"])
def test_hedges_and_boosters_of_the_case_are_found(name: str, case: Case) -> None:
    for key, row in case.statements.iterrows():
        noted = [words for words in row[name].split("|") if words]
        found = list(mark(row["text"], name)["text"])
        for words in noted:
            # “It was the first time that …” is what the source says, not how strongly: nothing can be struck out.
            assert any(hit.startswith(words) for hit in found) == (words != "first time"), (key, words, found)


def test_evaluative_words_of_the_case_have_their_label(case: Case) -> None:
    # These judge in their sentence only: elsewhere people protect a child and muster courage.
    left_out = {"protecting", "accommodating", "mustered", "pattern", "familiar pattern"}
    for key, row in case.words.iterrows():
        found = mark(row["word"], "evaluative")
        assert found.empty == (row["word"] in left_out), key
        assert found.empty or {row["label"], *row["label_alt"].split("|")} & set(found["label"]), key
        assert set(found["polarity"]) <= {row["polarity"], ""}, key


# Marking


def test_a_hit_has_offsets_lemma_and_label() -> None:
    text = "The club said it was “surprised”, and lashed out."
    table = mark(text, "reporting")
    assert list(table.columns) == ["start", "end", "text", "lemma", "label"]
    assert table.to_numpy().tolist() == [
        [9, 13, "said", "say", "NEUTRAL"],
        [38, 48, "lashed out", "lash out", "CHARGED"],
    ]


def test_polarity_is_given_where_the_lexicon_has_it() -> None:
    table = mark("a reckless but brave dive", "evaluative")
    assert list(zip(table["text"], table["polarity"], strict=True)) == [("reckless", "neg"), ("brave", "pos")]


def test_nothing_found_is_an_empty_table() -> None:
    for text in ("", "—", "The pond."):
        assert mark(text, "hedges").empty
        assert list(mark(text, "hedges").columns) == ["start", "end", "text", "lemma", "label"]


def test_the_longest_form_wins() -> None:
    assert hits("It was made up out of thin air.", "evaluative") == [("made up out of thin air", "out of thin air")]
    assert hits("It was made up out of spite.", "evaluative") == [("made up", "made up"), ("spite", "spiteful")]
    assert hits("He called for tea and called it tea.", "reporting") == [("called for", "call for"), ("called", "call")]


def test_after_a_long_form_that_breaks_off_the_shorter_one_is_found() -> None:
    lexicon = lexicon_of("a", "a b c d", "c")
    assert [text for text, _ in hits("a b c e", lexicon)] == ["a", "c"]


@pytest.mark.parametrize(
    "between",
    [", ", ". ", "; ", ": ", "! ", "? ", " – ", "—", " “", "” ", " (", "\n", "\n\n", " \n ", "\r\n", "\u2029"],
)
def test_what_parts_words_breaks_a_hit(between: str) -> None:
    assert hits(f"of{between}course", "boosters") == []


@pytest.mark.parametrize("between", [" ", "  ", "\t", "\u00a0", "\u202f"])
def test_blanks_of_any_kind_join_words(between: str) -> None:
    assert hits(f"of{between}course", "boosters") == [(f"of{between}course", "of course")]


def test_capitals_and_apostrophes_do_not_matter() -> None:
    assert hits("I’M SURE. I'm sure.", "boosters") == [("I’M SURE", "I am sure"), ("I'm sure", "I am sure")]


def test_a_part_of_a_word_is_no_hit() -> None:
    assert hits("Essay, mayor, maybes, state-sponsored.", "reporting") == []
    assert hits("The mayor of Maybury.", "hedges") == []
    assert hits("That was in 2021 Maybe.", "hedges") == [("Maybe", "maybe")]


@pytest.mark.parametrize(
    "text",
    ["May 14", "on May 3rd", "14 May", "the 3rd of May", "May 2021", "in May well before six", "since May", "MAY 14"],
)
def test_the_month_is_no_hedge(text: str) -> None:
    assert hits(text, "hedges") == []


@pytest.mark.parametrize("text", ["It may rain.", "May I ask?", "may 14 people come", "THE FERRY MAY SINK", "In may."])
def test_the_verb_may_is_one(text: str) -> None:
    assert [lemma for _, lemma in hits(text, "hedges")] == ["may"]


def test_the_country_reports_nothing() -> None:
    assert hits("The United States and the State Department", "reporting") == []
    assert hits("The letter states it. They state it.", "reporting") == [("states", "state"), ("state", "state")]


@pytest.mark.parametrize("text", ["about 40", "about twelve", "about $3m", "about half", "about a dozen", "some 200"])
def test_about_and_some_are_hedges_before_a_number(text: str) -> None:
    assert [hit for hit, _ in hits(text, "hedges")] == [text]


@pytest.mark.parametrize("text", ["about boats", "some boats", "about. 40 boats", "around the lake"])
def test_about_and_some_are_none_elsewhere(text: str) -> None:
    assert hits(text, "hedges") == []


MANY_FORMS = ["of", "course", "of course", "made", "up", "out of thin air", "I", "may", "even", "#", "40", "’", "“"]
TEXTS = st.text() | st.lists(st.sampled_from([*MANY_FORMS, ", ", "\n", " ", "  ", ".", "May"])).map("".join)


@every_lexicon
@given(text=TEXTS)
def test_offsets_give_the_hit_and_no_two_hits_overlap(name: str, text: str) -> None:
    lexicon = load_lexicon(name)
    last = 0
    for hit in mark(text, lexicon).to_dict("records"):
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert last <= hit["start"] < hit["end"] <= len(text)
        assert lexicon[hit["lemma"]].label == hit["label"]
        assert len(hit["text"].splitlines()) == 1
        last = hit["end"]


@given(forms=st.lists(st.sampled_from(MANY_FORMS[:9]), min_size=1), between=st.sampled_from([" ", ", ", "\n"]))
def test_a_form_between_full_stops_is_found_whole(forms: list[str], between: str) -> None:
    lexicon = lexicon_of(*MANY_FORMS[:9])
    text = between.join(f"{form}." for form in forms)
    assert [hit for hit, _ in hits(text, lexicon)] == forms


class CountingLookups(dict[tuple[str, ...], Entry]):
    """Forms that count how often they are asked for."""

    lookups = 0

    def get(self, *args: Any) -> Any:  # noqa: ANN401  # whatever dict.get takes and gives
        self.lookups += 1
        return super().get(*args)


def lookups_in(text: str, lexicon: Lexicon) -> int:
    counting = CountingLookups(lexicon.by_form)
    vars(lexicon)["by_form"] = counting
    mark(text, lexicon)
    return counting.lookups


def test_the_work_grows_with_the_text_and_no_faster() -> None:
    lexicon = lexicon_of("a a a a a a a b", "c")  # the worst case: every word begins a form that breaks off at its end
    small, large = lookups_in("a " * 1_000, lexicon), lookups_in("a " * 10_000, lexicon)
    assert small > 1_000
    assert large <= 11 * small


# Reading


def test_a_lexicon_of_the_kit_is_read_once() -> None:
    assert load_lexicon("hedges") is load_lexicon("hedges")


def test_a_lemma_gives_its_entry() -> None:
    lexicon = load_lexicon("reporting")
    assert lexicon["accuse"].label == "ACT"
    assert lexicon["Hit  back"].label == "CHARGED"


@pytest.mark.parametrize(
    ("lemma", "message"),
    [
        ("acuse", "The lexicon 'reporting' has no lemma 'acuse'. Did you mean 'accuse'?"),
        ("accused", "The lexicon 'reporting' has no lemma 'accused'. It is a form of 'accuse'."),
        ("", "The lexicon 'reporting' has no lemma ''."),
    ],
)
def test_an_unknown_lemma_names_the_nearest(lemma: str, message: str) -> None:
    with pytest.raises(KitError) as error:
        _ = load_lexicon("reporting")[lemma]
    assert str(error.value) == message


def test_a_lexicon_is_shown_with_every_lemma_and_label() -> None:
    lexicon = load_lexicon("evaluative")
    page = lexicon._repr_html_()
    for entry in lexicon.entries:
        assert f">{entry.lemma}</th>" in page
    assert "<td style='text-align:left'>CONDUCT neg</td>" in page
    assert repr(lexicon) in page
    assert repr(lexicon).startswith(f"evaluative: {len(lexicon.entries)} entries (TRUTH ")


def test_what_is_shown_of_a_lexicon_is_escaped() -> None:
    page = Lexicon("<x>", ("<y>",), (Entry("a", (), "<y>", "a < b"),))._repr_html_()
    assert "<x>" not in page
    assert "<y>" not in page
    assert "a &lt; b" in page


def test_an_unknown_name_names_the_four() -> None:
    with pytest.raises(KitError, match=r"no lexicon 'verbs'\. The kit has reporting, hedges, boosters and evaluative;"):
        mark("any text", "verbs")
    with pytest.raises(KitError, match=r"no lexicon '3'\."):
        load_lexicon(3)  # type: ignore[arg-type]


def test_something_else_than_a_text_is_refused(case: Case) -> None:
    with pytest.raises(KitError, match=r"expected a text, such as article\.text\. Found Article\."):
        mark(case.articles["dawn"], "hedges")  # type: ignore[arg-type]


HEADER = "lemma,forms,label,example\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where a teacher’s own lexicon is to be written."""
    return tmp_path / "weather.csv"


def test_a_lexicon_of_ones_own_is_read_anew(own: Path) -> None:
    own.write_text("lemma,forms,label,example\nrain,rains|rained,WET,It rained.\n", encoding="utf-8")
    assert hits("It rains.", load_lexicon(own)) == [("rains", "rain")]
    own.write_text("lemma,forms,label,example\nsnow,snows,WET,\n", encoding="utf-8")
    assert mark("It rains and snows.", own)["label"].tolist() == ["WET"]
    assert load_lexicon(str(own)).labels == ("WET",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("lemma,forms,label,example,colour\n", ":1: unknown column 'colour'."),
        ("lemma,forms,example\n", ":1: the column 'label' is missing."),
        (HEADER, ": the lexicon has no entry."),
        (HEADER + "rain,,WET\n", ":2: expected 4 cells"),
        (HEADER + "rain,,,It rains.\n", ":2: the label is empty."),
        (HEADER + " ,,,\n,,,\n", ":2: the lemma is empty."),
        (HEADER + "rain,,WET,\nfog,,DRY,\nRain,,WET,\n", ":4: the lemma 'Rain' stands there before, on line 2."),
        (HEADER + "rain,wets,WET,\nwet,wets,WET,\n", ":3: wet: the form 'wets' belongs to 'rain' on line 2 as well."),
        (HEADER + 'rain,"of, rain",WET,\n', ":2: rain: the form 'of, rain' can never be found."),
        (HEADER + "—,,WET,\n", ":2: —: the form '—' can never be found."),
        (HEADER + "# drops,,WET,\n", ":2: # drops: the form '# drops' can never be found."),
        ("lemma,forms,label,example,polarity\nrain,,WET,,bad\n", ":2: rain: the polarity is 'bad'; expected pos, neg"),
    ],
)
def test_a_fault_in_a_lexicon_of_ones_own_is_one_sentence_with_its_place(content: str, message: str, own: Path) -> None:
    own.write_text(content, encoding="utf-8")
    with pytest.raises(KitError) as error:
        load_lexicon(own)
    assert f"weather.csv{message}" in str(error.value)
    assert "attributed case check" not in str(error.value)


def test_a_file_that_is_not_there_is_named(own: Path) -> None:
    with pytest.raises(KitError, match=r"weather\.csv: the file is missing"):
        load_lexicon(own)
