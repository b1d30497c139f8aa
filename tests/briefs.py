"""Briefs on the exchange as students write them: fair ones in many manners, poor ones with what they miss."""

GOOD = {
    "quotations from the official texts": """ On 19 July 2021 the White House attributed the Microsoft
Exchange intrusions “with a high degree of confidence” to actors “affiliated with” China’s Ministry of State
Security. The United Kingdom spoke of “Chinese state-backed groups”; the European Union said no more than that
the activities came “from the territory of China”. President Biden said that, as he understood it, the Chinese
government was “not doing this themselves” but was “protecting those who are doing it”. On 20 July Zhao Lijian,
spokesman of China’s foreign ministry, rejected the accusations as “made up out of thin air”; Reuters reports
the ministry as saying that “the United States had not provided enough evidence”. He also accused the CIA of
attacks on Chinese targets over eleven years. The US Justice Department announced charges against four Chinese
nationals for acts alleged “between 2011 and 2018”. They do not concern Exchange. Two articles and some official
wording do not show who carried out any of these acts.
""",
    "no quotation at all": """
In July 2021 the United States, joined by partners such as Britain and the European Union, accused hackers tied
to China's security ministry of breaking into Microsoft Exchange servers. The White House expressed a high
degree of confidence in this. President Biden was less definite: he told reporters that the Chinese government
might be protecting the hackers and maybe even accommodating them. China denied involvement. A spokesman for its
foreign ministry said that the accusations had no basis and that the evidence offered was not enough, and he
accused the CIA of hacking Chinese companies and agencies over eleven years. Two Chinese embassies also rejected
the claims. At the same time American prosecutors announced an indictment of four Chinese nationals. It concerns
acts that are alleged to have taken place from 2011 to 2018, so it cannot be about the Exchange hack of 2021.
The articles on which this brief rests do not settle who is right. They report what each side said, and little
of the evidence.
""",
    "straight quotes and US with dots": """
On July 19, 2021 the U.S. and several allies accused China-linked hackers of exploiting flaws in Microsoft
Exchange. According to the White House the attribution was made "with a high degree of confidence". NATO, by its
own words, did no more than "acknowledge national statements by Allies". U.S. Secretary of State Antony Blinken
said the attack was part of a "pattern of irresponsible, disruptive and destabilising behavior in cyberspace".
In Beijing, foreign ministry spokesman Zhao Lijian called the accusations "unwarranted" and said that "China
will never accept this". The Chinese embassy in Australia described the U.S. as the "world champion of malicious
cyber attacks"; the embassy in New Zealand called the allegations "totally groundless and irresponsible". Four
Chinese nationals were indicted in the U.S. for conduct alleged between 2011 and 2018, years before the Exchange
intrusions. None of them had been tried. Neither article says what evidence the governments hold, and the
spokesman's words are known here in translation only.
""",
    "passive, and according to": """
Hackers described by the White House as “affiliated with” China’s Ministry of State Security were blamed on 19
July 2021 for the intrusions into Microsoft Exchange. The judgement was made, according to Washington, “with a
high degree of confidence”. By Canada it was called “highly likely” that APT40, a group of hackers, works for
the same ministry’s office in Hainan; by Britain the attack was ascribed to “Chinese state-backed groups”. All
of this was rejected by China. In the words of its foreign ministry’s spokesman it was “a smear and suppression
with political motives”. In turn, the CIA was accused by him of attacks over an 11-year period. Charges against
four Chinese nationals were made public by the US Department of Justice on the same day. The acts alleged in
them are dated between 2011 and 2018 and are not those of 2021. Whether any of these accusations is true cannot
be told from the two articles, and neither of them reports the evidence.
""",
    "single quotes, British manner": """
The White House said on Monday 19 July that it attributed the Exchange intrusions, ‘with a high degree of
confidence’, to actors ‘affiliated with’ China’s Ministry of State Security. Dominic Raab, the British foreign
secretary, called the attack ‘a reckless but familiar pattern of behavior’. Biden told reporters that Beijing
was ‘protecting those who are doing it, and maybe even accommodating them being able to do it’. On Tuesday
China’s foreign ministry answered. Its spokesman, Zhao Lijian, said that the accusation ‘was made up out of thin
air and confused right and wrong’, and accused the CIA of hacking Chinese firms and agencies for eleven years.
China’s embassy in London spoke of ‘groundless and irresponsible’ accusations. The US also charged four Chinese
nationals over hacking ‘between 2011 and 2018’; the charges predate Exchange and have not been tested in court.
What neither newspaper prints is the evidence, and how much confidence each partner of the United States had.
""",
    "a sober list of who said what": """
What was said about the Microsoft Exchange hack, 19 to 21 July 2021.

United States: The White House attributed the intrusions, with a high degree of confidence, to actors affiliated
with China's Ministry of State Security. Secretary Blinken said that the ministry “has fostered an ecosystem of
criminal contract hackers”. President Biden said that the Chinese government was perhaps accommodating hackers.

Partners: Australia said that the ministry itself exploited the flaws. The EU named the territory, and no organ
of the state. NATO acknowledged what Allies had said.

China: Spokesman Zhao Lijian said that the US had “mustered its allies” and demanded that it withdraw what he
called the “so-called prosecution”. He alleged that the CIA had attacked Chinese networks for eleven years. The
embassy in Australia accused Canberra of “parroting the rhetoric of the US”.

Indictment: Four Chinese nationals; alleged acts of 2011–2018; not about Exchange.

Open: Who did it. The sources are two articles and excerpts of official texts, and no evidence was seen.
""",
    "judging words attributed and not in marks": """
American and Chinese officials accused each other of hacking in July 2021. The US Secretary of State, Antony
Blinken, described China's behaviour in cyberspace as irresponsible and disruptive, and the White House blamed
hackers affiliated with the Ministry of State Security, with high confidence, for malicious activity against
Microsoft Exchange. British foreign secretary Dominic Raab called the attack reckless. The Chinese embassy in
New Zealand, in its answer, called these claims totally groundless and irresponsible and asked for clear
evidence. China's foreign ministry said that the allegation was a smear, and that the CIA had itself attacked
Chinese companies. The embassy in Australia accused the US of unscrupulous eavesdropping. The American
indictment of four Chinese nationals is a separate matter. It alleges the theft of trade secrets between 2011
and 2018, and the Exchange servers were attacked in 2021. This brief reports what was said. It does not say
whether the accusations or the denials are correct; the two articles that it uses give no means of finding out.
""",
    "a journalist’s lead": """
China on Tuesday denied that it was behind the hack of Microsoft Exchange servers, a day after the United States
and its allies had said that it was. “This move is fabricated out of nothing,” Zhao Lijian, a foreign ministry
spokesman, told reporters in Beijing. He accused the CIA in turn of attacking China’s aerospace, oil and
internet industries for eleven years. The White House had said on Monday that it was attributing the intrusions
“with a high degree of confidence” to actors “affiliated with” China’s Ministry of State Security. “The Chinese
government, not unlike the Russian government, is not doing this themselves, but are protecting those who are
doing it,” President Joe Biden said. The Justice Department unsealed charges against four Chinese citizens, for
hacking that it says took place between 2011 and 2018. The charges do not mention Exchange, and no court has
heard them. Neither side’s evidence has been published in the articles used here.
""",
    "nested marks and brackets": """
In their statements of 19 July 2021, the United States and partners attributed the intrusions into Exchange
servers to China, in different degrees. Canada was “confident that the PRC’s MSS is responsible”; the EU spoke
only of “the territory of China”. The United States, the White House said, was “attributing with a high degree
of confidence”. China rejected this a day later. Its spokesman Zhao said: “This was made up out of thin air and
confused right and wrong. It is purely a smear and suppression […].” He claimed that “the attacks by the US”
had, in his words, “severely compromised” China’s security. The embassy in Australia compared the US to a thief:
“like a thief crying ‘stop the thief’”. Both sides, then, accuse the other of cyber attacks. A US indictment of
three alleged intelligence officers and a fourth man covers 2011 to 2018 only. It is an allegation, as are all
the other statements here, and none of them was tested by a court.
""",
    "a student of security studies": """
Attribution claims. (1) US: the White House linked the Exchange exploitation to “malicious cyber actors
affiliated with PRC’s MSS”, high confidence. (2) UK: the government stated that “Chinese state-backed actors
were responsible”. (3) Japan: the foreign ministry in Tokyo assesses it as “highly likely that the Chinese
government is behind APT40”; its text does not mention Exchange. (4) NATO: no attribution of its own.
Counter-claims. (5) PRC: the MFA in Beijing denies the accusation, asks for evidence and alleges CIA operations
against Chinese industry over eleven years. (6) PRC missions: the mission to the EU writes that the statements
were “not based on facts and evidence”. Law enforcement. (7) DoJ: four PRC nationals indicted; the alleged
conduct is dated 2011-2018 and is unrelated to the 2021 Exchange campaign; no verdict. Assessment of sources:
the PRC spokesman is quoted in agency English; the original US text was not seen. No technical evidence is
public in the material. Confidence in any conclusion about responsibility: none offered here.
""",
    "without the charges": """
Two newspapers report an exchange of accusations in July 2021. Dawn writes that the United States accused
Beijing of the attack on Microsoft Exchange; The Independent adds that the White House reserved the right to
take further action. President Biden told reporters that the Chinese government “may not have been carrying out
the attacks themselves”, in the words of The Independent. The White House statement speaks of “a high degree of
confidence”, which neither newspaper repeats. China’s foreign ministry spokesman, Zhao Lijian, said that the
United States had, in one translation, “ganged up with its allies” and, in another, “mustered its allies”. He
denied the accusation and accused the CIA of attacks on Chinese companies. China’s embassy in Australia said
that it was “well known” that the US had engaged in “eavesdropping”. The newspapers differ in the space that
they give to each side. They do not print what evidence either government has, and a reader cannot learn from
them who attacked the servers.
""",
    "charges as a word for accusations": """
When the United States and its partners named hackers linked to China’s Ministry of State Security on 19 July
2021, the White House said it did so “with a high degree of confidence”. China rejected the charges one day
later. Its foreign ministry said through spokesman Zhao Lijian that the claims were “unwarranted”, and that the
United States had attacked Chinese networks itself. Chinese embassies repeated similar charges in Wellington,
Canberra and London. The embassy in London called the accusations “groundless and irresponsible”. Some partners
went less far than Washington: the EU said that the activities had been “undertaken from the territory of
China”, and NATO that it acknowledged what members had stated. Mr Biden himself was cautious. “[T]he Chinese
government, not unlike the Russian government, is not doing this themselves,” he said. From two newspaper
reports and some excerpts it is impossible to tell which of these claims hold. A fair summary is that both
governments accuse each other and that both deny it.
""",
    "limits first, hedges kept in reported speech": """
This summary rests on two news reports and on excerpts from official statements; it cannot say who attacked
Microsoft Exchange. On 19 July 2021 the Biden administration blamed hackers whom it described as affiliated with
China's Ministry of State Security. Its President was careful. His understanding, Biden said, was that the
Chinese government was protecting the hackers and might even be accommodating them. Canadian officials said that
a group called APT40 was almost certainly part of a provincial security office. Beijing disputes all of it. The
foreign ministry's spokesman dismissed the accusations, and said that it was American agencies which had
attacked China. A Chinese diplomatic mission wrote that the partners had relied on speculation. On the legal
side, the Department of Justice charged four Chinese nationals with intrusions said to have occurred between
2011 and 2018. None of the four has been convicted, and the charges came before, and do not cover, the Exchange
intrusions.
""",
    "long sentences and relative clauses": """
China, which the United States, together with Britain, Canada, Australia, New Zealand, Japan, the EU and NATO,
accused on 19 July 2021 of hacking or of tolerating hackers, denied the accusation on the following day and
accused the American intelligence agency, the CIA, of hacking Chinese companies and agencies for eleven years.
The American accusation rests, as the White House put it, on “a high degree of confidence”, whereas the
President, who was asked by reporters, spoke more guardedly of people “protecting those who are doing it”. The
Chinese denial, as the Associated Press renders it, calls the accusation “made up out of thin air”; Agence
France-Presse has “fabricated out of nothing”. The American indictment, which names four Chinese nationals,
three of them alleged officers of a provincial security department, dates the alleged acts from 2011 until 2018
and therefore has nothing to do with Exchange. None of the texts that I have seen allows me to decide between
the accusation and the denial, or between the counter-accusation and whatever Washington might answer.
""",
    "first person plural and us": """
We compare here what two governments told us in July 2021. The US government told the public that hackers
affiliated with China’s Ministry of State Security had attacked Microsoft Exchange; it expressed “a high degree
of confidence”. Allies joined in, each in its own way: New Zealand said “Chinese state-sponsored actors were
responsible”, whereas NATO offered “solidarity”. The Chinese government told us the opposite. Its spokesman said
the claims were “smear and suppression with political motives”, and its embassy in Wellington demanded “clear
evidence”. Both governments claim to be victims: the American one of hackers tied to Beijing, the Chinese one of
the CIA, which it accuses of attacks over an 11-year period. The four persons whom US prosecutors have indicted
are accused of acts in the years 2011 to 2018; their case does not help us with Exchange. It would be wrong to
conclude from this brief that either side is right. What we have is statements, in English, some of them
translated.
""",
}
"""Every one of them keeps to the form."""

