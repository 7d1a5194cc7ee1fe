"""English words of pay."""

NOUNS = {
    "base": """
        salary | salaries | base | base salary | base pay | basic salary | basic pay | base wage | base wages | base
        rate | base compensation | base cash compensation | base cash salary | fixed pay | fixed salary | fixed
        compensation | fixed | base remuneration | fixed remuneration | rate of pay | pay rate | hourly rate |
        hourly wage | hourly pay | basic wage | day rate | daily rate | annual pay | yearly pay | monthly pay |
        gross pay | gross wage | wage | wages | fixed cash | annual gross | gross annual | basic | regular rate of
        pay | fixed gross salary | stipend salary | fixed base | fee rate
    """,
    "fte_base": """
        full time equivalent salary | fte salary | full time salary | fte base salary | full time equivalent base
        salary | fte | full time equivalent annual salary | full time equivalent | fte annual salary | full time
        base salary | full time equivalent basic salary | full time annual salary
    """,
    "base_total": """
        total fixed pay | total fixed compensation | total fixed salary | total monthly salary | total gross salary
        | total salary | gross monthly package | total monthly package | total fixed cash | total monthly gross |
        total fixed | total gross monthly salary | total base salary | total annual fixed pay | monthly total |
        total guaranteed pay | total monthly remuneration | total fixed annual pay | total annual fixed compensation
        | guaranteed cash
    """,
    "total": """
        ctc | cost to company | total compensation | total cash compensation | total target compensation | ote | on
        target earnings | total package | total remuneration | total annual compensation | total rewards | annual
        ctc | total target cash | total cash | total target cash compensation | total reward | target earnings |
        total direct compensation | total ctc | total cost to company | remuneration package | total remuneration
        package | package | compensation package | total annual remuneration | total earnings | on target | target
        total compensation | tc | total comp | total pay | total employment cost | tec | trp | tfr | total fixed
        remuneration | total employment package
    """,
    "pay": "pay | compensation | remuneration | earnings | comp | rate | cash",
    "bonus": """
        bonus | bonuses | incentive | incentives | incentive bonus | incentive compensation | variable | variable
        pay | variable compensation | variable component | bonus plan | bonus program | bonus programme | bonus
        scheme | sti | short term incentive | short term incentives | annual incentive | performance pay | target
        bonus | bonus opportunity | bonus target | bonus potential | incentive opportunity | target incentive |
        incentive target | bonus award | bonus payment | incentive award | incentive payment | cash incentive |
        variable remuneration | on target bonus | bonus amount | bonus percentage | incentive plan | variable bonus
        | target opportunity | target variable | bonus eligibility | incentive scheme | short term incentive plan |
        target bonus opportunity | target bonus amount | cash bonus | annual bonus | annual bonus opportunity |
        performance bonus | variable salary | variable target | stip | target annual bonus | annual target bonus |
        annual incentive bonus | annual performance bonus | mbo
    """,
    "signing": """
        signing bonus | sign on bonus | sign on | signing | sign on payment | joining bonus | signing payment |
        welcome bonus | hiring bonus | starting bonus | sign on award | golden hello | joining payment | sign on
        cash | signing bonuses | sign on bonuses | new hire bonus | sign on cash bonus | sign on amount | joining
        amount | start bonus | sign on fee | joining incentive | signing incentive | sign on incentive | cash sign
        on | hire bonus | cash sign on bonus | commencement bonus | signing allowance | joining allowance | bonus on
        joining | one time joining bonus | inducement bonus | signon | signon bonus
    """,
    "equity": """
        rsu | rsus | restricted stock units | restricted share units | restricted stock unit | restricted share unit
        | restricted stock | restricted shares | equity | equity grant | equity award | equity package | stock |
        stock grant | stock award | new hire grant | new hire equity | performance stock units | performance share
        units | psu | psus | performance shares | long term incentive | lti | long term incentive award | long term
        incentive grant | ltip | rsu grant | rsu award | lti award | lti grant | share award | share grant | new
        hire award | stock units | share units | restricted stock unit award | restricted stock unit grant | rsu
        package | equity incentive | equity value | grant value | grant date value | initial grant | sign on grant |
        sign on equity | sign on equity award | sign on rsus | sign on rsu grant | sign on stock | sign on equity
        grant | initial equity grant | initial equity award | initial rsu grant | restricted stock award |
        restricted stock grant | conditional share award | award value | long term incentives | stock based award |
        equity based award | new hire rsu grant | new hire rsus | new hire equity grant | new hire equity award |
        new hire stock award | new hire rsu award | target grant value | grant | long term award | company stock |
        common stock | common shares | ordinary shares | sign on shares | new hire restricted stock units | long
        term incentive plan | ltip award | deferred shares
    """,
    "options": """
        stock options | stock option | options | option | share options | share option | iso | isos | nso | nsos |
        incentive stock option | incentive stock options | nqso | nqsos | option grant | option award | stock option
        grant | nonqualified stock options | non qualified stock options | nonstatutory stock options | emi options
        | emi option | nonqualified stock option | non qualified stock option | nonstatutory stock option | stock
        option award | warrants | bspce | esop | esops | esop grant | stock options grant | employee stock options |
        options grant | share option grant | new hire options | virtual options | phantom options
    """,
    "phantom": """
        phantom shares | phantom stock | virtual shares | virtual stock | vsop | vsops | phantom units | phantom
        equity | virtual equity | stock appreciation rights | sars | virtual stock options | virtual share options
    """,
    "shares": "share | shares | unit | units",
    "refresher": """
        refresher | refreshers | refresh grant | refresh grants | refresher grant | refresher grants | annual
        refresh | annual refresher | refresher award | refresh equity | refresh | refreshes | annual refresh grant |
        annual grant | annual equity grant | annual stock grant | annual rsu grant | annual equity award | annual
        refreshers
    """,
    "strike": """
        strike price | exercise price | strike | option price | purchase price | subscription price | exercise price
        per share
    """,
    "fair_value": """
        fair market value | 409a value | fmv | 409a valuation | fair value | 409a price | 409a fair market value |
        current fair market value
    """,
    "preferred": """
        preferred price | preferred share price | preferred stock price | last round price | last preferred price |
        price per preferred share | preferred | last round | series a price | series b price | series c price |
        original issue price | issue price | last round preferred price
    """,
    "commission": """
        commission | commissions | sales commission | commission plan | sales incentive | sales commissions |
        commission rate | target commission | target commissions | draw | recoverable draw | annual commission |
        variable commission
    """,
    "pension": """
        pension | pension contribution | pension contributions | employer pension contribution | employer
        contribution | employer contributions | company pension contribution | superannuation | super |
        superannuation contributions | employer pension contributions | retirement contribution | retirement plan
        contribution | 401 k match | match | company match | employer match | matching contribution | matching
        contributions | pension scheme | provident fund | employer pf | employer provident fund | pf | epf | cpf |
        employer cpf | retirement savings plan | rrsp | rrsp match | gratuity | pension plan | superannuation scheme
        | keren hishtalmut | study fund | pension fund | retirement plan | prsa | nps | pension premium | workplace
        pension | employer cpf contribution | education fund | training fund | occupational pension | superannuation
        guarantee | superannuation guarantee contributions | employer superannuation | severance component |
        employer's contribution | company contribution | company contributions | tfr | end of service gratuity
    """,
    "retention": """
        retention bonus | retention payment | retention award | stay bonus | retention | loyalty bonus | retention
        grant
    """,
    "relocation": """
        relocation | relocation bonus | relocation assistance | relocation allowance | relocation payment |
        relocation package | moving allowance | relocation support | relocation lump sum | relocation budget |
        relocation expenses | relocation costs | moving expenses | moving costs | removal expenses | relocation
        benefit | relocation stipend | relocation reimbursement | relocation grant | mobility allowance | moving
        budget
    """,
    "buyout": """
        buy out bonus | buyout bonus | buy out | buyout | make whole | make whole payment | make whole bonus | make
        whole award | replacement award | replacement bonus | replacement payment | compensatory award | make whole
        grant | buy out award | buyout award | bonus buy out | equity buy out | replacement grant | buyout payment |
        buy out payment
    """,
    "guaranteed": """
        guaranteed bonus | guaranteed first year bonus | first year bonus | first year guaranteed bonus | guaranteed
        minimum bonus | guaranteed annual bonus | minimum bonus | minimum guaranteed bonus | bonus guarantee | first
        year guarantee | guaranteed payment
    """,
    "onetime": """
        one time payment | one time bonus | lump sum bonus | lump sum | lump sum payment | one off payment | one off
        bonus | one time cash payment | one time cash bonus | one off cash payment | single payment | cash payment |
        payment | payments | special bonus | one time lump sum | one time award | one time cash award | one time
        gross payment | one off award | one time lump sum payment | one time lump sum bonus | cash award | award |
        awards | cash lump sum
    """,
    "hra": "hra | house rent allowance",
    "housing": """
        housing allowance | accommodation allowance | housing | rent allowance | housing component
    """,
    "transport": """
        transport allowance | transportation allowance | conveyance | conveyance allowance | travel allowance |
        transport | transportation | travel
    """,
    "special": """
        special allowance | flexible benefits | flexi pay | supplementary allowance | flexible benefit plan | flexi
        benefits
    """,
    "car": "car allowance | vehicle allowance | company car | auto allowance",
    "allowance": """
        allowance | allowances | stipend | phone allowance | mobile allowance | meal allowance | wellness allowance
        | home office allowance | internet allowance | food allowance | shift allowance | on call allowance | london
        allowance | london weighting | living allowance | cost of living allowance | meal vouchers | lunch allowance
        | lta | leave travel allowance | location allowance | medical allowance | education allowance |
        communication allowance | uniform allowance | utility allowance | home office stipend | wellness stipend |
        internet stipend | phone stipend | commuter allowance | home working allowance | utilities allowance |
        schooling allowance | dearness allowance | cash in lieu | hardship allowance | expat allowance
    """,
    "holiday_allowance": """
        holiday allowance | vacation allowance | holiday pay | vacation pay | vakantiegeld | vacation bonus | leave
        loading
    """,
    "severance": """
        severance | severance pay | severance payment | redundancy pay | salary continuation | pay in lieu | pilon |
        termination payment | garden leave | ex gratia payment | transition payment
    """,
    "other": """
        insurance | life insurance | life assurance | coverage | cover | deductible | premium | premiums | budget |
        reimbursement | reimbursements | expense | expenses | fee | fees | cost | costs | revenue | valuation | loan
        | quota | pool | option pool | bonus pool | equity pool | limit | cap | threshold | ceiling | tax | taxes |
        deduction | deductions | contribution | contributions | espp | discount | discretionary spend | revenues |
        arr | profit | profits | profit share | profit sharing | turnover | sales | referral bonus | referral fee |
        spot bonus | overtime | overtime pay | overtime rate | sick pay | maternity pay | paternity pay | parental
        pay | mileage | per diem | voucher | vouchers | scholarship | tuition | visa costs | visa fees | legal fees
        | salary sacrifice | salary review | salary range | pay range | salary band | range | salary increase | pay
        rise | increase | raise | merit increase | pay review | increment | assets | capital | funding | round |
        market cap | enterprise value | damages | penalty | penalties | fine | indemnity | liability | exit |
        acquisition | sale | earnings per share | ebitda | sign up fee | training costs | company property |
        equipment | laptop | hsa | fsa | health plan | dental | medical | salary advance | advance | savings |
        professional tax | income tax | withholding | social security | out of pocket | performance improvement |
        price | par value | dividend | dividends | minimum wage | probation bonus | project bonus | milestone bonus
        | completion bonus | holiday bonus | christmas bonus | spot award | recognition award | patent bonus |
        anniversary bonus | shift premium | overtime premium | night premium | employee contribution | employee
        contributions | your contribution | your contributions | your own contribution | exit bonus | transaction
        bonus | ipo bonus | deferred bonus | referral bonuses | referral award | interview expenses | signing
        deadline | learning budget | training budget | education budget | travel budget | equipment budget |
        headcount | employees | customers | notice | probation | notice period
    """,
}

