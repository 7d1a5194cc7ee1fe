"""German words of pay."""

NOUNS = {
    "base": """
        gehalt | gehalts | bruttogehalt | jahresgehalt | grundgehalt | fixgehalt | jahresbruttogehalt |
        bruttojahresgehalt | monatsgehalt | bruttomonatsgehalt | monatsbruttogehalt | jahresfixgehalt | festgehalt |
        grundvergütung | fixum | jahresgrundgehalt | bruttovergütung | vergütung | grundlohn | bruttolohn |
        stundenlohn | lohn | jahreslohn | monatslohn | jahresfixum | fixvergütung | festvergütung | jahresvergütung
        | monatsvergütung | bruttobezug | bruttojahreslohn | bruttomonatslohn | monatsgrundgehalt |
        bruttogrundgehalt | bezüge | jahresbezug | jahresfestgehalt | entgelt | monatsentgelt | bruttomonatsentgelt
        | grundentgelt | jahresentgelt | bruttojahresvergütung | jahresgrundvergütung | bruttogrundlohn | fixlohn |
        bruttostundenlohn | monatsbruttovergütung | basissalär | salär | grundsalär | jahressalär | monatssalär |
        bruttosalär | jahresbruttosalär | bruttojahressalär | bruttomonatssalär | jahresbruttolohn |
        jahresbruttoentgelt | bruttojahresentgelt | jahresbruttovergütung | bruttojahresgrundgehalt | fixes gehalt
    """,
    "base_month": """
        monatsgehalt | bruttomonatsgehalt | monatsbruttogehalt | monatslohn | monatsvergütung | bruttomonatslohn |
        monatsgrundgehalt | monatsentgelt | bruttomonatsentgelt | monatssalär | bruttomonatssalär |
        monatsbruttovergütung | monatsbruttolohn
    """,
    "base_year": """
        jahresgehalt | jahresbruttogehalt | bruttojahresgehalt | jahresfixgehalt | jahresgrundgehalt | jahreslohn |
        jahresfixum | jahresvergütung | bruttojahreslohn | jahresbezug | jahresfestgehalt | jahresentgelt |
        bruttojahresvergütung | jahresgrundvergütung | jahressalär | jahresbruttosalär | bruttojahressalär |
        jahresbruttolohn | jahresbruttoentgelt | bruttojahresentgelt | jahresbruttovergütung |
        bruttojahresgrundgehalt
    """,
    "base_hour": "stundenlohn | bruttostundenlohn | stundensatz",
    "base_day": "tagessatz",
    "fte_base": "vollzeitgehalt | vollzeitjahresgehalt | vollzeitäquivalent",
    "total": """
        zielgehalt | jahreszielgehalt | gesamtvergütung | zieleinkommen | jahreszieleinkommen | gesamtgehalt |
        zielvergütung | gesamtjahresvergütung | jahresgesamtvergütung | gesamtpaket | gesamteinkommen |
        jahreszielvergütung
    """,
    "bonus": """
        bonus | boni | jahresbonus | zielbonus | tantieme | variable vergütung | variabler anteil | variabler bonus
        | prämie | leistungsbonus | erfolgsbonus | leistungsprämie | jahresprämie | variable | erfolgsbeteiligung |
        bonuszahlung | variabler gehaltsbestandteil | variable vergütungskomponente | variabler vergütungsanteil |
        leistungszulage | zielprämie | variables gehalt | erfolgsprämie | variablen vergütung | variablen bonus |
        variablen anteil | bonusziel
    """,
    "signing": """
        antrittsbonus | antrittsprämie | einstiegsbonus | willkommensbonus | startbonus | eintrittsbonus |
        antrittszahlung | startprämie | eintrittsprämie | signing bonus | willkommensprämie | einstiegsprämie |
        antrittsgeld | handgeld
    """,
    "equity": """
        aktien | mitarbeiteraktien | aktienpaket | beteiligung | aktienzuteilung | mitarbeiterbeteiligung | anteile
        | unternehmensanteile
    """,
    "options": "optionen | aktienoptionen | aktienoption | mitarbeiteroptionen",
    "phantom": """
        virtuelle anteile | virtuellen anteilen | virtuelle anteilen | virtuelle optionen | virtuelle aktien |
        virtuelle beteiligung | virtuellen optionen | virtuellen aktien | virtuelle anteilsoptionen
    """,
    "strike": "ausübungspreis | basispreis | bezugspreis",
    "commission": "provision | provisionen | vertriebsprovision",
    "pension": """
        altersvorsorge | betriebliche altersvorsorge | betriebsrente | pensionskasse | arbeitgeberzuschuss |
        pensionsbeitrag | direktversicherung | bav | arbeitgeberbeitrag | vorsorge | vermögenswirksame leistungen |
        betrieblichen altersvorsorge
    """,
    "relocation": """
        umzugskosten | umzugspauschale | umzugskostenpauschale | umzugsbonus | umzugsbeihilfe | umzugszuschuss
    """,
    "retention": "bleibeprämie | bleibebonus | treueprämie | haltebonus",
    "guaranteed": "garantierter bonus | garantierten bonus | garantiebonus | mindestbonus",
    "onetime": """
        einmalzahlung | sonderzahlung | einmaliger bonus | einmaligen bonus | einmalprämie | einmalige zahlung |
        einmalige prämie | zahlung
    """,
    "allowance": """
        zulage | zuschuss | fahrtkostenzuschuss | jobticket | essenszuschuss | pauschale | homeoffice pauschale |
        mobilitätsbudget | mobilitätszuschuss | verpflegungszuschuss | funktionszulage | schichtzulage | sachbezug |
        fahrgeld | essensgeld
    """,
    "car": """
        dienstwagen | firmenwagen | dienstwagenpauschale | car allowance | mobilitätspauschale
    """,
    "holiday_allowance": """
        urlaubsgeld | weihnachtsgeld | urlaubszuschuss | weihnachtsremuneration | urlaubsremuneration
    """,
    "severance": "abfindung | karenzentschädigung | abfertigung",
    "other": """
        versicherung | unfallversicherung | kosten | umsatz | budget | weiterbildungsbudget | vertragsstrafe |
        steuer | steuern | beitragsbemessungsgrenze | kollektivvertrag | mindestgehalt | mindestlohn | erhöhung |
        gehaltserhöhung | überstunden | darlehen | gewinn | ebit | ebitda | spesen | reisekosten | selbstbeteiligung
        | eigenanteil | arbeitnehmerbeitrag | tarifgehalt | überstundenpauschale | empfehlungsprämie | gehaltsband |
        gehaltsspanne | weiterbildungskosten | fortbildungskosten | kaution | kv mindestgrundgehalt |
        mindestgrundgehalt | ausbildungskosten
    """,
}

