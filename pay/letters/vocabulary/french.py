"""French words of pay."""

NOUNS = {
    "base": """
        salaire | salaire de base | salaire brut | salaire fixe | salaire annuel | salaire mensuel | rémunération
        fixe | rémunération | rémunération de base | fixe | rémunération brute | rémunération annuelle |
        appointements | salaire annuel brut | salaire brut annuel | salaire mensuel brut | salaire brut mensuel |
        rémunération annuelle brute | rémunération brute annuelle | rémunération fixe annuelle | rémunération
        mensuelle brute | rémunération brute mensuelle | rémunération annuelle fixe | salaire fixe annuel | salaire
        fixe brut annuel | rémunération fixe annuelle brute | rémunération fixe brute annuelle | rémunération
        annuelle brute fixe | rémunération forfaitaire annuelle brute | salaire de base annuel | salaire de base
        annuel brut | salaire annuel de base | rémunération forfaitaire | rémunération annuelle brute forfaitaire |
        salaire mensuel de base | salaire mensuel brut de base | rémunération brute annuelle fixe | taux horaire
    """,
    "base_month": """
        salaire mensuel | salaire mensuel brut | salaire brut mensuel | rémunération mensuelle brute | rémunération
        brute mensuelle | salaire mensuel de base | salaire mensuel brut de base
    """,
    "base_year": """
        salaire annuel | salaire annuel brut | salaire brut annuel | rémunération annuelle | rémunération annuelle
        brute | rémunération brute annuelle | salaire fixe annuel | rémunération fixe annuelle | rémunération fixe
        annuelle brute | salaire de base annuel | salaire annuel de base | salaire de base annuel brut
    """,
    "total": """
        rémunération totale | package total | rémunération globale | rémunération cible
    """,
    "bonus": """
        bonus | prime annuelle | bonus annuel | prime sur objectifs | rémunération variable | part variable |
        variable | bonus cible | prime d'objectifs | prime de performance | variable annuel | prime variable |
        rémunération variable annuelle | bonus annuel cible | prime annuelle sur objectifs | prime d'objectif
    """,
    "signing": """
        prime d'embauche | prime de bienvenue | prime de signature | prime d'arrivée | bonus de bienvenue | bonus
        d'entrée | prime d'accueil
    """,
    "equity": """
        actions gratuites | attribution gratuite d'actions | aga | actions | attribution d'actions | actions de
        performance
    """,
    "options": """
        options | stock options | options de souscription | bspce | bons de souscription | bons
    """,
    "strike": "prix d'exercice | prix de souscription",
    "commission": "commission | commissions",
    "pension": """
        retraite | retraite supplémentaire | abondement | épargne retraite | per collectif | cotisation retraite
    """,
    "relocation": """
        prime de mobilité | frais de déménagement | prime d'installation | indemnité de mobilité
    """,
    "onetime": """
        prime exceptionnelle | prime unique | prime | primes | versement | versement unique
    """,
    "guaranteed": "bonus garanti | prime garantie",
    "car": "véhicule de fonction | indemnité véhicule",
    "allowance": """
        indemnité | titres restaurant | tickets restaurant | allocation | indemnité de transport | panier repas |
        forfait mobilités
    """,
    "holiday_allowance": """
        prime de vacances | treizième mois | 13e mois | prime de fin d'année | prime de noël
    """,
    "severance": "indemnité de départ | indemnité de licenciement",
    "other": """
        assurance | mutuelle | frais | budget | chiffre d'affaires | plafond | cotisations | cotisation |
        participation | intéressement | remboursement | augmentation | minimum conventionnel | smic | pénalité |
        impôt | avance | prime de cooptation | cooptation
    """,
}

MODIFIERS = {
    "": """
        votre une un la le l' les brute brut annuelle annuel fixe cible forfaitaire globale individuelle
        complémentaire variable discrétionnaire contractuel contractuelle initial initiale notre
    """,
    "month": "mensuel mensuelle",
    "other": """
        ancien ancienne précédent précédente actuel actuelle maximum maximale moyenne moyen
    """,
}

# What may stand between a noun and its amount.
LINKS = """
    de d' du des est sera à le la les un une votre fixé fixée s'élève s'élèvera élève élèvera se montant brut brute
    bruts annuel annuelle mensuel mensuelle par an pour d'un d'une égal égale représentant équivalent équivalente
    correspondant euros en vous percevrez valeur soit cible sur fixe forfaitaire environ payable versé versée
    objectif
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    vous nous votre vos notre nos il elle ils elles et ou ainsi plus bruts brut brute par sur de du des en à au aux
    pour avec est sera seront percevrez recevrez bénéficierez bénéficiez payable versé versée payables versés si
    sous le la les un une qui que dont soit annuels annuel mensuel mensuels dans lors après avant hors chaque
    pendant payé payée réparti répartis calculé selon inclus liée net nets s'ajoute attribuée cette ce ces
"""

PREPOSITIONS = "hors avec sans sous pour contre après avant sur en dans plus selon outre"

VERBS = "est sera s'élève élève élèvera s'élèvera seront sont correspond"

PERIODS = {
    "year": """
        par an | annuel | annuels | annuelle | bruts annuels | brut annuel | bruts par an | brut par an | à l'année
        | l'an | an | annuellement | sur une base annuelle
    """,
    "month": """
        par mois | mensuel | mensuels | mensuelle | mois | bruts mensuels | brut mensuel | bruts par mois |
        mensuellement
    """,
    "hour": "de l'heure | par heure | heure | horaire",
    "day": "par jour",
    "week": "par semaine",
}
