"""Wrong answers for set 1, by item, as a student would type them into the answer cell."""

NAME = "01-whose-voice"

COUNTER = """import re


def words_in_quotes(text):
    number = 0
    for part in re.findall("“(.*?)”", text, flags=re.DOTALL):
        words = {words}
        number = number + words
    return number


answer_11 = words_in_quotes"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [('answer_1 = "a"', 0), ('answer_1 = "B"', 0), ('answer_1 = "the allies"', 0)],
    2: [('answer_2 = "b"', 0), ('answer_2 = "c)"', 0), ('answer_2 = "d"', 0)],
    3: [
        ('answer_3 = {"b", "e"}', 2),
        ('answer_3 = {"a", "b", "c", "e"}', 2),
        ('answer_3 = {"a", "b", "c", "d", "e", "f"}', 0),
        ('answer_3 = {"b", "f"}', 0),
        ('answer_3 = {"c"}', 1),
    ],
    4: [
        ('answer_4 = {"D04": "countering", "I04": "hit back", "I25": "accused", "I28": "called"}', 2.5),
        ('answer_4 = {"D04": "champion", "I04": "labelling the claims", "I25": "announced", "I28": "reckless"}', 1.5),
        ('answer_4 = {"D04": "Washington", "I04": "groundless", "I25": "charges", "I28": "Raab"}', 0),
        ('answer_4 = {"D04": "said", "I04": "said", "I25": "announce", "I28": "call"}', 0),
    ],
    5: [
        ('answer_5 = {"D18": "CHINA", "D10": "US", "D24": "US", "I29": "US", "I30": "COMPANY"}', 2),
        ('answer_5 = {"D18": "US_ALLY", "D10": "CHINA", "D24": "CHINA", "I29": "CHINA", "I30": "CHINA"}', 0),
        ('answer_5 = {"D18": "NARRATOR", "D10": "US", "D24": "ALLIANCE", "I29": "NARRATOR", "I30": "US"}', 1),
        ('answer_5 = {"D18": "CHINA", "D10": ..., "D24": "US_ALLY", "I29": "COMPANY", "I30": ...}', 3),
    ],
    6: [
        ('answer_6 = {"a", "c", "e", "f"}', 2),
        ('answer_6 = {"a", "e"}', 2),
        ('answer_6 = {"b", "d", "f"}', 0),
        ('answer_6 = {"a", "d", "e", "f"}', 0),
    ],
    7: [
        ('answer_7 = {"Zhao": 89, "Biden": 16}', 1),
        ('answer_7 = {"Zhao": 11, "Biden": 2}', 0),
        ('answer_7 = {"Zhao": 121, "Biden": 47}', 0),
        ('answer_7 = {"Zhao": 7, "Biden": 31}', 0),
        ('answer_7 = {"Zhao": 96, "Biden": ...}', 1),
    ],
    8: [
        ('answer_8 = {"CHINA": 11, "US": 8}', 0),
        ('answer_8 = {"CHINA": 14, "US": 13}', 0),
        ('answer_8 = {"CHINA": 33, "US": 20}', 0),
        ('answer_8 = {"CHINA": 12, "US": 2}', 1),
    ],
    9: [
        ('answer_9 = table.loc["CHINA"]', 0),
        ('answer_9 = table.loc["CHINA"] / table.sum()', 0),
        ('answer_9 = {"independent": 86.0, "dawn": 47.3}', 0),
        ('answer_9 = {"independent": 81, "dawn": 47}', 1),
        ('answer_9 = 100 * table.loc["CHINA"] / table.sum().sum()', 0),
    ],
    10: [
        ('answer_10 = ["a", "c", "b", "d"]', 1),
        ('answer_10 = ["d", "a", "b", "c"]', 0),
        ('answer_10 = ["c", "b", "a", "d"]', 1),
        ('answer_10 = ["c", "a", "d", "b"]', 1),
    ],
    11: [
        (COUNTER.format(words="len(part)"), 0),
        (COUNTER.format(words="1"), 0),
        (COUNTER.format(words='len(part.split(" "))'), 2.5),
        (COUNTER.format(words="part.split()"), 0),
        ("def words_in_quotes(text):\n    return 4\n\n\nanswer_11 = words_in_quotes", 0.5),
    ],
    12: [
        ('answer_12 = {"b", "d"}', 2),
        ('answer_12 = {"a", "b", "d", "f"}', 2),
        ('answer_12 = {"a", "c", "e"}', 0),
    ],
    13: [
        (
            'answer_13 = "The CIA hacked Chinese companies, research centres and public agencies for eleven years."',
            0,
        ),
        (
            'answer_13 = "Zhao Lijian raged that the CIA had accused nobody and said it hacked Chinese firms."',
            1,
        ),
        (
            'answer_13 = "China’s spokesman said that Chinese oil firms, agencies and research centres were hacked for '
            'eleven years."',
            1,
        ),
        (
            'answer_13 = "Mr Zhao also accused the US Central Intelligence Agency (CIA) of carrying out hacking '
            'attacks on China’s aerospace research facilities, oil industry and internet companies."',
            1,
        ),
    ],
    14: [
        ('answer_14 = "In March China carried out a large attack on the e-mail program Microsoft Exchange."', 0),
        (
            'answer_14 = "The United States said and proved that China was behind the attack on Exchange in March."',
            1,
        ),
        ('answer_14 = "Beijing accused the United States of attacking Microsoft Exchange in March of that year."', 0),
        (
            'answer_14 = "Washington said on Monday that it knew who had carried out the attack on Exchange in March."',
            1,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
