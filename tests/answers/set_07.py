"""Wrong answers for set 7, by item, as a student would type them into the answer cell."""

from briefs import BASE, CHANGED, POOR


def brief(text: str) -> str:
    """Return a brief as a student types it in."""
    return f'answer_13 = """{text}"""'


def changed(name: str) -> str:
    """Return the fair brief with one thing changed."""
    old, new, _ = CHANGED[name]
    return BASE.replace(old, new)


NAME = "07-coordinated-messaging"

RUNS = """answer_2 = {{}}
for camp in ["China", "US and partners"]:
    runs = runs_of(camp)
    answer_2[camp] = len(runs[{keep}])"""

FINDER = """import re

from nltk import ngrams

NOTICE = "The ferry will not sail on Sunday. We regret the delay and thank you for your patience."


def runs_of_three(text):
    words = {words}
    return set(ngrams(words, 3))


def shared_runs(text):
    return len(runs_of_three(NOTICE) & runs_of_three(text))


answer_6 = shared_runs"""

FIGURES = """answer_8 = {{
    "share": {share},
    "dealt": {dealt},
    "alpha": {alpha},
}}"""

SIDES = """answer_9 = {{name: {figure} for name in ["CHINA", "US"]}}"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [
        ('answer_1 = {"I09": "accusations", "D16": "criticisms", "D24": "castigation", "D28": "effective"}', 0),
        ('answer_1 = {"I09": "its allies", "D16": "its allies", "D24": "Allies", "D28": "we"}', 0),
        (
            'answer_1 = {"I09": "ganged up with its allies", "D16": "has mustered its allies", '
            '"D24": "backed up the castigation", "D28": "act collectively"}',
            1,
        ),
        ('answer_1 = {"I09": "said", "D16": "told", "D24": "backed up", "D28": "collectively"}', 1),
    ],
    2: [
        ('answer_2 = {camp: len(runs_of(camp)) for camp in ["China", "US and partners"]}', 0),
        (RUNS.format(keep='runs["content_words"] > 0'), 0),
        (RUNS.format(keep='runs["content_words"] > 2'), 0),
        (RUNS.format(keep='runs["words"] > 2'), 0),
        ('answer_2 = {"China": 25, "US and partners": 8}', 0),
        ('answer_2 = {"China": 8, "US and partners": 12}', 1),
    ],
    3: [
        ('answer_3 = {"c", "e"}', 2),
        ('answer_3 = {"a", "c", "d", "e"}', 2),
        ('answer_3 = {"b", "f"}', 0),
        ('answer_3 = {"a", "c", "f"}', 1),
    ],
    4: [
        ('answer_4 = "a"', 0),
        ('answer_4 = "c"', 0),
        ('answer_4 = "d"', 0),
        ('answer_4 = "e"', 0),
        ('answer_4 = "f"', 0),
    ],
    5: [
        ('answer_5 = "a"', 0),
        ('answer_5 = "b"', 0),
        ('answer_5 = "d"', 0),
        ('answer_5 = "e"', 0),
        ('answer_5 = "f"', 0),
    ],
    6: [
        (FINDER.format(words="text.split()"), 1.2857),
        (FINDER.format(words="text.lower().split()"), 1.7143),
        (FINDER.format(words='re.findall("[a-z]+", text)'), 2.1429),
        (FINDER.format(words="text"), 0),
        ("def shared_runs(text):\n    return 3\n\n\nanswer_6 = shared_runs", 0.4286),
    ],
    7: [
        (
            'answer_7 = {"I13": "HACK", "I16": "HACK", "I26": "RESPONSE", "D07": "ACCUSATION", "D15": "HACK", '
            '"D29": "HACK"}',
            0,
        ),
        (
            'answer_7 = {"I13": "ACCUSATION", "I16": "ACCUSATION", "I26": "ACCUSATION", "D07": "ACCUSATION", '
            '"D15": "ACCUSATION", "D29": "ACCUSATION"}',
            0.5,
        ),
        (
            'answer_7 = {"I13": "US_CONDUCT", "I16": "US_CONDUCT", "I26": "HACK", "D07": "RESPONSE", '
            '"D15": "RESPONSE", "D29": "OTHER"}',
            2,
        ),
        (
            'answer_7 = {"I13": "RESPONSE", "I16": "OTHER", "I26": "OTHER", "D07": "OTHER", "D15": "OTHER", '
            '"D29": "RESPONSE"}',
            0.5,
        ),
    ],
    8: [
        (FIGURES.format(share="0.95", dealt="0.95", alpha="0.9"), 0),
        (
            FIGURES.format(
                share='(readers["first"] == readers["second"]).sum()', dealt="(38**2 + 2**2) / 40**2", alpha="0"
            ),
            0,
        ),
        (FIGURES.format(share="0.9", dealt="38 * 37 / (40 * 39)", alpha="0.026"), 1),
        (FIGURES.format(share="90", dealt="0.5", alpha="-0.03"), 0),
        (FIGURES.format(share="0.9", dealt="0.9", alpha="at.agreement(readers).alpha"), 2),
    ],
    9: [
        (SIDES.format(figure="at.agreement(passes).alpha"), 0),
        (SIDES.format(figure="at.agreement(passes[side != name]).alpha"), 0),
        (SIDES.format(figure="(passes[side == name].nunique(axis=1) == 1).mean()"), 0),
        (SIDES.format(figure='at.agreement(case.coded_by("certainty")[side == name]).alpha'), 0),
        ('answer_9 = {"CHINA": 0.68, "US": 0.93}', 0),
        ('answer_9 = {"CHINA": 0.93, "US": 0.85}', 1),
    ],
    10: [
        ('answer_10 = "a"', 0),
        ('answer_10 = "b"', 0),
        ('answer_10 = "d"', 0),
        ('answer_10 = "e"', 0),
    ],
    11: [
        ('answer_11 = {"a", "b"}', 0),
        ('answer_11 = {"a", "d"}', 2),
        ('answer_11 = {"a", "c", "d", "f"}', 2),
        ('answer_11 = {"d", "e", "f", "g"}', 0),
    ],
    12: [
        ('answer_12 = {"a", "b", "d", "g", "h"}', 3),
        ('answer_12 = {"a", "h"}', 2),
        ('answer_12 = {"c", "d", "e", "g"}', 0),
        ('answer_12 = {"a", "d", "f", "g"}', 2),
    ],
    13: [
        (brief(POOR["nobody says anything"][0]), 0),
        (brief(POOR["one side only, the accusers"][0]), 3),
        (brief(POOR["the draft of the lesson, drawn out"][0]), 2),
        (brief(changed("a quotation with a changed word")), 5),
        (brief(changed("no certainty word")), 5),
        (brief(changed("charges without dates")), 5),
    ],
}
