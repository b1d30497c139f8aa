"""Wrong answers for set 6, by item, as a student would type them into the answer cell."""

NAME = "06-how-strong-is-the-claim"

SHARE = """answer_4 = {{}}
for side in ["CHINA", "US"]:
    whole = {whole}
    answer_4[side] = {share} / whole"""

PROMISE = """answer_8 = {{}}
for part, column in {{"least": "from %", "most": "to %"}}.items():
    answer_8[part] = {value}"""
VERY = 'scale.at["very likely", column]'
UNLIKELY = 'scale.at["unlikely", column]'

BAND = """import re


def band(sentence):
    plain = " ".join(sentence.lower().split()).replace("highly likely", " ")
    order = {order}
    for term in order:
        if re.search(r"\\b" + term + r"\\b", plain):
            return bands[term]
    return []


answer_9 = band"""

MOVES = """answer_11 = {{
    "up": ({up}).sum(),
    "level": {level},
    "down": ({down}).sum(),
}}"""
ABOVE, SAME, BELOW = (f'pairs["printed"] {sign} pairs["official"]' for sign in (">", "==", "<"))

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [
        (
            'answer_1 = {"I26": "worked with the MSS", "I24": "accommodating", "I22": "it", '
            '"I15": "attacks by the US"}',
            1,
        ),
        ('answer_1 = {"I26": "MSS", "I24": "maybe even", "I22": "China", "I15": "severely compromised"}', 0),
        ('answer_1 = {"I26": "the prosecutors", "I24": "were", "I22": "cyber activities", "I15": "the US"}', 1),
        ('answer_1 = {"I26": "worked", "I24": "doing it", "I22": "The White House", "I15": "security of China"}', 0),
        ('answer_1 = {"I26": "work with", "I24": "protect", "I22": "their", "I15": ...}', 0),
    ],
    2: [
        (
            'answer_2 = {"I03": "AFFILIATED", "I25": "AFFILIATED", "D03": "STATE", "D11": "STATE", '
            '"I16": "AFFILIATED", "I28": "AFFILIATED"}',
            0.5,
        ),
        (
            'answer_2 = {"I03": "NA", "I25": "STATE", "D03": "NONE", "D11": "NONE", "I16": "NONE", "I28": "STATE"}',
            0,
        ),
        (
            'answer_2 = {"I03": "STATE", "I25": "NA", "D03": "NONE", "D11": "TOLERATED", "I16": "NA", "I28": "NA"}',
            1,
        ),
        (
            'answer_2 = {"I03": "NONE", "I25": "TOLERATED", "D03": "LOCATED", "D11": "LOCATED", "I16": "LOCATED", '
            '"I28": "LOCATED"}',
            0.5,
        ),
        (
            'answer_2 = {"I03": "LOCATED", "I25": "NONE", "D03": "AFFILIATED", "D11": "AFFILIATED", '
            '"I16": "TOLERATED", "I28": "TOLERATED"}',
            0.5,
        ),
    ],
    3: [
        ('answer_3 = ["c", "e", "d", "b", "a"]', 1.5),
        ('answer_3 = ["c", "d", "e", "a", "b"]', 1.5),
        ('answer_3 = ["c", "e", "a", "d", "b"]', 1.5),
        ('answer_3 = ["e", "c", "d", "a", "b"]', 1.5),
        ('answer_3 = ["c", "b", "d", "a", "e"]', 0),
        ('answer_3 = ["b", "c", "d", "a", "e"]', 0),
    ],
    4: [
        (SHARE.format(whole="rungs[side].N()", share='100 * rungs[side]["STATE"]'), 0),
        (SHARE.format(whole='(rungs[side].N() - rungs[side]["NA"])', share='rungs[side]["STATE"]'), 0),
        (SHARE.format(whole="1", share='rungs[side]["STATE"]'), 0),
        (SHARE.format(whole="rungs[side].N()", share='100 * rungs[side]["NA"]'), 0),
        (SHARE.format(whole='rungs[side]["NA"]', share='100 * rungs[side]["STATE"]'), 0),
        ('answer_4 = {"CHINA": 88.9, "US": 20}', 0),
        ('answer_4 = {"CHINA": 100, "US": 38.5}', 1),
    ],
    5: [
        ('answer_5 = {"a", "b", "c", "e"}', 2),
        ('answer_5 = {"a", "b"}', 2),
        ('answer_5 = {"c", "d", "f"}', 0),
        ('answer_5 = {"a", "b", "d", "e"}', 2),
        ('answer_5 = {"a", "c"}', 0),
        ('answer_5 = {"b", "e", "f"}', 1),
    ],
    6: [
        (
            'answer_6 = {"I03": "BOOSTED", "I24": "HEDGED", "I10": "BOOSTED", "D08": "BOOSTED", "D02": "BARE", '
            '"D24": "BARE", "I05": "BOOSTED", "D07": "BOOSTED"}',
            1,
        ),
        (
            'answer_6 = {"I03": "BARE", "I24": "BOOSTED", "I10": "NA", "D08": "NA", "D02": "BOOSTED", '
            '"D24": "BOOSTED", "I05": "NA", "D07": "NA"}',
            1,
        ),
        (
            'answer_6 = {"I03": "HEDGED", "I24": "BARE", "I10": "HEDGED", "D08": "HEDGED", "D02": "HEDGED", '
            '"D24": "HEDGED", "I05": "HEDGED", "D07": "HEDGED"}',
            0,
        ),
        (
            'answer_6 = {"I03": "NA", "I24": "NA", "I10": "BARE", "D08": "BARE", "D02": "NA", "D24": "NA", '
            '"I05": ..., "D07": ...}',
            2,
        ),
    ],
    7: [
        ('answer_7 = {"b"}', 1),
        ('answer_7 = {"a", "b", "d"}', 0),
        ('answer_7 = {"a", "b", "c", "e"}', 2),
        ('answer_7 = {"a", "d", "f"}', 0),
        ('answer_7 = {"b", "c"}', 2),
        ('answer_7 = {"b", "c", "e", "f"}', 2),
    ],
    8: [
        (PROMISE.format(value=f"40 * {VERY} / 100"), 0),
        (PROMISE.format(value=f"20 * {UNLIKELY} / 100"), 0),
        (PROMISE.format(value=f"{VERY} + {UNLIKELY}"), 0),
        (PROMISE.format(value=f"40 * {VERY} + 20 * {UNLIKELY}"), 0),
        (PROMISE.format(value=f"60 * ({VERY} + {UNLIKELY}) / 100"), 0),
        ('answer_8 = {"least": 36, "most": 38}', 1.5),
        (PROMISE.format(value='(40 * scale.at["likely", column] + 20 * scale.at["very unlikely", column]) / 100'), 0),
    ],
    9: [
        (BAND.format(order="list(bands)"), 2.5),
        (BAND.format(order="list(reversed(bands))"), 3),
        (BAND.format(order="sorted(bands)"), 1.5),
        (BAND.format(order="sorted(bands, key=len)"), 1.5),
        (BAND.format(order="sorted(bands, key=len)[:3]"), 1.5),
        (BAND.format(order="sorted"), 0),
        ("def band(sentence):\n    return []\n\n\nanswer_9 = band", 0),
    ],
    10: [
        ('answer_10 = {"b", "f"}', 2),
        ('answer_10 = {"a", "b", "d", "f"}', 2),
        ('answer_10 = {"a", "c", "e"}', 0),
        ('answer_10 = {"b", "d", "e", "f"}', 2),
        ('answer_10 = {"b", "c"}', 0),
        ('answer_10 = {"d"}', 1),
    ],
    11: [
        (MOVES.format(up=BELOW, level=f"({SAME}).sum()", down=ABOVE), 1),
        (MOVES.format(up=ABOVE, level=f"len(pairs) - ({ABOVE}).sum() - ({BELOW}).sum()", down=BELOW), 2),
        (
            MOVES.format(up='pairs["printed"] > 2', level='(pairs["printed"] == 2).sum()', down='pairs["printed"] < 2'),
            0,
        ),
        ('answer_11 = {"up": 1, "level": 10, "down": 1}', 0),
        ('answer_11 = {"up": 2, "level": 9, "down": 0}', 2),
        ('answer_11 = {"up": 2, "level": ..., "down": 2}', 1),
    ],
    12: [
        ('answer_12 = "a"', 0),
        ('answer_12 = "b"', 0),
        ('answer_12 = "D)"', 0),
    ],
    13: [
        ('answer_13 = "Hackers affiliated with a Chinese ministry carried out the attack on Microsoft Exchange."', 0),
        (
            'answer_13 = "The White House said with great confidence that Chinese state security had attacked '
            'Microsoft Exchange."',
            1,
        ),
        ('answer_13 = "The White House said that hackers linked to China’s MSS attacked Microsoft Exchange."', 1),
        (
            'answer_13 = "The White House said with confidence that it was very likely the work of hackers linked to '
            'China’s MSS."',
            1,
        ),
        (
            'answer_13 = "The White House proved, with confidence, and said that hackers linked to China’s MSS were '
            'behind it."',
            1,
        ),
        (
            'answer_13 = "The White House said with confidence that affiliated hackers were carrying out the March '
            'cyber attack on Microsoft Exchange, a top email server."',
            1,
        ),
    ],
    14: [
        (
            'answer_14 = "It is well known that the United States has listened in on many countries and its allies."',
            0,
        ),
        ('answer_14 = "China’s embassy in Australia said that the United States listens in on many countries."', 1),
        (
            'answer_14 = "China’s embassy in Australia said it was well known that many countries were being listened '
            'to."',
            1,
        ),
        (
            'answer_14 = "China’s embassy in Australia said it was well known that the United States may listen in '
            'on others."',
            1,
        ),
        (
            'answer_14 = "China’s embassy in Australia ranted and said it was well known that the United States '
            'listens in on others."',
            1,
        ),
        (
            'answer_14 = "China’s embassy said it is well known that the US has engaged in eavesdropping on many '
            'countries including its allies."',
            1,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
