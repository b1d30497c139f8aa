"""References: the case's literature is all there, cited and shown honestly, and a broken file says where."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from attributed.errors import KitError
from attributed.references import MARKS, References, load_references

BIB = Path(__file__).parents[1] / "data" / "microsoft-exchange-2021" / "references.bib"

KEYS = [
    "Entman1993",
    "Benoit1997",
    "Benoit2015",
    "CaiLeePang2009",
    "SykesMatza1957",
    "vanLeeuwen2007",
    "vanDijk1995",
    "vanDijk1998",
    "MartinWhite2005",
    "Hyland2005",
    "LeechShort2007",
    "SeminoShort2004",
    "SSC1997",
    "Thompson1996",
    "ThompsonYe1991",
    "CaldasCoulthard1994",
    "ClarkGerrig1990",
    "Bell1991",
    "GaltungRuge1965",
    "HarcupONeill2001",
    "HarcupONeill2017",
    "RidBuchanan2015",
    "Egloff2020a",
    "Egloff2020b",
    "EgloffSmeets2021",
    "TsagouriasFarrell2020",
    "FinnemoreHollis2020",
    "Lin2016",
    "ICD203",
    "ARSIWA2001",
    "Soesanto2021",
    "Eichensehr2021",
    "HayesKrippendorff2007",
]

UNCHECKED = {
    "Benoit1997",
    "LeechShort2007",
    "Thompson1996",
    "CaldasCoulthard1994",
    "Bell1991",
    "ARSIWA2001",
}


@pytest.fixture(scope="module")
def literature() -> References:
    """The literature of the first case."""
    return load_references(BIB)


def written(folder: Path, text: str) -> Path:
    """Write a bibliography of one's own."""
    path = folder / "own.bib"
    path.write_text(text, encoding="utf-8")
    return path


def entry(fields: str, kind: str = "book", key: str = "Key") -> str:
    """Write an entry whose required fields are filled unless `fields` names them."""
    filled = {
        "author": "Roe, Jane",
        "title": "Title",
        "publisher": "Press",
        "year": "2001",
        "status": "verified",
    }
    rest = ", ".join(f"{name} = {{{value}}}" for name, value in filled.items() if not re.search(rf"\b{name} =", fields))
    return f"@{kind}{{{key},\n  {fields}{', ' if fields else ''}{rest}}}\n"


# The literature of the first case


def test_every_reference_of_the_first_case_is_there(literature: References) -> None:
    assert list(literature) == KEYS
    assert len(literature) == 33


def test_the_first_case_has_no_faults(literature: References) -> None:
    assert literature.check() == []


@pytest.mark.parametrize(
    ("key", "authors", "year"),
    [
        ("Entman1993", ("Entman",), "1993"),
        ("vanDijk1998", ("van Dijk",), "1998"),
        ("HarcupONeill2017", ("Harcup", "O’Neill"), "2017"),
        ("CaldasCoulthard1994", ("Caldas-Coulthard",), "1994"),
        ("SSC1997", ("Semino", "Short", "Culpeper"), "1997"),
        ("EgloffSmeets2021", ("Egloff", "Smeets"), "2021/2023"),
        ("ICD203", ("Office of the Director of National Intelligence",), "2015"),
    ],
)
def test_names_and_years_are_right(literature: References, key: str, authors: tuple[str, ...], year: str) -> None:
    assert (literature[key].authors, literature[key].year) == (authors, year)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "Entman1993",
            (
                "Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. "
                "Journal of Communication 43(4), 51–58. https://doi.org/10.1111/j.1460-2466.1993.tb01304.x"
            ),
        ),
        (
            "Benoit2015",
            (
                "Benoit, W. L. (2015). Accounts, Excuses, and Apologies: Image Repair Theory and Research "
                "(2nd ed.). SUNY Press. ISBN 9781438453996."
            ),
        ),
        (
            "Benoit1997",
            (
                "Benoit, W. L. (1997). Image repair discourse and crisis communication. "
                "Public Relations Review 23(2), 177–186. "
                "https://doi.org/10.1016/S0363-8111(97)90023-0 [not yet checked against the source]"
            ),
        ),
        (
            "vanDijk1998",
            (
                "van Dijk, T. A. (1998). Opinions and ideologies in the press. In A. Bell & P. Garrett "
                "(Eds.), Approaches to Media Discourse (pp. 21–63). Blackwell. (square: p. 33) "
                "[partly checked]"
            ),
        ),
        (
            "vanLeeuwen2007",
            (
                "van Leeuwen, T. (2007). Legitimation in discourse and communication. "
                "Discourse & Communication 1(1), 91–112. https://doi.org/10.1177/1750481307071986"
            ),
        ),
        (
            "SSC1997",
            (
                "Semino, E., Short, M., & Culpeper, J. (1997). Using a corpus to test a model of speech and "
                "thought presentation. Poetics 25(1), 17–43. [partly checked]"
            ),
        ),
        (
            "Soesanto2021",
            (
                "Soesanto, S. (2021, 4 Oct). The 19th of July: Divided or united in cyberspace? From the EU "
                "and NATO to Five Eyes and Japan. Elcano Royal Institute, Working Paper 11/2021."
            ),
        ),
        (
            "ARSIWA2001",
            (
                "International Law Commission (2001). Articles on Responsibility of States for "
                "Internationally Wrongful Acts. (Arts 4, 5, 8, 11) [not yet checked against the source]"
            ),
        ),
    ],
)
def test_a_reference_is_shown_in_full(literature: References, key: str, text: str) -> None:
    assert str(literature[key]) == text


