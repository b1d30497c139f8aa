"""Wrong answers for set 5, by item, as a student would type them into the answer cell."""

NAME = "05-frames-and-moves"

COMBINATIONS = """answer_7 = {{}}
for camp in ["CHINA", "US"]:
    counts = combinations[camp]
    answer_7[camp] = sum({what} for jobs in counts if {condition})"""

SIZES = """statements = case.statements[{use}]
statements["words"] = statements["text"].str.split().str.len()
wanted = {{"CHINA": (["CHINA"], "{china}"), "US": ({camp}, "{us}")}}
answer_8 = {{}}
for camp, (sides, label) in wanted.items():
    rows = statements[statements["side"].isin(sides)]
    about = rows[rows["object"] == label]
    answer_8[camp] = {share}"""
MARKED = 'case.statements["use"] == "mark"'
PARTNERS = '["US", "US_ALLY", "ALLIANCE"]'
IN_WORDS = '100 * about["words"].sum() / rows["words"].sum()'

MOVES = """def moves(accusations):
    labels, earlier = [], []
    for accuser, accused in accusations:
        {before}
        labels.append("COUNTER_ACCUSE" if {condition} else "ATTRIBUTE")
        earlier.append([accuser, accused])
    return ", ".join(labels)


answer_10 = moves"""

