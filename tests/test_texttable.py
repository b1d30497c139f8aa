"""Tables of sentences: shown whole, and read out by a screen reader without empty headers."""

import pandas as pd

from attributed.texttable import TextTable


def test_sentences_are_shown_whole() -> None:
    sentence = "The council, its clerk said, would publish the plan " * 5
    assert sentence.strip() in TextTable({"text": [sentence.strip()]})._repr_html_()


def test_no_header_is_empty_with_or_without_a_name_of_the_rows() -> None:
    for index in (pd.Index(["A1"]), pd.Index(["A1"], name="id")):
        table = TextTable({"speaker": ["the council"], "voice": ["IS"]}, index=index)
        assert "<th></th>" not in table._repr_html_()
        assert "<th>speaker</th>" in table._repr_html_()


def test_an_address_may_be_broken_anywhere_and_words_may_not() -> None:
    page = TextTable({"source": ["https://example.org/a/1 (the page), as https://example.org/b says"]})._repr_html_()
    assert page.count("<span class='address'>https://example.org/") == page.count("https://") == 2
    assert ".address {overflow-wrap: anywhere}" in page
    assert "(the page), as" in page.replace("</span>", "")