def test_every_doi_becomes_an_address(literature: References) -> None:
    with_doi = [reference for reference in literature.values() if reference.doi]
    assert len(with_doi) == 20
    for reference in with_doi:
        assert reference.url == f"https://doi.org/{reference.doi}"


def test_how_far_each_reference_was_checked_is_kept(literature: References) -> None:
    by_status = {status: [one.key for one in literature.values() if one.status == status] for status in MARKS}
    assert {status: len(keys) for status, keys in by_status.items()} == {
        "verified": 16,
        "partly-verified": 11,
        "unchecked": 6,
    }
    assert set(by_status["unchecked"]) == UNCHECKED
    assert literature["Bell1991"].status == "unchecked"


# Citing


@pytest.mark.parametrize(
    ("key", "cited"),
    [
        ("Entman1993", "Entman (1993)"),
        ("ThompsonYe1991", "Thompson & Ye (1991)"),
        ("SSC1997", "Semino, Short & Culpeper (1997)"),
        ("vanLeeuwen2007", "van Leeuwen (2007)"),
        ("Egloff2020a", "Egloff (2020a)"),
        ("Egloff2020b", "Egloff (2020b)"),
        ("ARSIWA2001", "International Law Commission (2001)"),
    ],
)
def test_a_citation_has_author_and_year(literature: References, key: str, cited: str) -> None:
    assert literature.cite(key) == cited


@pytest.mark.parametrize(
    ("fields", "cited", "full"),
    [
        ("author = {Roe, A. and Doe, B. and Poe, C. and Moe, D.}", "Roe et al. (2001)", "Poe, C., & Moe, D."),
        ("author = {Roe, A. and others}", "Roe et al. (2001)", "Roe, A., et al. (2001). Title."),
        ("author = {}, editor = {Roe, A.}", "Roe (2001)", "Roe, A. (Ed.) (2001)."),
        (
            "author = {}, editor = {Roe, A. and Doe, B.}",
            "Roe & Doe (2001)",
            "Roe, A., & Doe, B. (Eds.) (2001).",
        ),
        (
            "author = {}, organization = {Board and Council}",
            "Board and Council (2001)",
            "Board and Council (2001).",
        ),
        ("author = {Jean-Paul de la Roe}", "de la Roe (2001)", "de la Roe, J.-P. (2001)."),
    ],
)
def test_names_of_every_make_are_cited(tmp_path: Path, fields: str, cited: str, full: str) -> None:
    own = load_references(written(tmp_path, entry(fields)))
    assert own.cite("Key") == cited
    assert full in str(own["Key"])


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Entman93", "Did you mean 'Entman1993'"),
        ("bell1991", "Did you mean 'Bell1991'"),
        ("Egloff2020", "'Egloff2020b' or 'Egloff2020a'|'Egloff2020a' or 'Egloff2020b'"),
        ("???", "gives every key"),
    ],
)
def test_an_unknown_key_is_named_and_close_ones_suggested(literature: References, key: str, hint: str) -> None:
    for use in (literature.cite, literature.reading, literature.__getitem__):
        with pytest.raises(KitError, match=hint) as slip:
            use(key)
        assert str(slip.value).startswith(f"{BIB}: no reference has the key {key!r}.")


