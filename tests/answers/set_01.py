"""Wrong answers for set 1, by item, as a student would type them into the answer cell."""

NAME = "01-whose-voice"

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [('answer_1 = "a"', 0), ('answer_1 = "b"', 0), ('answer_1 = "D"', 0)],
    2: [('answer_2 = "a"', 0), ('answer_2 = "c)"', 0), ('answer_2 = "d"', 0)],
    3: [('answer_3 = "a"', 0), ('answer_3 = "the Chinese embassy in Australia"', 0), ('answer_3 = "c"', 0)],
    4: [
        ('answer_4 = {"b", "e"}', 4 / 3),
        ('answer_4 = {"a", "b", "c", "e"}', 1.5),
        ('answer_4 = {"a", "d", "f"}', 0),
        ('answer_4 = {"b", "f"}', 0),
    ],
    5: [
        (
            'answer_5 = {"D19": "allegations", "D25": "describing", "I04": "hit back", "D06": "accused"}',
            2,
        ),
        ('answer_5 = {"D19": "called", "D25": "reckless", "I04": "labelling", "D06": "carrying out"}', 2),
        ('answer_5 = {"D19": "groundless", "D25": "Raab", "I04": "groundless", "D06": "attack"}', 0),
        ('answer_5 = {"D19": "said", "D25": "said", "I04": "said", "D06": "said"}', 0),
    ],
    6: [
        (
            'answer_6 = {"I19": "CHINA", "I22": "US", "I28": "US", "I29": "US", "I30": "COMPANY"}',
            2,
        ),
        (
            'answer_6 = {"I19": "US_ALLY", "I22": "CHINA", "I28": "CHINA", "I29": "CHINA", "I30": "CHINA"}',
            0,
        ),
        (
            'answer_6 = {"I19": "NARRATOR", "I22": "US", "I28": "ALLIANCE", "I29": "NARRATOR", "I30": "US"}',
            1,
        ),
        ('answer_6 = {"I19": "CHINA", "I22": ..., "I28": "US_ALLY", "I29": "COMPANY", "I30": ...}', 3),
    ],
    7: [
        ('answer_7 = {"a", "c", "e", "f"}', 1.5),
        ('answer_7 = {"a", "e"}', 4 / 3),
        ('answer_7 = {"b", "d", "f"}', 0),
        ('answer_7 = {"a", "d", "e", "f"}', 0),
    ],
    8: [
        ('answer_8 = {"Zhao": 89, "Biden": 16}', 1),
        ('answer_8 = {"Zhao": 11, "Biden": 2}', 0),
        ('answer_8 = {"Zhao": 121, "Biden": 47}', 0),
        ('answer_8 = {"Zhao": 96, "Biden": ...}', 1),
    ],
    9: [
        ('answer_9 = {"CHINA": 11, "US": 8}', 0),
        ('answer_9 = {"CHINA": 12, "US": 13}', 1),
        ('answer_9 = {"CHINA": 33, "US": 20}', 0),
    ],
    10: [
        ('answer_10 = table.loc["CHINA"]', 0),
        ('answer_10 = table.loc["CHINA"] / table.sum()', 0),
        ('answer_10 = {"independent": 86, "dawn": 46.6}', 1),
        ('answer_10 = 100 * table.loc["CHINA"] / table.sum().sum()', 0),
    ],
    11: [
        ('answer_11 = ["a", "c", "b", "d"]', 1),
        ('answer_11 = ["d", "a", "b", "c"]', 0),
        ('answer_11 = ["c", "b", "a", "d"]', 1),
        ('answer_11 = ["c", "a", "d", "b"]', 1),
    ],
    12: [
        (
            "import re\n\n\ndef words_in_quotes(text):\n"
            '    parts = re.findall("“(.*?)”", text, flags=re.DOTALL)\n    return len(parts)\n\n\n'
            "answer_12 = words_in_quotes",
            0,
        ),
        (
            "import re\n\n\ndef words_in_quotes(text):\n"
            '    parts = re.findall("“(.*?)”", text, flags=re.DOTALL)\n    return len(parts[0].split())\n\n\n'
            "answer_12 = words_in_quotes",
            1,
        ),
        (
            "import re\n\n\ndef words_in_quotes(text):\n"
            '    parts = re.findall("“(.*?)”", text, flags=re.DOTALL)\n'
            '    return sum(len(part.split(" ")) for part in parts)\n\n\n'
            "answer_12 = words_in_quotes",
            2.5,
        ),
        ("def words_in_quotes(text):\n    return 4\n\n\nanswer_12 = words_in_quotes", 0.5),
    ],
    13: [
        ('answer_13 = {"b", "d"}', 4 / 3),
        ('answer_13 = {"a", "b", "d", "f"}', 1.5),
        ('answer_13 = {"a", "c", "e"}', 0),
    ],
    14: [
        (
            'answer_14 = "The CIA hacked Chinese companies for eleven years, and hackers attacked Microsoft '
            'Exchange in March with the help of the government in Beijing, in a wave of attacks."',
            1,
        ),
        (
            'answer_14 = "China raged that the CIA had been hacking its companies for eleven years, while the '
            'United States says that Beijing carried out the attack on Microsoft Exchange in March."',
            3,
        ),
        (
            'answer_14 = "They are accused of hacking research facilities, an oil industry and internet '
            'companies, and somebody else is accused of the attack on Microsoft Exchange in March."',
            1,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
