"""Wrong answers for set 2, by item, as a student would type them into the answer cell."""

NAME = "02-how-words-get-into-news"

TRACER = """def untraced(report):
    headline, _, body = report.partition("\\n")
    number = 0
    for part in re.findall(r"[“‘\\"](.+?)[”’\\"](?!\\w)", headline):
        missing = {missing}
        number = number + missing
    return number


answer_12 = untraced"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [
        ('answer_1 = {"a", "b", "d", "f"}', 2),
        ('answer_1 = {"b", "d"}', 2),
        ('answer_1 = {"b", "e", "f"}', 1),
        ('answer_1 = {"a", "c", "e"}', 0),
    ],
    2: [
        ('answer_2 = {"D03": "IS", "I21": "IS", "D18": "NAR", "D07": "RSA", "I05": "RSA", "I29": "IS"}', 2),
        ('answer_2 = {"D03": "DQ", "I21": "DQ", "D18": "DQ", "D07": "DQ", "I05": "DQ", "I29": "DQ"}', 0),
        ('answer_2 = {"D03": "RSA", "I21": "RSA", "D18": "IS", "D07": "IS", "I05": "PQ", "I29": "PQ"}', 0),
        ('answer_2 = {"D03": "NAR", "I21": "NAR", "D18": "RSA", "D07": "NAR", "I05": "NAR", "I29": "NAR"}', 1),
        ('answer_2 = {"D03": "PQ", "I21": "PQ", "D18": "PQ", "D07": "PQ", "I05": ..., "I29": ...}', 2),
    ],
    3: [
        ('answer_3 = "a"', 0),
        ('answer_3 = "C"', 0),
        ('answer_3 = "that somebody has been charged"', 0),
    ],
    4: [('answer_4 = "a"', 0), ('answer_4 = "b"', 0), ('answer_4 = "d)"', 0)],
    5: [
        ('answer_5 = {"I11": "It is purely a", "D13": "the Russian government"}', 1),
        ('answer_5 = {"I11": "smear", "D13": "maybe even accommodating them"}', 0),
        ('answer_5 = {"I11": "It is", "D13": "is not doing this themselves"}', 0),
        ('answer_5 = {"I11": "purely", "D13": "unlike Russia"}', 1),
        ('answer_5 = {"I11": "political", "D13": "not unlike the Russian"}', 0.5),
    ],
    6: [
        ('answer_6 = ["d", "b", "a", "c"]', 1),
        ('answer_6 = ["b", "d", "c", "a"]', 1),
        ('answer_6 = ["a", "c", "b", "d"]', 0),
        ('answer_6 = ["d", "c", "b", "a"]', 1),
    ],
    7: [
        ('answer_7 = ["b", "a", "c", "d"]', 1),
        ('answer_7 = ["a", "b", "d", "c"]', 1),
        ('answer_7 = ["b", "d", "a", "c"]', 1),
        ('answer_7 = ["c", "d", "a", "b"]', 0),
    ],
    8: [
        ('answer_8 = {"a", "c", "d", "f"}', 2),
        ('answer_8 = {"b", "c", "d", "e", "f"}', 1),
        ('answer_8 = {"c", "d"}', 2),
        ('answer_8 = {"a", "b", "e"}', 0),
    ],
    9: [
        ('answer_9 = {"a", "b", "d", "e"}', 2),
        ('answer_9 = {"e"}', 1),
        ('answer_9 = {"a", "e", "f"}', 1),
        ('answer_9 = {"a", "b", "c", "d", "e", "f"}', 0),
    ],
    10: [
        ('answer_10 = {side: 100 * voices[side].freq("PQ") for side in ["CHINA", "US"]}', 0),
        ('answer_10 = {side: voices[side].freq("DQ") + voices[side].freq("PQ") for side in ["CHINA", "US"]}', 0),
        ('answer_10 = {side: voices[side]["DQ"] + voices[side]["PQ"] for side in ["CHINA", "US"]}', 0),
        ('answer_10 = {side: 100 - 100 * voices[side].freq("RSA") for side in ["CHINA", "US"]}', 0),
        ('answer_10 = {"CHINA": 70, "US": 30.0}', 1),
    ],
    11: [
        ('answer_11 = {"CHINA": china[china["voice"] == "DQ"]["quoted"].sum(), "US": 46}', 0),
        ('answer_11 = {"CHINA": 100 * 11 / 33, "US": 100 * 2 / 20}', 0),
        ('answer_11 = {"CHINA": 100 * 32 / 195, "US": 100 * 47 / 93}', 0),
        ('answer_11 = {"CHINA": 83.6, "US": 100 * 46 / 195}', 1),
        ('answer_11 = {"CHINA": 84, "US": 100 * 46 / 77}', 0),
    ],
    12: [
        (TRACER.format(missing="part not in body"), 2),
        (TRACER.format(missing="part.lower() not in body.lower()"), 2.5),
        (TRACER.format(missing="plain(part) in plain(body)"), 0),
        (TRACER.format(missing="plain(part) not in plain(report)"), 0),
        (TRACER.format(missing="plain(part).strip() not in plain(body)"), 3.5),
        (TRACER.format(missing="plain(part) not in body"), 0),
    ],
    13: [
        ('answer_13 = "China called the United States the “world champion of malicious cyber attacks” on Tuesday."', 0),
        (
            'answer_13 = "A Chinese embassy has called the United States the “world champion of malicious cyber '
            'attacks”."',
            1,
        ),
        (
            'answer_13 = "The Chinese embassy in Australia spoke in a statement of a “world champion of malicious '
            'cyber attacks”."',
            1,
        ),
        (
            'answer_13 = "The Chinese embassy in Australia lashed out and called the United States a “world champion” '
            'of attacks."',
            1,
        ),
    ],
    14: [
        ('answer_14 = "The attack on Microsoft Exchange was a reckless act that fits a familiar pattern."', 0),
        ('answer_14 = "Raab called the hacking by four Chinese nationals “a reckless but familiar pattern”."', 1),
        (
            'answer_14 = "Dominic Raab rightly called the attack on Microsoft Exchange part of a “familiar pattern”."',
            1,
        ),
        (
            'answer_14 = "The British foreign secretary, Dominic Raab, on Monday called the Microsoft attack '
            '“reckless”."',
            1,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
