"""The small words of English by class: enough grammar to find a subject, without a trained tagger.

Closed classes can be listed; every other word is taken for a noun, an adjective or a name unless its place or
its shape says otherwise.
"""


def listed(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


DETERMINERS = listed(
    "the a an this these those his her its their our my your some any no each every another both all many several "
    "few most one two three four five six seven eight nine ten dozens hundreds thousands other such"
)
POSSESSIVES = listed("his her its their our my your whose")
PREPOSITIONS = listed(
    "of in on at by for with from to into onto over under about against between among after before during through "
    "throughout since until till like unlike despite amid amidst within without across around behind beyond toward "
    "towards upon via per than near alongside outside inside following including regarding concerning beside "
    "besides according"
)
CONJUNCTIONS = listed("and or but nor yet so plus")
RELATIVES = listed("who which that whom whose where")
SUBORDINATORS = listed(
    "that when while because although though if unless whether since as after before until once whereas whenever "
    "wherever how why what where lest than so"
)
BE = listed("is are was were be been being am 's 're isn't aren't wasn't weren't")
HAVE = listed("has have had having 've hasn't haven't hadn't")
AUXILIARIES = (
    BE
    | HAVE
    | listed(
        "do does did will would shall should can could may might must ought don't doesn't didn't won't wouldn't "
        "shouldn't can't cannot couldn't mightn't mustn't 'll 'd"
    )
)
PERSONAL = listed("he she they it i we you")
"""Pronouns that can be a subject."""
PRONOUNS = PERSONAL | listed(
    "him them me us himself herself itself themselves who whom everyone everybody someone somebody nobody others"
)
ADVERBS = listed(
    "not never also then later earlier now still even only just often always again once too already yet soon "
    "recently meanwhile however instead today yesterday tonight tomorrow here there ago further once twice thus "
    "therefore hence indeed perhaps maybe afterwards afterward elsewhere otherwise first finally last "
    "long far much more less rather quite very almost nearly back away out up down off online aloud previously "
    "sometimes seldom ever overnight separately similarly likewise nonetheless nevertheless reportedly"
)
NOT_ADVERBS = listed(
    "family ally july rally reply supply assembly monopoly anomaly bully elderly daily weekly monthly "
    "early likely friendly deadly costly lovely ugly holy italy sicily emily kelly billy sally molly holly reilly"
)
DAYS = listed("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")
MONTHS = listed(
    "january february march april may june july august september october november december jan. feb. aug. sept. "
    "sep. oct. nov. dec. jan feb aug sept sep oct nov dec"
)
IRREGULAR_VERBS = listed(
    "arose ate became began bent bet bled blew broke brought built bought burst came caught chose clung crept cut "
    "dealt did drew drank drove dug fell fed felt fled flew fought found forgot froze gave got went grew had heard "
    "held hid hit hurt kept knelt knew laid led leapt left lent let lit lost made meant met paid put quit ran rang "
    "rode rose sang sank sat saw sold sent set shook shone shot showed shrank shut slept slid spent spun spoke "
    "split spread sprang stole stood stuck struck swam swept swore swung taught thought threw told took tore "
    "understood was were woke won wore wrote beaten been begun bitten blown born borne broken chosen done drawn "
    "driven eaten fallen flown forgotten frozen given gone grown hidden known shown spoken stolen sworn taken "
    "thrown torn worn written withdrew withdrawn sought wept strode overcame overtook undertook forgave forbade "
    "foresaw misled upset undid rebuilt beat bore bound dreamt flung hung shed sped stung strove withheld withstood"
)
PRESENTS = listed(
    "is are has have do does says say seems appears becomes makes takes gives gets goes comes remains includes "
    "wants keeps lets brings needs"
)
THINKING = listed(
    "appreciate assume believe consider doubt expect fear feel find guess hope imagine know presume recall reckon "
    "regard remember see suppose suspect understand want wish wonder worry think"
)
"""Verbs of thinking: under a verb of saying ("she said she hopes …") they belong to what is said."""
DOCUMENTS = listed(
    "statement statements letter letters email emails e-mail message messages note notes report reports tweet "
    "tweets post posts memo memos release releases resolution speech article column editorial op-ed ad ads video "
    "videos poster sign placard text texts comment comments remark remarks series string flurry thread reply "
    "response answer question address petition filing lawsuit complaint book essay headline"
)
"""What can be made to say something by somebody: "issued a statement calling …"."""
SAYING = listed(
    "said says told tells added adds wrote writes argued argues noted notes explained explains warned warns "
    "insisted insists claimed announced acknowledged stated states tweeted testified declared asserted"
)
"""Forms that all but always report speech, whatever stands around them."""
INDEFINITE = listed("everyone everybody someone somebody anyone anybody nobody others one")
MODALS = (AUXILIARIES - BE - HAVE) | {"to"}
PLURALS = listed("police people officials media women men children sources critics data troops staff")
"""Plurals that news makes the subject of a verb in the plural, the irregular ones among them."""
PERCEIVING = listed(
    "hear hears heard see sees saw watch watched recall recalls recalled quote quotes quoted show shows showed find "
    "finds found remember remembers remembered catch caught depicts depicted features featured filmed recorded"
)
"""Verbs whose object is the one who speaks: "heard a man shouting …"."""