BASE = " ".join(GOOD["quotations from the official texts"].split()).replace(
    "that, as he understood it, the", "that the"
)

CHANGED = {
    "a quotation with a changed word": ("“made up out of thin air”", "“invented out of thin air”", "quotation"),
    "a quotation that stands nowhere": ("“protecting those who are doing it”", "“paying the hackers”", "quotation"),
    "words of one’s own in marks": ("“from the territory of China”", "“maybe from China”", "quotation"),
    "words left out without an ellipsis": (
        "“the United States had not provided enough evidence”",
        "“the United States had provided enough evidence”",
        "quotation",
    ),
    "a mark that is never closed": ("“between 2011 and 2018”", "“between 2011 and 2018", "quotation"),
    "another paper’s words": (
        "Reuters reports the ministry as saying that “the United States had not provided enough evidence”",
        "Dawn has the ministry say that it was “made up out of thin air”",
        "quotation",
    ),
    "no certainty word": ("“with a high degree of confidence” ", "", "certainty"),
    "a charged verb": ("rejected the accusations as", "lashed out at the accusations as", "charged"),
    "a charged verb in the third person": ("He also accused the CIA", "He also rants about the CIA", "charged"),
    "a charged verb as a participle": ("He also accused the CIA", "He went on, ranting at the CIA", "charged"),
    "a charged verb after another": (
        "rejected the accusations as",
        "rejected and slammed the accusations as",
        "charged",
    ),
    "a charged verb for the other side": ("the European Union said", "the European Union thundered", "charged"),
    "a charged verb in the passive": (
        "They do not concern Exchange",
        "They were slammed by Beijing",
        "charged",
    ),
    "two words for a charged verb": ("rejected the accusations as", "hit back at the accusations as", "charged"),
    "charges without dates": ("for acts alleged “between 2011 and 2018”", "for hacking", "dates"),
    "charges with other dates": ("for acts alleged “between 2011 and 2018”", "for acts of March 2021", "dates"),
    "charges with half of the dates": ("“between 2011 and 2018”", "in 2011 and later", "dates"),
    "a judging word of the writer’s": ("They do not concern Exchange.", "That was a reckless hack.", "judging"),
    "a judging word about a denial": ("They do not concern Exchange.", "The denial was hypocritical.", "judging"),
    "a judging adverb before the verb": (
        "rejected the accusations as",
        "falsely rejected the accusations as",
        "judging",
    ),
    "a judging word before the speaker": (
        "the European Union said",
        "an irresponsible European Union said",
        "judging",
    ),
    "truth decided": ("They do not concern Exchange.", "So the Chinese reply is untrue.", "judging"),
}
"""What is changed in the first good brief, and the requirement that it then misses."""

