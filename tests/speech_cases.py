"""Hard sentences for the speaking part: what a guide may put into a candidate's mouth, and what must become of it.

How to read them:
- `text`: one sentence as a guide would have it in a script. `{company}` stands for the company whose guide it is,
  `{role}` for the job; fill them with `HardCase.of(company, role)`. Square brackets are blanks of the guide.
- `voices`: the voices that are right for it, the best first. A voice that isn't listed is wrong.
- `said`: what a candidate may be handed who has recorded nothing, ticked nothing and filled no blank.
    "said"    a fact: the sentence stands in a text to copy (or could). An ask: its part is asked for, with the plan's
              amount, in our own words, never this sentence with another number in it.
    "never"   no word, name or figure of it stands in any text, whoever's the surrounding words are.
    "either"  leaving it out is right, and so is saying it: nobody should be judged by it.
- `asks`: for asks, what is asked for: part, whether the amount is the whole of it or comes on top, and its two ends.
  `None` where no amount is said. Percentages have the unit "percent"; everything else is money of the currency named.
- `kept`: for mixed sentences, the words that may be said of them; the rest may not.

The limits and the promises differ from the other "never" cases: a limit isn't said even when somebody ticks it, and a
promise once at the end, when ticked and where something is asked.

Every sentence was written for these tests. Employers other than the company are invented, or are named nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Voice = Literal["fact", "ask", "offer", "speaker", "courtesy", "advice", "limit", "unsettled"]
Said = Literal["said", "never", "either"]


class Asked(NamedTuple):
    """One amount asked for: 185,000 of base as a whole, 20,000 of signing bonus on top."""

    part: Literal["base", "equity", "bonus", "signing", "total", "other"]
    basis: Literal["whole", "addition"]
    low: float | None = None
    high: float | None = None
    unit: Literal["money", "percent", "shares"] = "money"
    currency: str | None = None


@dataclass(frozen=True)
class HardCase:
    """A sentence, the voices that are right for it, and what of it may be said with nothing recorded or ticked."""

    text: str
    voices: tuple[Voice, ...]
    said: Said
    asks: tuple[Asked, ...] = ()
    kept: str = ""

    def of(self, company: str, role: str) -> str:
        return self.text.replace("{company}", company).replace("{role}", role)


def _cases(voices: tuple[Voice, ...], said: Said, *texts: str) -> tuple[HardCase, ...]:
    return tuple(HardCase(text, voices, said) for text in texts)


def _ask(text: str, *asks: Asked) -> HardCase:
    return HardCase(text, ("ask",), "said", asks)


# Facts that a candidate should be able to say; most name the company or the job.
FACTS = _cases(
    ("fact",),
    "said",
    "{company} settles a household claim in nine days, and the pricing behind it has to be right the first time.",
    "Every vial that leaves {company}'s lines has been released by quality, and a single recall costs a season.",
    "Turbine outages at {company} are planned two years ahead, so a late permit idles a whole crew.",
    "The {role} is the last signature before a design goes to the tooling shop.",
    "{company} moved its routing in-house last spring.",
    "Since the merger {company} has run two ledgers, and closing the books takes eleven days.",
    "At {company}, a {role} answers for the numbers that the regulator reads.",
    "What {company} sells is punctuality; what it costs is empty lorries.",
    "Half of {company}'s tenants renew without a phone call.",
    "{company}'s second hospital opens in the autumn, with forty beds and no night pharmacist yet.",
    "Demand for {company}'s feed additives follows the dairy price with a lag of one quarter.",
    "Few {role} posts carry both the budget and the pager.",
    "The {role} here owns the forecast, the model behind it and the meeting in which it is defended.",
    "{company} has promised its lenders a lower loss ratio by the end of next year.",
    "Nobody at {company} ships a label without the {role}'s approval.",
    "Being the only listed operator in the strait, {company} sets the towage tariff.",
    "Three of {company}'s five largest accounts come up for renewal within the year.",
    "A grid connection takes {company} four years; good paperwork saves one of them.",
    "{company}'s catalogue is translated into nineteen languages, and a wrong translation is a returned parcel.",
    "Roughly one parcel in eight comes back to {company}, and each return is handled twice.",
    "The consent decree binds {company} until every branch has been audited.",
    "It takes a new {role} about nine months to be trusted with a furnace.",
    "Not one of {company}'s vessels has been detained in port this decade.",
    "When a feeder trips, {company} pays the customer, not the other way round.",
    "Should the trial read out well, {company} will need a second plant before it needs a second drug.",
    "{company} trains its own splicers because the colleges stopped doing so.",
    "Seats on {company}'s morning flights sell at twice the evening fare.",
    "{company}'s app is opened on pay day, which is why an outage on the thirtieth is worse than one on the tenth.",
    "Licensed {role}s are in short supply in every region where {company} operates.",
    "The market for a {role} who can read a reinsurance treaty is thin.",
    "{company} buys its power a year ahead, at prices that the {role} forecasts.",
    "{company} was fined once for late reports and has not been late since.",
    "Crop insurance is where {company} grows; hail models are what it lacks.",
    "With seven depots and one planner, {company} loses a day whenever the planner is ill.",
    "{company} is rebuilding the checkout in which four orders out of ten are abandoned.",
    "Of all the desks at {company}, rates is the one that trades through the night.",
    "The bridge programme at {company} runs to the end of the decade and is funded to its end.",
    "{company}'s clinics see more patients per nurse than any others in the county.",
    "How fast {company} can enter a country depends on how fast its {role} gets the licence.",
    "Scheme members judge {company} by one letter a year, and the {role} writes it.",
    "{company} has had three heads of payroll in four years.",
    "{company} keeps its Class I devices in production at the old site.",
    "The open-pit mine that {company} runs in the north lasts until the permit ends.",
    "Two thirds of what {company} mills is exported, so freight is its largest cost after grain.",
    "{company}'s GCC in Hyderabad closes the books for eleven countries.",
    "Yarn prices doubled over the year, and {company} held its own.",
    # ... and some that name neither.
    "A stopped paper machine costs more in an hour than a planner earns in a month.",
    "Night shifts are the hardest to fill in every theatre in the region.",
    "Tower-crane drivers with an offshore ticket are scarce.",
    "Model risk is reviewed by the supervisor every spring.",
    "Cabin interiors are certified seat by seat.",
    "Whoever holds the tariff spreadsheet holds the margin.",
)

# Facts that come near something else: pay of the market, money in a currency, other employers as customers.
FACTS_AT_THE_EDGE = _cases(
    ("fact",),
    "either",
    "Marine underwriters in London earn between £90K and £120K.",
    "Pay for tunnelling engineers has risen by a fifth since the new line was announced.",
    "{company}'s turnover passed €3bn last year.",
    "The grant that {company} gives at this grade vests monthly after the first year.",
    "{company} reviews salaries every July.",
    "A {role} at {company} is usually paid a bonus of a month's salary.",
    "{company} pays its pilots by the block hour, not by the day.",
    "Relocation to the islands is paid by {company} as a matter of policy.",
)

_USD = "USD"
ASKS = (
    _ask("I'd want the basic at $132K.", Asked("base", "whole", 132_000, 132_000, currency=_USD)),
    _ask("Could the fixed pay come up to £71,500?", Asked("base", "whole", 71_500, 71_500, currency="GBP")),
    _ask("Basic of ninety-five thousand pounds, please.", Asked("base", "whole", 95_000, 95_000, currency="GBP")),
    _ask("What would it take to get to €84K gross?", Asked("base", "whole", 84_000, 84_000, currency="EUR")),
    _ask("I was hoping we might land at $118K on salary.", Asked("base", "whole", 118_000, 118_000, currency=_USD)),
    _ask("A salary starting with a two would be right.", Asked("base", "whole")),
    _ask("My expectation for fixed pay is ₹42 lakh.", Asked("base", "whole", 4_200_000, 4_200_000, currency="INR")),
    _ask("Kindly consider 38 LPA fixed.", Asked("base", "whole", 3_800_000, 3_800_000, currency="INR")),
    _ask("Would you stretch the base by another six thousand?", Asked("base", "addition", 6_000, 6_000)),
    _ask("An uplift of 7% on the base is what I'm after.", Asked("base", "addition", 7, 7, "percent")),
    _ask("Given nights, a shift allowance of £4–6K a year on top.", Asked("other", "addition", 4_000, 6_000)),
    _ask("Ten more thousand on base would settle it.", Asked("base", "addition", 10_000, 10_000)),
    _ask("Please raise the grant by $35K.", Asked("equity", "addition", 35_000, 35_000, currency=_USD)),
    _ask("A further 1,200 units would make the grant whole.", Asked("equity", "addition", 1_200, 1_200, "shares")),
    _ask("The grant should be $210K over the four years.", Asked("equity", "whole", 210_000, 210_000, currency=_USD)),
    _ask("RSUs: $64K–$72K a year, please.", Asked("equity", "whole", 64_000, 72_000, currency=_USD)),
    _ask(
        "A top-up grant of £25K, bringing the whole of it to £100K, is my request.",
        Asked("equity", "addition", 25_000, 25_000, currency="GBP"),
    ),
    _ask("Half a million in stock over four years is the figure.", Asked("equity", "whole", 500_000, 500_000)),
    _ask("Could stock go from $90K to $130K?", Asked("equity", "whole", 130_000, 130_000, currency=_USD)),
    _ask("An 18% target bonus, in line with the grade.", Asked("bonus", "whole", 18, 18, "percent")),
    _ask("Three points more on the bonus.", Asked("bonus", "addition", 3, 3, "percent")),
    _ask("I'd ask that the first year's bonus be guaranteed at £9K.", Asked("bonus", "whole", 9_000, 9_000)),
    _ask("A joining bonus of ₹6 lakh.", Asked("signing", "whole", 600_000, 600_000, currency="INR")),
    _ask("A golden hello of £12,000 would be fair.", Asked("signing", "whole", 12_000, 12_000, currency="GBP")),
    _ask("An additional $8K at signing.", Asked("signing", "addition", 8_000, 8_000, currency=_USD)),
    _ask("Double the sign-on and we're nearly there.", Asked("signing", "whole")),
    _ask("A sign-on of $20K, half now and half in a year.", Asked("signing", "whole", 20_000, 20_000)),
    _ask("All in, I'm at $240K.", Asked("total", "whole", 240_000, 240_000, currency=_USD)),
    _ask("The package ought to come to €150K a year.", Asked("total", "whole", 150_000, 150_000, currency="EUR")),
    _ask("On CTC I'd look at 1.1 crore.", Asked("total", "whole", 11_000_000, 11_000_000, currency="INR")),
    _ask("Is there room to move on the car allowance, say £600 a month?", Asked("other", "whole", 7_200, 7_200)),
    _ask("A clearance supplement of $9,000 would be customary.", Asked("other", "addition", 9_000, 9_000)),
    _ask("Can we agree the senior grade in writing?"),
    _ask("I'd ask for a review after six months."),
    _ask("Thirty days of leave instead of twenty-five."),
    _ask("Remote on Fridays would help."),
)

# Offers of others, as claims, hints, hypotheses, reported speech and denials of nothing.
OFFERS = _cases(
    ("offer", "unsettled"),
    "never",
    "Brightwater Marine has put £96K in front of me.",
    "Kestrel Foods rang on Tuesday: €78K and a car.",
    "Tallis & Vane were kind enough to go to $205K.",
    "The people at Oakmere said they'd do 31 LPA.",
    "An offer letter from Northgate Dynamics is in my inbox.",
    "Sitting on two offers, the better of them at $188K.",
    "Offers so far: $176K, $181K.",
    "Between Halden and Morrow, the going rate is $150K plus stock.",
    "It would be Ferrovale otherwise, at a third more.",
    "Were I to say yes to Pinnacle Rail, it would be for £88,000.",
    "My recruiter tells me Calder Biotech will go to six figures.",
    "I was told by Lumen Freight that ninety-two was theirs to give.",
    "Quoted elsewhere: a hundred and forty thousand, all cash.",
    "A bank across the road wants an answer from me by Thursday.",
    "There's a fund that has made me an offer with a guaranteed bonus.",
    "The other hospital pays nights at time and a half, and they've asked me to start in May.",
    "Compared with what's on my table, this is £11K light.",
    "My other conversations have reached the offer stage.",
    "Three companies have me in final rounds.",
    "Having been offered $160K by a competitor, I have to ask.",
    "I've been approached twice this month with larger packages.",
    "An airline in the Gulf has offered housing and schooling besides.",
    "Counter-offer from my employer: $9K more to stay.",
    "What Sablefield would pay for the same job is £20K more.",
    "Would you match $172K from Ironbridge Capital?",
    "Suppose Vantorix went to $190K; where would that leave us?",
    "Not one of the packages I've seen is under ₹50 lakh.",
    "[Competitor] is at $[X]K all in.",
    "I hold a written offer from [bank], base £[X]K.",
    "Others have valued this at half a million over four years.",
    "My next-best option is worth about $215K a year.",
    "Multiple parties are bidding, and yours is the lowest bid.",
    "Interest from Corvane and Stellmark is live, with numbers from both.",
    "An agency down the road pays its art directors £75K, and has offered me the desk.",
    "The term sheet that Grangemouth Energy sent runs to five years.",
    "Hallam Aerospace were at £83K before Christmas.",
    "Opalyte: $155K. Ferrin Labs: $162K.",
    "Your rivals in the city start at $200K for this.",
    "I could be at Marlowe Shipping for 15% more by the first of the month.",
    "They offered me 45 lakh at Suryavanshi Textiles, with joining bonus extra.",
)

# The speaker, with "I" and its kin: experience, results, studies, situation, wishes.
SPEAKER = _cases(
    ("speaker", "unsettled"),
    "never",
    "I ran the night desk at a regional paper for nine years.",
    "The wards I took over went from forty falls a month to six.",
    "My last three audits closed without a finding.",
    "In my hands the kiln's scrap rate halved.",
    "I read chemistry at [university] and wrote my doctorate on binders.",
    "We shipped the ferry timetable that the whole coast still uses.",
    "What I bring is eleven seasons of avalanche forecasting.",
    "It was me who negotiated the port concession.",
    "My fatigue models at [employer] found the cracked spar.",
    "A licence to fly the type is something I already hold.",
    "I would be giving up £38K of shares that vest in June.",
    "Moving means my wife leaves her practice.",
    "My notice is three months and can't be shortened.",
    "I'm on £64K now, with a car.",
    "None of my projects has ever gone over budget.",
    "If you look at my drawings you'll find no rework.",
    "I've been doing the needful for the Pune plant since 2015.",
    "Having passed out of IIT in 2012, I have thirteen years on transformers.",
    "My team and I took the depot from worst to first.",
    "Ask anyone I've worked with about the Severn job.",
    "I speak Polish, German and enough Czech to run a site.",
    "To me {company} is the best place to do this work.",
    "I believe that {company} can win in frozen foods.",
    "{company}'s bridges are why I became an engineer.",
    "Your harvester is the machine I grew up with.",
    "For us as a family the move only works with a school place.",
    "It's my intention to stay ten years.",
    "I will cut {company}'s close from eleven days to six.",
    "I'd have the second line running by Christmas.",
    "As a {role} I decide which loads are shed.",
    "Under me, turnover on the floor fell to 4%.",
    "I could do this job in my sleep.",
    "There's nobody I know who has certified both airframes, except myself.",
    "I'm one of [N] chartered surveyors with the tunnelling endorsement.",
    "Between us, my old employer was late with every payment.",
    "I am not looking anywhere else.",
)

# The same without a pronoun: verbless, participles, passives, the third person for oneself.
SPEAKER_WITHOUT_I = _cases(
    ("speaker", "unsettled"),
    "never",
    "Fourteen winters on the ice road, not one load lost.",
    "Led the refit of two ferries, on time.",
    "Chartered since 2016.",
    "Trained at the Royal Free, six years on intensive care.",
    "Having certified both airframes, no ramp-up is needed.",
    "A decade in reinsurance, most of it on the buying side.",
    "Fluent in Polish and German.",
    "Previously head of tooling at a car plant.",
    "With two exits behind, the third is easier.",
    "£38K of unvested shares would lapse in June.",
    "A move north means uprooting a family of five.",
    "Current salary: £64K plus car.",
    "Three months' notice to serve, or a buy-out of £9,000.",
    "First choice by some distance.",
    "References from the harbour board are attached.",
    "The thesis on binders, written at [university], is cited in the standard.",
    "Built the tariff model that two regulators adopted.",
    "Someone with this licence and these hours is hard to find.",
    "By training a pharmacist, by trade a buyer.",
    "Promoted twice in three years.",
    "Security clearance in hand, valid until 2029.",
    "[N] years of [crane / rigging / lifting] work offshore.",
    "Over forty site openings, from Leeds to Lagos.",
    "An equity stake worth $80K is being left behind.",
    "Present CTC is 34 lakh.",
    "Born and raised on a dairy farm.",
    "From day one this means a productive planner.",
    "Not a single lost-time accident in six years of running the yard.",
    "After a decade of night trading, the day desk is familiar ground.",
    "Saved the trust two million a year in agency fees.",
    "This candidate has run both.",
    "The undersigned holds a master's ticket, unlimited.",
)

# Thanks, openers and closers: composed by us, once; the guide's own may be dropped.
COURTESIES = _cases(
    ("courtesy",),
    "either",
    "Many thanks for the offer, and for the speed of it.",
    "Thank you so much for getting this over to me before the weekend.",
    "I'm grateful for the time that everybody took.",
    "Much obliged for the details.",
    "Thanks again to the panel.",
    "Good morning, and thank you for ringing back.",
    "Appreciate the offer.",
    "Ta for the quick turnaround.",
    "It was a pleasure to meet the team on Wednesday.",
    "I look forward to hearing from you.",
    "Looking forward to your reply.",
    "Do let me know.",
    "Happy to talk it through whenever suits.",
    "Please revert at your convenience.",
    "Would Thursday work for a call?",
    "Thank you for the offer of $[X]K base and $[Y]K in stock.",
    "With kind regards,",
    "Hope you're keeping well.",
    "Thanking you in anticipation.",
    "I appreciate you going to bat for me.",
    "Before anything else: thank you.",
    "Sorry for the delay in coming back to you.",
    "I'm delighted to have the letter.",
    "That's very kind.",
    "Let's speak tomorrow.",
    "Warm wishes to the whole ward.",
)

PROMISES = _cases(
    ("courtesy",),
    "never",
    "Do that and you have my signature tonight.",
    "I'd be ready to sign on Monday.",
    "I can commit right away.",
    "Say the word and I'll resign this afternoon.",
    "Then it's a yes.",
    "We have a deal at that.",
    "I would stop interviewing at once.",
    "I'd withdraw from everything else the same day.",
    "I'll put pen to paper as soon as it arrives.",
    "Consider it done.",
    "Count me in.",
    "You'd have me on board by the first.",
    "I won't hesitate to accept.",
    "No further questions from my side, I'd accept on the spot.",
    "I shall join immediately upon revision of the offer letter.",
    "We can shake hands on it today.",
    "With that I'm ready to go.",
    "My acceptance would follow within the hour.",
    "I'd cancel my other interviews.",
    "That closes it for me, no more rounds.",
    "Send it over and it comes back signed.",
    "I'll hand in my notice on Friday.",
    "Ready to sign.",
    "You have my word that I'd take it.",
    "I would gladly accept without another round.",
    "Happy to wrap this up this week.",
)

ADVICE = _cases(
    ("advice",),
    "never",
    "Keep this back until the second call.",
    "Pause after the number.",
    "Don't fill the silence.",
    "Mention the outage only if they ask about risk.",
    "The hiring manager will usually come back with half.",
    "Name a figure first; whoever anchors, wins.",
    "This line lands best by telephone.",
    "If pressed on salary, talk about scope instead.",
    "They'll say the band is fixed: it isn't.",
    "Have the letter in front of you.",
    "Candidates who wait for the written offer do better.",
    "Lead with patient safety, close with money.",
    "Use the vessel's name.",
    "Never give your present salary.",
    "Only for the London office.",
    "Works with the partner, not with personnel.",
    "Deliver this in one breath and then be quiet.",
    "Swap the shares for cash if the board refuses.",
    "Get the grade first and argue about pay afterwards.",
    "Best said by e-mail, since it needs the finance team's approval.",
    "A flat no rarely means no.",
    "Remind them who signs off the furnace.",
    "Should the recruiter stall, ask who decides.",
    "Bring a printed copy of the tariff.",
    "Push the grant before the base; the base is banded.",
    "Leave the bonus alone until the base is agreed.",
    "Smile.",
    "Expect a first answer of no, a second of maybe and a third of £3K.",
    "The candidate should let the offer expire rather than beg.",
    "One ask at a time, or they will pick the cheapest.",
)

LIMITS = _cases(
    ("limit",),
    "never",
    "Anything under £81K and I'm staying where I am.",
    "$143K is the least I could live with.",
    "I wouldn't move for less than €92K.",
    "Below a hundred and ten thousand there's nothing to talk about.",
    "Ninety would do, at a pinch.",
    "My walk-away is 29 LPA.",
    "I'd settle for $12K at signing.",
    "Rock bottom: £76,500.",
    "If it came to it I'd say yes to $151K.",
    "No lower than £68K, whatever the bonus.",
    "At €70K I decline.",
    "$166K keeps me in the room.",
    "I can stomach $95K if the title is right.",
    "Short of ₹30 lakh I'd have to stay put.",
    "As long as the total isn't less than $220K, fine.",
    "£55K is a deal-breaker.",
    "I won't sign for under $175K.",
    "At a stretch I'd take $88K and the car.",
    "It has to have a one in front and five noughts behind, or I'm out.",
    "My number starts at £102K and doesn't go down.",
    "Half of that would be the end of the conversation.",
    "A grant of less than $40K is not worth the move.",
    "I'd be gone at anything that starts with a six.",
    "Two lakh less and I'd rather not.",
    "Seventy-eight thousand is as far down as I go.",
) + _cases(
    ("limit", "advice"),
    "never",
    "Accept from $148K upwards.",
    "Take it at $139K, leave it at $134K.",
    "Don't drop beneath £47K.",
    "The floor is a 12% bonus.",
    "Minimum acceptable: 160 base, 30 sign-on.",
)

# The first person or another employer, and none of the other voices: needs a tick, and an editor.
UNSETTLED = _cases(
    ("unsettled", "speaker"),
    "never",
    "We all know who keeps the lights on here.",
    "You and I can see where freight is heading.",
    "You've watched me take that exam.",
    "As you'll remember, the pilot line was late.",
    "Your own engineers told you what the turbine needs.",
    "You already know why I'm sitting here.",
    "My guess is that tariffs will fall.",
    "Let's be honest about the wards.",
    "Our industry has forgotten how to train welders.",
    "Nothing in life is free, I suppose.",
    "If it were up to me, the second plant would be in Gdansk.",
    "Stelling Bros learned that lesson in the nineties.",
    "Even Lockhart Mutual gave up on hail.",
    "Ferrin Labs does the same with half the staff.",
    "What made Oakmere great was its buyers.",
    "{company} is to yarn what Calder is to cotton.",
    "Unlike Vantorix, {company} owns its depots.",
    "Poaching from Tallis & Vane has been the usual route into this job.",
    "A team that came over from Halden Foods built the cold chain.",
    "We're in this together.",
    "I hear that the board has signed the budget.",
    "You won't find this on the street.",
    "Us planners are a dying breed.",
    "The pleasure would be mine.",
    "Me, I'd have built it in steel.",
    "I'm told {company} pays at the top of the market.",
    "You need a {role} more than a {role} needs you.",
    "Your loss ratio tells its own story.",
    "You're asking one person to do the work of three.",
    "Nordwall, Stelling and Kestrel all closed their hail books.",
)

# Two voices in one sentence, and sentences that lean on another: `kept` is the most that may be said.
MIXED = (
    HardCase(
        "{company}'s licence depends on the night shift, and I've never missed one.",
        ("fact", "speaker", "unsettled"),
        "either",
        kept="{company}'s licence depends on the night shift",
    ),
    HardCase(
        "Few surveyors hold the endorsement, this one among them.",
        ("fact", "speaker", "unsettled"),
        "either",
        kept="Few surveyors hold the endorsement",
    ),
    HardCase(
        "As the wards can't open without a pharmacist, I'd like £58K.",
        ("ask",),
        "said",
        (Asked("base", "whole", 58_000, 58_000, currency="GBP"),),
        kept="the wards can't open without a pharmacist",
    ),
    HardCase(
        "With fourteen audits behind me, I'm asking for $127K.",
        ("ask", "speaker"),
        "said",
        (Asked("base", "whole", 127_000, 127_000, currency="USD"),),
    ),
    HardCase(
        "Kestrel Foods is at €78K, so I need €82K here.",
        ("ask", "offer", "unsettled"),
        "said",
        (Asked("base", "whole", 82_000, 82_000, currency="EUR"),),
    ),
    HardCase(
        "To draw level with both of them, the base would have to be £91K.",
        ("ask", "offer", "unsettled"),
        "said",
        (Asked("base", "whole", 91_000, 91_000, currency="GBP"),),
    ),
    HardCase(
        "Raise the grant to $160K and I'll sign before lunch.",
        ("ask", "courtesy"),
        "said",
        (Asked("equity", "whole", 160_000, 160_000, currency="USD"),),
    ),
    HardCase(
        "Ask for €66K, take €61K.",
        ("advice", "limit", "ask"),
        "either",
        (Asked("base", "whole", 66_000, 66_000, currency="EUR"),),
    ),
    HardCase("Thank you, and as Oakmere pays more, please think again.", ("offer", "courtesy", "unsettled"), "never"),
    HardCase("Their labs are newer than those here.", ("offer", "unsettled"), "never"),
    HardCase("Both would start in March.", ("offer", "unsettled"), "never"),
    HardCase("Neither has a pension to speak of.", ("offer", "unsettled"), "never"),
    HardCase("That is $14K more than this letter.", ("offer", "unsettled"), "never"),
    HardCase("I'd still choose {company} over them.", ("speaker", "offer", "unsettled"), "never"),
    HardCase("The difference is what keeps me awake.", ("speaker", "offer", "unsettled"), "never"),
)

GROUPS: dict[str, tuple[HardCase, ...]] = {
    "facts": FACTS,
    "facts at the edge": FACTS_AT_THE_EDGE,
    "asks": ASKS,
    "offers": OFFERS,
    "speaker": SPEAKER,
    "speaker without I": SPEAKER_WITHOUT_I,
    "courtesies": COURTESIES,
    "promises": PROMISES,
    "advice": ADVICE,
    "limits": LIMITS,
    "unsettled": UNSETTLED,
    "mixed": MIXED,
}
CASES: tuple[HardCase, ...] = tuple(case for group in GROUPS.values() for case in group)