MODIFIERS = {
    "": """
        annual annualized annualised yearly gross base basic starting initial total full time fixed new regular cash
        agreed proposed offered contractual target discretionary performance company individual corporate eligible
        potential based year end personal short term standard incentive variable on team management sales executive
        hire equity stock restricted nonqualified non qualified statutory nonstatutory common series class a b
        ordinary approved recurring p.a pa your the our an this that its each and/or employer company's employer's
        combined pre tax pretax headline additional supplemental separate related exempt straight actual prorated
        pro rata rated emi nominal equivalent taxable pensionable all in inclusive overall paid
    """,
    "month": "monthly",
    "week": "weekly",
    "hour": "hourly",
    "day": "daily",
    "fortnight": "biweekly fortnightly",
    "quarter": "quarterly",
    "signing": "joining welcome signing",
    "retention": "retention stay loyalty",
    "relocation": "relocation moving",
    "buyout": "buyout replacement compensatory",
    "guaranteed": "guaranteed minimum",
    "other": """
        referral spot project milestone completion christmas transaction recognition current previous former last
        median market average prior existing forfeited unvested competing industry legal national outstanding
        authorized authorised issued remaining present old unpaid accrued deferred past historic historical typical
        comparable employee maximum max midpoint peer sample illustrative hypothetical example client clients
        customer partner spouse manager severance overtime sick maternity training tuition medical dental health
    """,
    "onetime": "single special",
    "second": "second third further",
    "refresher": "refresh refresher",
}