POOR = {
    "one side only, the accusers": (
        """
On 19 July 2021 the White House attributed the Microsoft Exchange intrusions “with a high degree of confidence”
to actors “affiliated with” China’s Ministry of State Security. The United Kingdom spoke of “Chinese
state-backed groups”; the European Union said no more than that the activities came “from the territory of
China”. President Biden said that the Chinese government was “protecting those who are doing it”. Antony Blinken
said that the attack was part of a pattern of behaviour in cyberspace. Dominic Raab called the attack
“reckless”. Canada was confident that the ministry was responsible. Japan and New Zealand issued statements as
well. NATO acknowledged the national statements of its members and offered solidarity. The US Justice Department
announced charges against four Chinese nationals for acts alleged “between 2011 and 2018”. They do not concern
Exchange. The United States said that it did not rule out further action against Beijing. Price, the spokesman
of the State Department, told reporters that acting together is more effective.
""",
        "attribution",
    ),
    "one side only, the accused": (
        """
On 20 July 2021 Zhao Lijian, the spokesman of China’s foreign ministry, rejected the accusations in the matter
of Microsoft Exchange as “made up out of thin air”. He told reporters that it was “purely a smear and
suppression with political motives” and that “China will never accept this”. He also accused the CIA of attacks
on Chinese targets over eleven years. The Chinese embassy in New Zealand called the allegations “totally
groundless and irresponsible”. The Chinese embassy in Australia said that Canberra was “parroting the rhetoric
of the US”. China’s mission to the EU wrote that what had been published was “not based on facts and evidence”.
The embassy in London called the accusations “groundless and irresponsible”. Zhao demanded that what he called
the “so-called prosecution” be withdrawn. China will take necessary measures, he said. The embassy in Australia
said that it is well known who listens in on many countries. Chinese officials repeated these points for several
days, and asked for clear evidence of what was alleged.
""",
        "attribution",
    ),
    "nobody says anything": (
        """
In July 2021 the servers of Microsoft Exchange were hacked. Tens of thousands of organisations in the world had
their mail read. The hackers worked for a ministry and had done the same before. The flaws in the program had
been known since the beginning of the year, and patches came out in March. Many firms did not install them in
time. There is no doubt that the attack came from China, because the traces lead there. Several countries were
angry. The relations between the two great powers were bad already, and they became worse. The hackers will
never be caught, since they live in a country that does not hand them over. Firms should install patches at once
and keep copies of their data in a safe place. Security in cyberspace needs rules, and the rules need somebody
who enforces them. That is what can be learned from the affair, and it will not be the last one.
""",
        "attribution",
    ),
    "the draft of the lesson, drawn out": (
        """
Washington said that China had hacked Exchange and charged four people over it. Beijing raged, and rattled out a
denial. The Americans and their friends had plenty of evidence, and everybody could see that the traces led to a
ministry in Beijing, which has done this kind of thing for years and will go on with it as long as nobody stops
it. The Chinese diplomats in several countries whined about the accusations and trotted out the old story of the
CIA, which is what they always do in such a case. The indictment shows how the hackers of the ministry attacked
the servers of Microsoft in 2021 and stole the mail of thousands of firms. It is time for the allies to act
together and to make sure that the reckless hacking stops. The world has had enough of groundless denials, and
the two articles show clearly who is right in this matter and who is not.
""",
        "charged",
    ),
    "a word of the source where nobody is reported": (
        """
This may be the best known case of its kind. The United States accused China of the attack on Microsoft
Exchange. The White House said that actors “affiliated with” a ministry had carried it out. The European Union
spoke of activities “from the territory of China”. NATO acknowledged what its members had said about it. China
denied the accusation. The spokesman of its foreign ministry, Zhao Lijian, said that it was “made up out of thin
air”. He accused the CIA of attacks on Chinese companies over eleven years. The embassy in Australia accused
Canberra of “parroting the rhetoric of the US”. The US Justice Department announced charges against four Chinese
nationals, for acts between 2011 and 2018. The articles do not say what the evidence is. Readers may want to
know more about it, and it may come out one day. Until then it may be wise to wait, and to keep apart what is
known from what is said.
""",
        "certainty",
    ),
}
"""Whole briefs with the requirement that each misses at least."""
