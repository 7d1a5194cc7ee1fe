"""Names for the detectors: employers, and capitalised words that are none."""

from __future__ import annotations

import re

# Names that can only be an employer's, of many trades and countries; the invented ones are what samples like to use.
EMPLOYERS = frozenset(
    re.split(
        r";\s+",
        """Google; Alphabet; DeepMind; Microsoft; Facebook; Netflix; OpenAI; Anthropic; Mistral AI; Cohere;
    Hugging Face;
    xAI; Nvidia; NVIDIA; AMD; Qualcomm; Broadcom; Micron; TSMC; Samsung; SK Hynix; ASML; Infineon;
    STMicroelectronics; NXP; IBM; Red Hat; VMware; Cisco; Salesforce; ServiceNow; Workday; SAP; Atlassian; GitLab;
    GitHub; HashiCorp; Datadog; Dynatrace; Splunk; Snowflake; Databricks; MongoDB; Confluent; Cloudflare; Fastly;
    Akamai; Twilio; Okta; CrowdStrike; Palo Alto Networks; Zscaler; Fortinet; SentinelOne; Wiz; Tenable; Rapid7;
    Airbnb; Booking.com; Expedia; Uber; Lyft; DoorDash; Instacart; Deliveroo; Zomato; Swiggy; Gojek; Spotify;
    TikTok; ByteDance; Tencent; Alibaba; Baidu; Huawei; Xiaomi; Pinterest; Reddit; LinkedIn; Shopify; Etsy; eBay;
    PayPal; Klarna; Adyen; Revolut; Monzo; Starling Bank; Coinbase; Kraken; Binance; Robinhood; Brex; Palantir;
    Anduril; SpaceX; Tesla; Rivian; Waymo; Zoox; Boeing; Airbus; Lockheed Martin; Northrop Grumman; Raytheon; RTX;
    BAE Systems; Rolls-Royce; Leonardo S.p.A.; Thales; Safran; General Electric; GE Aerospace; GE HealthCare;
    Siemens; Bosch; Philips; Schneider Electric; Honeywell; Caterpillar; Ford Motor; General Motors; Toyota; Honda;
    Volkswagen; BMW; Mercedes-Benz; Stellantis; Hyundai; Tata Motors; Mahindra; Goldman Sachs; Morgan Stanley;
    JPMorgan; JP Morgan; J.P. Morgan; Citigroup; Citadel; Jane Street; Two Sigma; Hudson River; Jump Trading;
    Optiver; IMC Trading; DRW; Susquehanna; Bridgewater; BlackRock; Blackstone; Barclays; HSBC; Lloyds; NatWest;
    UBS; Credit Suisse; Deutsche Bank; BNP Paribas; Santander; ING Bank; Nomura; HDFC; ICICI; Kotak; Axis Bank;
    Razorpay; PhonePe; Paytm; Flipkart; Infosys; Wipro; TCS; Tata Consultancy; HCLTech; Tech Mahindra; Cognizant;
    Accenture; Capgemini; Deloitte; PwC; KPMG; Ernst & Young; McKinsey; Bain & Company; BCG; Kirkland & Ellis;
    Latham & Watkins; Linklaters; Clifford Chance; Slaughter and May; Pfizer; Novartis; Roche; AstraZeneca;
    GlaxoSmithKline; GSK; Moderna; Sanofi; Bayer; Merck; Novo Nordisk; Eli Lilly; Genentech; Illumina; Medtronic;
    Johnson & Johnson; Kaiser Permanente; Mayo Clinic; Cleveland Clinic; UnitedHealth; Optum; Bupa; Walmart;
    Costco; Tesco; Sainsbury's; Aldi; Lidl; Carrefour; IKEA; Unilever; Procter & Gamble; Nestlé; Danone; Coca-Cola;
    PepsiCo; Diageo; Heineken; Nike; Adidas; LVMH; L'Oréal; ExxonMobil; Chevron; TotalEnergies; Equinor; Ørsted;
    Vestas; Iberdrola; Rio Tinto; BHP; Glencore; Vale S.A.; Maersk; DHL; FedEx; UPS; Lufthansa; Emirates; Ryanair;
    easyJet; Qantas; Vodafone; Verizon; AT&T; T-Mobile; Comcast; Disney; Warner Bros; Sony; Nintendo;
    Electronic Arts; Ubisoft; Epic Games; Arup; Skanska; Bechtel; Fluor; Jacobs Engineering; AECOM; Balfour Beatty;
    Hooli; Initech; Globex; Pied Piper; Vandelay; Umbrella Corp; Wayne Enterprises; Stark Industries; Cyberdyne;
    Massive Dynamic; Wonka; Dunder Mifflin; Soylent Corp; Tyrell Corp; FAANG; MAANG; FAANGs; Figma; Canva; Dropbox;
    Zoom Video; Asana; Miro; Airtable; Rippling; Deel; Plaid; Affirm; Marqeta; Adobe; Autodesk; Dassault; Intel;
    Oracle""",
    )
)
# Employers whose name is a word too: only where it stands as a name, in the midst of a sentence or as one that does.
WORDLIKE = frozenset(
    """Meta Apple Amazon Stripe Block Square Target Shell Gap Visa Box Slack Snap Unity Elastic Notion Linear Ramp Chime
    Toast Wise Indeed Orange Sky Next Boots Bolt Grab Discord Scale Match Bumble Hinge Waters Citi Chase Bain Ford GE GM
    BP Sage Arm Uber Wayfair Chewy Carvana Opendoor Compass Zillow Roku Twitch Segment Amplitude Zoom Twitter""".split()
)

# Capitalised words that are no employer's name: they begin a sentence, or name a day, a place, a trade.
NO_NAMES = frozenset(
    """whoever whatever yours class phase type i a an and at the this that these those it its they their them both what
    when where who how why if in on of for from with by as to but or so yet not no yes each every all some most many
    few more less one two three four five six seven eight nine ten half monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december spring
    summer autumn winter fall q1 q2 q3 q4 h1 h2 fy series europe asia africa america americas north south east west
    us usa uk eu u.s u.k emea apac latam gulf india china japan germany france spain italy ireland poland israel
    singapore australia canada mexico brazil switzerland zurich london paris berlin munich madrid dublin warsaw
    amsterdam tokyo osaka seoul sydney melbourne toronto vancouver bangalore bengaluru mumbai delhi hyderabad pune
    chennai gurgaon noida york new san francisco seattle austin boston chicago dallas denver atlanta houston los
    angeles washington california texas bay area manchester edinburgh leeds bristol cambridge oxford glasgow
    aberdeen rotterdam hamburg cologne vienna lisbon zug geneva basel dubai wall street nyse nasdaq ftse rsu rsus
    psu psus espp ipo ceo cfo cto coo hr vp svp ic ai ml llm ml/ai api sql english french german spanish hindi level
    grade band tier staff senior principal lead junior engineer engineers manager managers analyst analysts
    scientist scientists designer designers developer developers nurse nurses lawyers associates base equity total
    bonus signing stock pay salary companies employers recruiters people customers buyers clients patients hospitals
    banks insurers regulators airlines teams competitors rivals firms data security product margins profit revenue
    demand candidates churn work models model everything nobody everyone here there today hiring growth research
    safety quality software hardware energy power retention attrition turnover nothing without please thank thanks
    dear hello best kind regards would could can will let your you my me our we he she his pension holidays ctc lpa
    gdpr fda mhra faa easa fca sec ema osha nhs eu-wide european american british indian asian african chinese
    japanese global federal government ministry parliament congress""".split()
)