# What may stand between a noun and its amount.
LINKS = """
    of is are will be shall would at to for as a an the your this our its in with on that which initially initial
    starting annual annually annualized annualised yearly monthly gross total fixed base cash equal equivalent
    amount amounting amounts sum rate rates value valued worth approximately approx circa ca about around roughly
    payable paid pay per year annum month target targeted targeting set currently following before tax subject less
    grant date fair market you receive earn entitled eligible having has have aggregate dollar intended based
    individual company performance calculated expressed p.a pa equates totalling totaling totals level role position
    opportunity comes come stands one hundred full time basis being usd eur gbp chf cad aud sgd nominal estimated
    economic denominated quoted expected agreed approximate it lump hourly daily weekly actual prorated additional
    new award payment so makes us them granted represents representing discretionary potential number covering
    purchase acquire buy effective fte plan guideline i.e ie namely
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    i we you he she they it who whom which that there here this these those your our their its his her the a an any
    all each every some no not and or but nor so yet if unless provided when while where whereas because since
    although though then receive receives received offer offers offered provide provides pay pays paid get gets earn
    earns earned grant grants granted award awards awarded give gives given include includes included including be
    is are was were been will would shall should may might can could must do does did have has had make makes made
    join joining start starting begin beginning accept sign signing return returned respond eligible entitled
    participate less gross net before also plus please currently initially annually monthly as well together along
    both either subject effective payable vest vests vesting vested upon per annum year pa p.a in on at of to for by
    with from into under over up within during after through based only credited deposited processed prorated pro
    rata once initial commencing approximately about around comprises consists comprising consisting totals
    totalling equals equal equivalent set confirmed contingent conditional covering represents representing reviewed
    calculated depending whichever being we're you'll we'll you're minus inclusive exclusive excluding therefore
    however additionally furthermore moreover additional more guaranteed split divided against today tomorrow
    immediately there's ahead across here's us them me my total remote remotely full time basis working work spread
    first second third dear hi hello thanks
"""