def test_references_are_a_mapping(literature: References) -> None:
    assert "Bell1991" in literature
    assert "Bell" not in literature
    assert literature.get("Bell") is None
    assert dict(literature)["Bell1991"].title == "The Language of News Media"


# Reading lists


def test_a_reading_list_keeps_its_order_and_marks_what_is_unchecked(literature: References) -> None:
    lines = repr(literature.reading("HarcupONeill2017", "Bell1991", "Entman1993")).splitlines()
    assert [line[:10] for line in lines] == ["- Harcup, ", "- Bell, A.", "- Entman, "]
    assert lines[0].endswith(" [partly checked]")
    assert lines[1].endswith(" [not yet checked against the source]")
    assert "checked" not in lines[2]


def test_a_notebook_shows_a_reading_list_as_a_list(literature: References) -> None:
    html = literature.reading(*literature)._repr_html_()
    page = ET.fromstring(html.replace("&nbsp;", " "))  # noqa: S314 - our own output
    assert page.tag == "ul"
    assert {item.tag for item in page} == {"li"}
    assert len(page) == len(literature)
    for item, reference in zip(page, literature.values(), strict=True):
        assert "".join(item.itertext()) == str(reference)
        mark, url = MARKS[reference.status], reference.url
        assert [strong.text for strong in item.iter("strong")] == ([f"[{mark}]"] if mark else [])
        assert [link.get("href") for link in item.iter("a")] == ([url] if url else [])
    # A link is told from the words round it by more than its colour, and the colours are the page’s.
    underlined = ' style="text-decoration: underline"'
    assert html.count(f"<a{underlined} href=") == len(page.findall(".//a"))
    assert not re.search(r"style=|class=|color", html.replace(underlined, ""))


def test_text_of_a_bibliography_cannot_become_markup(tmp_path: Path) -> None:
    own = load_references(
        written(
            tmp_path,
            entry('title = {<b>bold</b> & \\& more}, note = {<script>}, doi = {10.1002/(SICI)1<1::AID">3}')
            + entry('url = {https://example.org/?a="b"}', key="Url")
            + entry("url = {javascript:alert(1)}", key="Script"),
        )
    )
    html = own.reading("Key", "Url", "Script")._repr_html_()
    assert "<em>&lt;b&gt;bold&lt;/b&gt; &amp; &amp; more</em>" in html
    assert "<script>" not in html
    assert 'href="https://doi.org/10.1002/(SICI)1%3C1::AID%22%3E3"' in html
    assert 'href="https://example.org/?a=&quot;b&quot;"' in html
    assert 'href="javascript' not in html


def test_a_reading_list_of_nothing_is_a_slip(literature: References) -> None:
    with pytest.raises(KitError, match="at least one reference"):
        literature.reading()


@pytest.mark.parametrize(
    ("kind", "fields", "full"),
    [
        ("book", "series = {Studies}, number = {3}", "Title. Studies 3, Press."),
        (
            "phdthesis",
            "publisher = {}, school = {Roe College}, type = {PhD thesis}",
            "Title. Roe College, PhD thesis.",
        ),
        ("inproceedings", "booktitle = {Talks}, pages = {7}", "Title. In Talks (p. 7). Press."),
        ("misc", "publisher = {}, url = {https://example.org/a}", "Title. https://example.org/a"),
        ("misc", "publisher = {}, organization = {Board}, title = {Why?}", "Why? Board."),
    ],
)
def test_other_kinds_of_entry_are_shown_too(tmp_path: Path, kind: str, fields: str, full: str) -> None:
    own = load_references(written(tmp_path, entry(fields, kind).replace("publisher = {}, ", "")))
    assert str(own["Key"]) == f"Roe, J. (2001). {full}"


# Slips in the file


@pytest.mark.parametrize(
    ("text", "line", "start"),
    [
        ("% note\n\n@book{A,\n  title = {T}\n  year = {2001},\n}\n", 5, 3),
        ("@book{A,\n  title = {T},\n\n@book{B,\n  title = {T},\n}\n", 4, 1),
        ("@book{A,\n  title = {T,\n}\n\n@book{B,\n  title = {T},\n}\n", 5, 1),
        ("\n@book{A,\n  title = {T,\n  year = {2001},\n}\n", 2, 2),
        ("@book{A,\n  title = {T},\n  status = verified,\n}\n", 3, 1),
        ("@book{A,\n  title = {T},\n  title = {U},\n}\n", 1, 1),
        ("\n@book{A,\n  author = {Roe, J., Doe, K., Poe, L.},\n}\n", 2, 2),
    ],
    ids=[
        "no comma",
        "open entry",
        "open field",
        "open field in the last entry",
        "no braces",
        "field twice",
        "names without and",
    ],
)
def test_a_broken_file_says_on_which_line(tmp_path: Path, text: str, line: int, start: int) -> None:
    path = written(tmp_path, text)
    with pytest.raises(KitError) as slip:
        load_references(path)
    assert str(slip.value).startswith(f"{path}:{line}: not valid BibTeX: ")
    assert str(slip.value).endswith(f"in the entry that begins on line {start}.")


