"""The parts of a page are guessed from the look of its lines."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import attributed as at
from attributed.blocks import guess_article
from attributed.case import Case

INVENTED = sorted((Path(__file__).parent / "data" / "invented").glob("*.txt"))


def roles(text: str) -> dict[int, str]:
    """Return the guessed role of every line."""
    return {
        number: block.role
        for block in guess_article(text).blocks
        for number in range(block.first_line, block.last_line + 1)
    }


def test_the_pages_of_the_first_case_are_cut_as_a_person_cut_them(case: Case) -> None:
    for article in case.articles.values():
        assert guess_article(article.text).blocks == article.blocks


def test_author_date_and_outlet_are_read_where_the_page_gives_them(case: Case) -> None:
    dawn, independent = (guess_article(case.articles[key].text) for key in ("dawn", "independent"))
    assert (dawn.outlet, dawn.author, dawn.published) == ("Dawn", "", date(2021, 7, 21))
    assert (independent.outlet, independent.author, independent.published) == ("", "Stuti Mishra", date(2021, 7, 20))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published 3 May 2030", date(2030, 5, 3)),
        ("Published May 3rd, 2030", date(2030, 5, 3)),
        ("Updated 2030-05-03 08:00", date(2030, 5, 3)),
        ("Friday 3 Sept. 2030", date(2030, 9, 3)),
        ("Published 31 February 2030", None),
        ("By Ada Moss", None),
    ],
)
def test_a_date_is_taken_from_the_byline_if_there_is_such_a_day(line: str, found: date | None) -> None:
    text = f"Bridge closed\n\n{line}\n\nThe bridge over the Tarn was closed on 1 June 2029 for repairs.\n"
    assert guess_article(text).published == found


def test_a_date_in_the_story_is_no_date_of_publication() -> None:
    assert guess_article("Bridge closed\n\nThe bridge was closed on 1 June 2029 for repairs.\n").published is None


def test_an_appeal_to_the_reader_is_furniture_until_the_news_begins() -> None:
    page = [
        "Bridge closed", "By Ada Moss", "Your gift keeps us going", "We have no owner and our pages cost you nothing.",
        "The bridge over the Tarn was closed for repairs on Monday.", "“We had no choice,” the mayor said.",
        "Sign up to our newsletter", "Share",
    ]  # fmt: skip
    assert list(roles("\n".join(page)).values()) == [
        "headline", "byline", "furniture", "furniture", "body", "body", "furniture", "furniture",
    ]  # fmt: skip


def test_a_release_that_says_we_is_body() -> None:
    text = "Statement\n\n3 May 2030\n\nWe have taken note of the report.\n\nWe reject it in full, and we say so.\n"
    assert roles(text) == {1: "headline", 3: "byline", 5: "body", 6: "body", 7: "body"}


def test_what_follows_the_closing_line_is_furniture_whatever_it_says() -> None:
    page = [
        "Bridge closed",
        "The bridge was closed on Monday.",
        "Published in Tarn News, 3 May 2030",
        "A mayor resigned.",
    ]
    text = "\n\n".join(page)
    assert roles(text)[7] == "furniture"
    assert guess_article(text).outlet == "Tarn News"


def test_a_headline_that_begins_like_a_set_phrase_stays_a_headline() -> None:
    text = "Register of ships was copied, harbour says\n\nThe register was copied at night, the harbour said.\n"
    assert roles(text) == {1: "headline", 3: "body"}


def test_a_transcript_is_body_though_people_say_you_in_it() -> None:
    text = (Path(__file__).parent / "data" / "invented" / "transcript.txt").read_text(encoding="utf-8")
    assert list(roles(text).values()) == ["headline", "byline", *["body"] * 7]


def test_a_page_without_a_paragraph_has_a_body_all_the_same() -> None:
    assert roles("Bridge closed\n\nRoadworks\n\nShare") == {1: "headline", 3: "body", 5: "furniture"}


@pytest.mark.parametrize("path", [*INVENTED, *at.sample_articles()], ids=lambda path: path.stem)
def test_every_line_with_words_has_one_role_and_the_first_block_is_the_headline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    covered = roles(text)
    blocks = guess_article(text).blocks
    assert blocks[0].role == "headline"
    assert all(first.last_line < second.first_line for first, second in pairwise(blocks))
    assert all(number in covered for number, line in enumerate(text.split("\n"), start=1) if line.strip())
    assert "body" in covered.values()


def test_a_date_that_no_calendar_has_is_passed_over() -> None:
    page = "A headline\n\nPosted 31 June 2021, updated 1 July 2021\n\nThe board said the berths are open to all.\n"
    assert guess_article(page).published == date(2021, 7, 1)