PREPOSITIONS = """
    excluding including plus with under from on to in before after without against through for per inclusive
    exclusive beyond above below than besides despite toward towards via between within into onto upon by
"""

VERBS = """
    is are will shall be equals equal amounts was were would has have totals comes stands means makes equates
"""

PERIODS = {
    "year": """
        per year | per annum | a year | an annum | annually | p.a | pa | p.a. | per yr | yearly | each year | every
        year | annual | per calendar year | annualized | annualised | on an annual basis | on an annualized basis |
        on a yearly basis | per 12 months | py | year | yr | on an annualised basis | per fiscal year | per
        financial year
    """,
    "month": """
        per month | a month | monthly | p.m | pm | each month | every month | per calendar month | pcm | on a
        monthly basis | month | mo | mth | per mth | for each month
    """,
    "week": """
        per week | a week | weekly | each week | every week | week | wk | pw | p.w
    """,
    "day": "per day | a day | daily | each day | day | per working day | per diem",
    "hour": "per hour | an hour | hourly | each hour | hour | hr | p.h | ph | per hr",
    "fortnight": """
        bi weekly | biweekly | fortnightly | every two weeks | per fortnight | every other week | a fortnight |
        every 2 weeks | bi weekly pay period | per pay period of two weeks | biweekly pay period
    """,
    "half_month": """
        semi monthly | semimonthly | twice a month | twice monthly | per semi monthly pay period | half monthly
    """,
    "quarter": """
        per quarter | quarterly | a quarter | each quarter | every quarter | quarter | qtr
    """,
}