def test_a_key_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, entry("", key="Roe2001") + entry("", key="roe2001"))
    with pytest.raises(KitError, match=re.escape(f"{path}:3: the key 'roe2001' stands already on line 1.")):
        load_references(path)


def test_a_missing_file_and_another_encoding_are_said(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"nowhere\.bib: the bibliography cannot be read"):
        load_references(tmp_path / "nowhere.bib")
    latin = tmp_path / "latin.bib"
    latin.write_bytes("@book{A, title = {Küche}}".encode("latin-1"))
    with pytest.raises(KitError, match=r"latin\.bib: expected UTF-8 text, but byte 19 is 0xfc"):
        load_references(latin)


def test_strings_comments_and_a_byte_order_mark_are_read_over(tmp_path: Path) -> None:
    text = '\ufeff@comment{nothing}\n@preamble{"x"}\n@string{press = {Roe Press}}\n'
    own = load_references(written(tmp_path, text + entry("publisher = press, month = jul")))
    assert str(own["Key"]) == "Roe, J. (2001, July). Title. Roe Press."
    assert own["Key"].line == 4
    assert own.check() == []


def test_a_field_may_look_like_an_entry_that_lost_its_at_sign(tmp_path: Path) -> None:
    own = load_references(written(tmp_path, entry("title = {On\n  book{Ends, and} More}") + entry("", key="B")))
    assert own["Key"].title == "On bookEnds, and More"
    assert own.check() == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (entry("author = {}"), 1, "Key: no author, editor or organization"),
        ("\n" + entry("title = {}"), 2, "Key: no title"),
        (entry("", key="First") + entry("year = {}"), 3, "Key: no year"),
        (entry("status = {verifed}"), 1, "Key: expected status = {verified}, {partly-verified}, {unchecked}"),
        (entry("status = {verifed}"), 1, "found 'verifed'"),
        ("@book{Key, author={Roe}, title={T}, year=2001}", 1, "found none"),
        (entry("doi = {https://doi.org/10.1000/182}"), 1, "expected a DOI such as 10.1000/182, without"),
        (entry("doi = {10.1000/1 82}"), 1, "found '10.1000/1 82'"),
        (entry("title = {50% of it}"), 1, "Key: title is cut short at %"),
        (entry("", key="First") + "\n" + entry("").removeprefix("@"), 4, "Key is not read"),
    ],
)
def test_check_says_what_to_mend_and_where(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = written(tmp_path, text)
    faults = load_references(path).check()
    assert len(faults) == 1
    assert (faults[0].path, faults[0].line) == (path, line)
    assert message in faults[0].message


def test_faults_come_by_line(tmp_path: Path) -> None:
    text = entry("").removeprefix("@") + entry("year = {}", key="B") + entry("status = {}", key="C")
    assert [fault.line for fault in load_references(written(tmp_path, text)).check()] == [1, 3, 5]


def test_a_malformed_doi_is_not_made_a_link_and_an_escaped_percent_is_fine(tmp_path: Path) -> None:
    own = load_references(written(tmp_path, entry("title = {50\\% of it}, doi = {doi:10.1000/182}")))
    assert str(own["Key"]) == "Roe, J. (2001). 50% of it. Press."
    assert len(own.check()) == 1


def test_an_unknown_status_is_shown_as_unchecked(tmp_path: Path) -> None:
    own = load_references(written(tmp_path, entry("status = {fine}")))
    assert str(own["Key"]).endswith("[not yet checked against the source]")


def test_an_entry_that_lacks_a_year_cannot_be_cited(tmp_path: Path) -> None:
    path = written(tmp_path, entry("year = {}"))
    own = load_references(path)
    for use in (own.cite, own.reading):
        with pytest.raises(KitError, match=re.escape(f"{path}:1: Key has no year, so it cannot be cited.")):
            use("Key")
