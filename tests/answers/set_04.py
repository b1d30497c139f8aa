"""Wrong answers for set 4, by item, as a student would type them into the answer cell."""

NAME = "04-judging-words"

REPORTERS = """import re

JUDGING = {{"absurd", "careless", "fair", "sensible", "unfair", "wasteful"}}
CURLY = "“[^”]*”"


def reporters_words(text):
    own = {own}
    words = re.findall("[a-z]+", own.lower())
    return len([word for word in words if word in JUDGING])


answer_12 = reporters_words"""

ATTACKS = """lines = at.concordance(dict(statements["text"]), "{pattern}")
lines["object"] = lines["text"].map(statements["object"])
answer_9 = {{label: (lines["object"] == label).sum() for label in ["HACK", "US_CONDUCT"]}}"""

WORDS_OF_BOTH = """answer_8 = {{
    side: len(different_words(side, "independent") {sign} different_words(side, "dawn")) for side in ["CHINA", "US"]
}}"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [
        (
            'answer_1 = {"W11": "CONDUCT", "W20": "TRUTH", "W71": "EFFECT", "W22": "CONDUCT", "W60": "TRUTH", '
            '"W73": "EFFECT"}',
            0,
        ),
        (
            'answer_1 = {"W11": "FEELING", "W20": "FEELING", "W71": "FORCE", "W22": "FORCE", "W60": "CONDUCT", '
            '"W73": "CONDUCT"}',
            1,
        ),
        (
            'answer_1 = {"W11": "TRUTH", "W20": "CONDUCT", "W71": "CONDUCT", "W22": "CONDUCT", "W60": "FEELING", '
            '"W73": "FORCE"}',
            1.5,
        ),
        ('answer_1 = {"W11": "TRUTH", "W20": "EFFECT", "W71": ..., "W22": ..., "W60": ..., "W73": ...}', 0.5),
    ],
    2: [('answer_2 = "a"', 0), ('answer_2 = "B"', 0), ('answer_2 = "c"', 0), ('answer_2 = "e)"', 0)],
    3: [
        ('answer_3 = "a"', 0),
        ('answer_3 = "b"', 0),
        ('answer_3 = "No fish has come to harm"', 0),
        ('answer_3 = "e"', 0),
    ],
    4: [
        ('answer_4 = {"W28": "NARRATOR", "W08": "CHINA", "W38": "US", "W70": "US_ALLY"}', 0),
        ('answer_4 = {"W28": "NARRATOR", "W08": "NARRATOR", "W38": "CHINA", "W70": "NARRATOR"}', 1.5),
        ('answer_4 = {"W28": "CHINA", "W08": "NARRATOR", "W38": "NARRATOR", "W70": "US"}', 0.5),
        ('answer_4 = {"W28": "US", "W08": "CHINA", "W38": "CHINA", "W70": "CHINA"}', 1),
    ],
    5: [
        (
            'answer_5 = {"D08": {"irresponsible"}, "I28": {"reckless"}, "I09": {"unwarranted"}, "I16": {"so-called"}}',
            2.3333,
        ),
        (
            'answer_5 = {"D08": {"irresponsible, disruptive and destabilising behavior in cyberspace"}, '
            '"I28": {"behavior"}, "I09": {"accusations", "unwarranted"}, "I16": {"prosecution", "throwing mud"}}',
            0,
        ),
        (
            'answer_5 = {"D08": {"irresponsible", "disruptive", "destabilising", "behavior"}, "I28": {"careless"}, '
            '"I09": {"ganged up", "allies"}, "I16": {"demands", "theft", "so-called"}}',
            0.6667,
        ),
        (
            'answer_5 = {"D08": {"pattern"}, "I28": {"familiar pattern"}, "I09": {"ganged up", "unwarranted"}, '
            '"I16": {"theft", "attacks"}}',
            1,
        ),
    ],
    6: [
        ('answer_6 = {"a", "d"}', 0),
        ('answer_6 = {"a"}', 1),
        ('answer_6 = {"b", "f"}', 0),
        ('answer_6 = {"a", "c", "f"}', 1),
        ('answer_6 = {"e", "f"}', 0),
    ],
    7: [
        ('answer_7 = {"W71": "ACCUSATION", "W05": "ACCUSATION", "W55": "US_CONDUCT", "W74": "US_CONDUCT"}', 0),
        ('answer_7 = {"W71": "HACK", "W05": "HACK", "W55": "HACK", "W74": "HACK"}', 0.5),
        ('answer_7 = {"W71": "RESPONSE", "W05": "RESPONSE", "W55": "RESPONSE", "W74": "RESPONSE"}', 0.5),
        ('answer_7 = {"W71": "HACK", "W05": "US_CONDUCT", "W55": "ACCUSATION", "W74": "OTHER"}', 1.5),
    ],
    8: [
        (WORDS_OF_BOTH.format(sign="|"), 0),
        (WORDS_OF_BOTH.format(sign="-"), 0),
        ('answer_8 = {side: len(different_words(side, "independent")) for side in ["CHINA", "US"]}', 0),
        ('answer_8 = {side: len(different_words(side, "dawn")) for side in ["CHINA", "US"]}', 0),
        ('answer_8 = {"CHINA": 33, "US": 15}', 0),
        ('answer_8 = {"CHINA": 7, "US": 7}', 1),
    ],
    9: [
        (ATTACKS.format(pattern="attack"), 0),
        (ATTACKS.format(pattern="attack*"), 1),
        ('answer_9 = {"HACK": 14, "US_CONDUCT": 14}', 0),
        ('answer_9 = {"HACK": 6, "US_CONDUCT": 8}', 1),
        ('answer_9 = {"HACK": 7, "US_CONDUCT": 6}', 0),
    ],
    10: [
        ('answer_10 = {"a", "b", "c", "e", "f"}', 1),
        ('answer_10 = {"a", "f"}', 2),
        ('answer_10 = {"c"}', 1),
        ('answer_10 = {"b", "d", "e"}', 0),
        ('answer_10 = {"a", "c", "d", "f"}', 2),
    ],
    11: [
        ('answer_11 = {"a", "b"}', 0),
        ('answer_11 = {"a", "c"}', 2),
        ('answer_11 = {"a", "c", "d", "f"}', 2),
        ('answer_11 = {"c", "e", "f"}', 1),
    ],
    12: [
        (REPORTERS.format(own="text"), 0),
        (REPORTERS.format(own='re.sub(CURLY, " ", text)'), 2.5714),
        (REPORTERS.format(own='re.sub("“.*”", " ", text)'), 1.7143),
        (REPORTERS.format(own="""re.sub('[“"].*?[”"]', " ", text)"""), 2.5714),
        (REPORTERS.format(own="""re.sub('[“”"]', " ", text)"""), 0),
        ("def reporters_words(text):\n    return 2\n\n\nanswer_12 = reporters_words", 0.8571),
    ],
    13: [
        (
            'answer_13 = "The United States and its allies together accused China in the matter of cybersecurity."',
            0,
        ),
        (
            'answer_13 = "Zhao Lijian said that the United States and its allies had made “unwarranted” accusations."',
            1,
        ),
        ('answer_13 = "Zhao Lijian said that the United States had ganged up with others against China."', 1),
        ('answer_13 = "Zhao Lijian raged that the United States and others had accused China, he said."', 1),
        ('answer_13 = "Zhao Lijian said that several states had together accused China over cybersecurity."', 1),
    ],
    14: [
        ('answer_14 = "The attack was only one of several acts of this kind in cyberspace."', 0),
        ('answer_14 = "Blinken said that the attack was irresponsible and one of several of its kind."', 1),
        ('answer_14 = "Antony Blinken said that the attack had destabilised cyberspace, and not only once."', 1),
        ('answer_14 = "Antony Blinken rightly said that the attack was one of several of its kind."', 1),
        ('answer_14 = "Antony Blinken said that something of the kind had been done before in cyberspace."', 1),
    ],
}