MODIFIERS = {
    "": """
        jährliches jährlicher jährlichen jährliche brutto bruttojahres fixes festes fixe feste fixer fester
        vereinbartes vereinbarte anfängliches anfangs variabler variable variablen ihr ihre ihrem ihren ihres ein
        eine einen einem einer das die der dem den leistungsabhängiger leistungsabhängigen erfolgsabhängiger
        erfolgsabhängigen leistungsbezogenen leistungsbezogener jährlichem zusätzlicher zusätzlichen zusätzliche
        individueller individuellen unser grund fixen festen diskretionärer freiwilliger freiwilligen betriebliche
        gesetzliche garantiertes
    """,
    "month": "monatliches monatlichen monatliche monatlicher monatlichem monatlich",
    "signing": "antritts",
    "onetime": "einmaliger einmaligen einmalige einmaliges einmalig",
    "guaranteed": "garantierter garantierten garantierte",
    "other": """
        bisheriges bisherige aktuelles derzeitiges letztes durchschnittliches vorheriges maximaler maximal maximale
    """,
}

# What may stand between a noun and its amount.
LINKS = """
    von in höhe beträgt betragen liegt bei i.h.v ihv brutto jährlich monatlich pro jahr eur euro ist wird sich auf
    ca etwa rund der die das den dem des ein eine einen einem einer sie erhalten ihr ihre wert im entspricht gesamt
    zum mit dessen ziel zielwert zielhöhe ihres ihrem ihren ab vor steuern derzeit anfänglich beläuft belaufend
    somit insgesamt für diese position jährliche jährlichen gewähren zahlen wir ihnen
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    sie wir ihnen ihr ihre ihren ihrem er es und oder sowie zuzüglich plus abzüglich zahlbar brutto jährlich
    monatlich pro im zum am bei mit von für auf in an nach vor über unter bis ab erhalten erhält gewähren gewährt
    zahlen zahlt beträgt wird werden ist sind haben hat der die das dem den des ein eine einen einem einer dieser
    dieses diese wenn falls sofern inklusive inkl ausgezahlt fällig welcher welche welches dazu darüber hinaus
    außerdem zusätzlich ausbezahlt netto gezahlt einmalig abhängig verteilt steuern vereinbart beginnend zur gemäß
    bezogen bestehend auszahlung zwölf gleichen monatlichen raten dies entspricht
"""

PREPOSITIONS = """
    zuzüglich inklusive inkl exklusive exkl ohne neben unter nach vor gegen durch zu zum zur aus bei über abzüglich
    einschließlich ausschließlich
"""

VERBS = "ist wird beträgt betragen liegt entspricht beläuft sind"

PERIODS = {
    "year": """
        pro jahr | im jahr | jährlich | p.a | p.a. | je jahr | jahr | per anno | jährliches | jährliche | jährlichen
        | jährlicher | brutto jährlich
    """,
    "month": """
        pro monat | im monat | monatlich | p.m | p.m. | je monat | monat | monatliches | monatlichen | monatliche |
        monatlicher
    """,
    "hour": "pro stunde | je stunde | stunde | std | die stunde",
    "day": "pro tag | je tag",
    "week": "pro woche | wöchentlich",
}