WRONG: dict[int, list[tuple[str, float]]] = {
    1: [('answer_1 = "a"', 0), ('answer_1 = "C"', 0), ('answer_1 = "d"', 0), ('answer_1 = "e)"', 0)],
    2: [
        (
            'answer_2 = {"I19": {"PROBLEM", "CAUSE"}, "D06": {"PROBLEM", "CAUSE", "MORAL"}, "I11": {"MORAL"}, '
            '"I28": {"CAUSE", "MORAL"}, "I05": {"REMEDY", "CAUSE"}, "D11": {"PROBLEM", "REMEDY"}}',
            1.5833,
        ),
        (
            'answer_2 = {"I19": {"MORAL"}, "D06": {"CAUSE"}, "I11": {"CAUSE"}, "I28": {"PROBLEM", "MORAL"}, '
            '"I05": {"MORAL", "REMEDY"}, "D11": {"REMEDY"}}',
            1.5,
        ),
        (
            'answer_2 = {"I19": {"REMEDY"}, "D06": {"PROBLEM"}, "I11": {"PROBLEM", "CAUSE", "MORAL"}, '
            '"I28": {"REMEDY"}, "I05": {"PROBLEM"}, "D11": {"CAUSE"}}',
            0.5833,
        ),
        (
            'answer_2 = {key: {"PROBLEM", "CAUSE", "MORAL", "REMEDY"} '
            'for key in ["I19", "D06", "I11", "I28", "I05", "D11"]}',
            0.5,
        ),
        ('answer_2 = {"I19": set(), "D06": ..., "I11": ..., "I28": set(), "I05": set(), "D11": "REMEDY"}', 0.5),
    ],
    3: [
        ('answer_3 = {"I08": "smear", "I29": "Microsoft Corp", "D04": "world champion", "D24": "castigation"}', 0),
        ('answer_3 = {"I08": "with political motives", "I29": "spies", "D04": "Washington", "D24": "backed"}', 0.75),
        ('answer_3 = {"I08": "allegations", "I29": "Russia", "D04": "cyber attacks", "D24": "China"}', 0),
        ('answer_3 = {"I08": "political motives", "I29": ..., "D04": "countering", "D24": "back up"}', 0.5),
    ],
    4: [
        (
            'answer_4 = {"D15": "ATTACK_ACCUSER", "I08": "DENY", "D21": "ATTRIBUTE", "I24": "CHARACTERISE", '
            '"I28": "ATTRIBUTE", "D24": "CHARACTERISE"}',
            0,
        ),
        (
            'answer_4 = {"D15": "COUNTER_ACCUSE", "I08": "ATTACK_ACCUSER", "D21": "ATTACK_ACCUSER", '
            '"I24": "COALITION", "I28": "HARM", "D24": "CONSEQUENCE"}',
            1,
        ),
        (
            'answer_4 = {"D15": "DENY", "I08": "VICTIM", "D21": "VICTIM", "I24": "DENY", "I28": "CHARACTERISE", '
            '"D24": "LEGALISE"}',
            2,
        ),
        (
            'answer_4 = {"D15": "ATTRIBUTE", "I08": "CHARACTERISE", "D21": "COUNTER_ACCUSE", "I24": "ATTRIBUTE", '
            '"I28": "ATTACK_ACCUSER", "D24": "ATTACK_ACCUSER"}',
            2,
        ),
    ],
    5: [
        ('answer_5 = {"a", "b", "c"}', 1),
        ('answer_5 = {"a"}', 1),
        ('answer_5 = {"c", "e", "f"}', 0),
        ('answer_5 = {"a", "d", "e"}', 1),
        ('answer_5 = {"a", "b"}', 2),
    ],
    6: [
        (
            'answer_6 = {"I01": "ACCUSATION", "D02": "US_CONDUCT", "I15": "HACK", "I05": "ACCUSATION", '
            '"I27": "RESPONSE", "D10": "ACCUSATION"}',
            0,
        ),
        (
            'answer_6 = {"I01": "HACK", "D02": "HACK", "I15": "HACK", "I05": "HACK", "I27": "HACK", "D10": "HACK"}',
            1.5,
        ),
        (
            'answer_6 = {"I01": "HACK", "D02": "RESPONSE", "I15": "OTHER", "I05": "RESPONSE", "I27": "ACCUSATION", '
            '"D10": "RESPONSE"}',
            1.5,
        ),
        (
            'answer_6 = {"I01": ..., "D02": "ACCUSATION", "I15": "US_CONDUCT", "I05": "US_CONDUCT", "I27": "OTHER", '
            '"D10": "HACK"}',
            1.5,
        ),
    ],
    7: [
        (COMBINATIONS.format(what="counts[jobs]", condition='"MORAL" in jobs'), 0),
        (COMBINATIONS.format(what="counts[jobs]", condition='"MORAL" in jobs and "CAUSE" in jobs'), 0),
        (COMBINATIONS.format(what="counts[jobs]", condition='"CAUSE" not in jobs'), 0),
        (COMBINATIONS.format(what="counts[jobs]", condition='jobs == "MORAL"'), 1.5),
        (COMBINATIONS.format(what="1", condition='"MORAL" in jobs and "CAUSE" not in jobs'), 1.5),
        ('answer_7 = {"CHINA": 2, "US": 5}', 0),
        ('answer_7 = {"CHINA": 1, "US": 1}', 1.5),
    ],
    8: [
        (
            SIZES.format(
                use=MARKED, china="US_CONDUCT", us="HACK", camp=PARTNERS, share="100 * len(about) / len(rows)"
            ),
            0,
        ),
        (SIZES.format(use=MARKED, china="US_CONDUCT", us="HACK", camp=PARTNERS, share='about["words"].sum()'), 0),
        (
            SIZES.format(
                use=MARKED,
                china="US_CONDUCT",
                us="HACK",
                camp=PARTNERS,
                share='about["words"].sum() / rows["words"].sum()',
            ),
            0,
        ),
        (SIZES.format(use=MARKED, china="HACK", us="US_CONDUCT", camp=PARTNERS, share=IN_WORDS), 0),
        (SIZES.format(use=MARKED, china="US_CONDUCT", us="HACK", camp='["US"]', share=IN_WORDS), 1.5),
        (
            SIZES.format(
                use='case.statements["use"] != ""', china="US_CONDUCT", us="HACK", camp=PARTNERS, share=IN_WORDS
            ),
            0,
        ),
        (
            SIZES.format(
                use=MARKED, china="US_CONDUCT", us="HACK", camp=PARTNERS, share='100 * about["words"].sum() / len(rows)'
            ),
            0,
        ),
    ],
    9: [
        ('answer_9 = ["a", "c", "b", "d"]', 0),
        ('answer_9 = ["d", "b", "a", "c"]', 1),
        ('answer_9 = ["d", "c", "b", "a"]', 1),
        ('answer_9 = ["b", "d", "c", "a"]', 1),
        (
            'answer_9 = sorted(["a", "b", "c", "d"], key=lambda letter: yes(dict(zip("abcd", ["PROBLEM", "CAUSE", '
            '"MORAL", "REMEDY"]))[letter]).max())',
            0,
        ),
    ],
    10: [
        (MOVES.format(before="sought = accuser, accused", condition="list(sought) in earlier"), 0),
        (MOVES.format(before="sought = accused, accused", condition="list(sought) in earlier"), 0),
        (MOVES.format(before="pass", condition="earlier"), 0.8571),
        (MOVES.format(before="pass", condition="accuser in [pair[1] for pair in earlier]"), 2.1429),
        (MOVES.format(before="pass", condition="[accused, accuser] in earlier[-1:]"), 2.5714),
        (
            'def moves(accusations):\n    return "ATTRIBUTE, COUNTER_ACCUSE"\n\n\nanswer_10 = moves',
            0.4286,
        ),
    ],
    11: [
        ('answer_11 = {"a", "b", "e"}', 1),
        ('answer_11 = {"a"}', 1),
        ('answer_11 = {"b", "d", "f"}', 0),
        ('answer_11 = {"a", "c", "d", "e"}', 2),
        ('answer_11 = {"a", "c"}', 2),
    ],
    12: [
        ('answer_12 = {"a", "b", "c"}', 1),
        ('answer_12 = {"a"}', 1),
        ('answer_12 = {"c"}', 1),
        ('answer_12 = {"b", "e", "f"}', 0),
        ('answer_12 = {"a", "c", "d"}', 1),
    ],
    13: [
        ('answer_13 = "The United States has been listening in on many countries, some of them its own allies."', 0),
        (
            'answer_13 = "The Chinese embassy tried to deflect: it accused the United States of listening in on '
            'many countries."',
            1,
        ),
        ('answer_13 = "The Chinese embassy in Australia alleged that many countries had been listened in on."', 1),
        ('answer_13 = "The Chinese embassy in Australia accused the United States of doing the same to others."', 1),
        (
            'answer_13 = "The Chinese embassy rightly said that the United States was listening in on many '
            'other countries."',
            1,
        ),
        (
            'answer_13 = "The embassy said that the US has engaged in unscrupulous, massive and indiscriminate '
            'eavesdropping on many countries."',
            1,
        ),
    ],
    14: [
        ('answer_14 = "China’s ministry of state security has helped hackers to work for money and the state."', 0),
        ('answer_14 = "Blinken smeared China: he said that its ministry of state security paid for hackers."', 1),
        (
            'answer_14 = "Antony Blinken alleged that hackers for hire had been helped by those who should stop them."',
            1,
        ),
        ('answer_14 = "Antony Blinken alleged that the Chinese ministry had for years let such things grow."', 1),
        (
            'answer_14 = "Antony Blinken exposed that China’s ministry, as he said, had let hackers for hire '
            'flourish at home."',
            1,
        ),
    ],
}
"""Item -> answers, each with its points. Every one earns less than full marks and gets coaching of its own."""
