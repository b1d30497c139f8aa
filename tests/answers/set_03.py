"""Wrong answers for set 3, by item, as a student would type them into the answer cell."""

NAME = "03-one-utterance-several-englishes"

SHARED = """import re


def words_of(text):
    plain = {plain}
    return set(re.findall("[a-z0-9']+", plain))


def shared_words(pair):
    first, second = pair
    return sorted(words_of(first) & words_of(second))


answer_9 = shared_words"""

CLOSENESS = """answer_6 = {{}}
for key, sentence in case.statements["text"][["I10", "D17"]].items():
    for agency, fact in {{"AP": "{ap}", "AFP": "{afp}"}}.items():
        wording = case.facts.at[fact, "key_words"]
        same = at.align(sentence, wording).counts["same"][0]
        answer_6[f"{{key}}-{{agency}}"] = {share}"""

FREQUENCY = """from nltk import ConditionalFreqDist
rows = case.statements[{condition}]
cues = ConditionalFreqDist(zip(rows["side"], rows["cue_class"]))
answer_12 = {{side: {share} for side in ["CHINA", "US"]}}"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [('answer_1 = "a"', 0), ('answer_1 = "B"', 0), ('answer_1 = "d)"', 0)],
    2: [
        (
            'answer_2 = {"D19": "totally groundless", "I28": "reckless but familiar pattern of behavior", '
            '"D22": "malicious", "D10": "between 2011 and 2018"}',
            3,
        ),
        ('answer_2 = {"D19": "irresponsible", "I28": "familiar", "D22": "champion", "D10": "2018"}', 0),
        (
            'answer_2 = {"D19": "groundless", "I28": "familiar pattern of behavior", "D22": "cyber attacks", '
            '"D10": "2011 and 2018"}',
            1,
        ),
        ('answer_2 = {"D19": "total", "I28": "behaviour", "D22": "the", "D10": "four Chinese nationals"}', 0),
        ('answer_2 = {"D19": "totally", "I28": "reckless", "D22": ..., "D10": "in the United States and abroad"}', 1),
    ],
    3: [
        ('answer_3 = {"a", "d"}', 2),
        ('answer_3 = {"b", "c", "e"}', 0),
        ('answer_3 = {"a", "c", "d", "f"}', 2),
        ('answer_3 = {"f"}', 1),
        ('answer_3 = {"a", "b", "c", "d", "e", "f"}', 0),
    ],
    4: [
        ('answer_4 = {"f"}', 1),
        ('answer_4 = {"a", "b", "f"}', 1),
        ('answer_4 = {"b", "d"}', 0),
        ('answer_4 = {"a", "e", "f"}', 1),
        ('answer_4 = {"c", "d", "f"}', 0),
    ],
    5: [
        ('answer_5 = {"a", "b", "c", "e", "f"}', 1),
        ('answer_5 = {"b", "e"}', 2),
        ('answer_5 = {"a", "d", "f"}', 0),
        ('answer_5 = {"b", "c", "d", "e"}', 2),
        ('answer_5 = {"c"}', 1),
    ],
    6: [
        (CLOSENESS.format(ap="F24", afp="F25", share="same"), 0),
        (CLOSENESS.format(ap="F24", afp="F25", share="same / len(sentence.split())"), 0),
        (CLOSENESS.format(ap="F25", afp="F24", share="100 * same / len(sentence.split())"), 0),
        (CLOSENESS.format(ap="F24", afp="F25", share="100 * same / len(wording.split())"), 0),
        (CLOSENESS.format(ap="F24", afp="F25", share="100 * same / 13"), 2),
        ('answer_6 = {"I10-AP": 84.6, "I10-AFP": 50, "D17-AP": ..., "D17-AFP": ...}', 1),
    ],
    7: [('answer_7 = "a"', 0), ('answer_7 = "b"', 0), ('answer_7 = "the speaker said two different sentences"', 0)],
    8: [
        ('answer_8 = ["b", "d", "a", "c"]', 1),
        ('answer_8 = ["d", "b", "c", "a"]', 1),
        ('answer_8 = ["b", "c", "d", "a"]', 1),
        ('answer_8 = ["a", "c", "d", "b"]', 0),
        ('answer_8 = ["a", "b", "c", "d"]', 0),
    ],
    9: [
        (SHARED.format(plain="text"), 1),
        (SHARED.format(plain="text.lower()"), 2),
        (SHARED.format(plain="""text.replace("’", "'")"""), 1.5),
        (SHARED.format(plain="text.upper()"), 0),
        (SHARED.format(plain="text.lower"), 0),
        ('def shared_words(pair):\n    return ["ferry", "on", "sunday"]\n\n\nanswer_9 = shared_words', 0.5),
    ],
    10: [
        (
            'answer_10 = {"I01": "CHARGED", "I27": "NONE", "I05": "CHARGED", "I29": "CHARGED", "D22": "NONE", '
            '"D29": "ACT"}',
            0,
        ),
        (
            'answer_10 = {"I01": "ACT", "I27": "ACT", "I05": "CHARGED", "I29": "CHARGED", "D22": "CHARGED", '
            '"D29": "NEUTRAL"}',
            3,
        ),
        (
            'answer_10 = {"I01": "NEUTRAL", "I27": "NEUTRAL", "I05": "NEUTRAL", "I29": "NEUTRAL", '
            '"D22": "NEUTRAL", "D29": "NEUTRAL"}',
            2,
        ),
        ('answer_10 = {"I01": "ACT", "I27": "CHARGED", "I05": ..., "I29": "ACT", "D22": "ACT", "D29": "NONE"}', 2),
        (
            'answer_10 = {"I01": "NONE", "I27": "ACT", "I05": "NONE", "I29": "NONE", "D22": "NONE", "D29": "CHARGED"}',
            1,
        ),
    ],
    11: [
        ('answer_11 = {"a", "e"}', 2),
        ('answer_11 = {"b", "d", "f"}', 0),
        ('answer_11 = {"a", "c", "d", "e"}', 2),
        ('answer_11 = {"e"}', 1),
        ('answer_11 = {"a", "e", "f"}', 1),
    ],
    12: [
        (FREQUENCY.format(condition='case.statements["quoted"] >= 0', share='100 * cues[side].freq("ACT")'), 0),
        (FREQUENCY.format(condition='case.statements["quoted"] > 0', share='cues[side].freq("ACT")'), 0),
        (FREQUENCY.format(condition='case.statements["quoted"] > 0', share='cues[side]["ACT"]'), 0),
        (FREQUENCY.format(condition='case.statements["quoted"] == 0', share='100 * cues[side].freq("ACT")'), 0),
        (FREQUENCY.format(condition='case.statements["quoted"] > 0', share='100 * cues[side].freq("NEUTRAL")'), 0),
        (
            FREQUENCY.format(
                condition='(case.statements["quoted"] > 0) & (case.statements["cue"] != "")',
                share='100 * cues[side].freq("ACT")',
            ),
            1,
        ),
    ],
    13: [
        ('answer_13 = "The United States and its allies did China wrong on cybersecurity, as we all know."', 0),
        (
            'answer_13 = "Zhao Lijian said that the United States had ganged up with its allies against China over '
            'cybersecurity."',
            1,
        ),
        (
            'answer_13 = "China’s spokesman objected to what several governments had said about China and its '
            'cybersecurity."',
            1,
        ),
        (
            'answer_13 = "Zhao Lijian ranted that the United States had drawn its allies into a quarrel about '
            'cybersecurity."',
            1,
        ),
        (
            'answer_13 = "Zhao said that the United States ganged up with its allies to make unwarranted accusations '
            'against Chinese cybersecurity."',
            1,
        ),
    ],
    14: [
        ('answer_14 = "China’s government protects hackers, and perhaps it even helps them to do what they do."', 0),
        (
            'answer_14 = "President Biden said that the Chinese government was protecting those who carried out the '
            'attacks and was helping them."',
            1,
        ),
        (
            'answer_14 = "Biden said that China, like Russia, was protecting the people who did it and was perhaps '
            'even helping them."',
            1,
        ),
        (
            'answer_14 = "Biden said that the Chinese government may not have carried out the attacks itself, but was '
            'protecting those who had."',
            1,
        ),
        (
            'answer_14 = "President Biden said that somebody was protecting those who did it, and was perhaps even '
            'helping them."',
            1,
        ),
        (
            'answer_14 = "President Biden revealed that the Chinese government was protecting those who did it, '
            'perhaps even helping them."',
            0,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
