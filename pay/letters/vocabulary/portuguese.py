"""Portuguese words of pay."""

NOUNS = {
    "base": """
        salário | salário base | salário bruto | ordenado | vencimento | remuneração | remuneração fixa |
        retribuição | salário mensal | salário mensal bruto | salário bruto mensal | salário anual | salário anual
        bruto | remuneração base | vencimento base | remuneração bruta | salário bruto anual | ordenado base |
        retribuição base | remuneração mensal | remuneração mensal bruta | remuneração anual bruta | salário fixo |
        salário nominal | retribuição mensal | retribuição mensal bruta | vencimento mensal | remuneração bruta
        mensal | remuneração anual | remuneração bruta anual | salário base mensal | salário base anual |
        retribuição base mensal | remuneração base mensal | vencimento base mensal
    """,
    "base_month": """
        salário mensal | salário mensal bruto | salário bruto mensal | remuneração mensal | remuneração mensal bruta
        | retribuição mensal | retribuição mensal bruta | vencimento mensal | remuneração bruta mensal | salário
        base mensal | retribuição base mensal | remuneração base mensal | vencimento base mensal
    """,
    "base_year": """
        salário anual | salário anual bruto | salário bruto anual | remuneração anual | remuneração anual bruta |
        remuneração bruta anual | salário base anual
    """,
    "total": "remuneração total | pacote total | compensação total",
    "bonus": """
        bônus | bónus | bônus anual | bónus anual | remuneração variável | variável | plr | ppr | prémio anual |
        bônus alvo | prêmio anual | bónus de desempenho | bônus de desempenho
    """,
    "signing": """
        bônus de contratação | bónus de contratação | luvas | bônus de assinatura | bónus de assinatura | bônus de
        admissão | prémio de assinatura | bónus de entrada | bónus de boas-vindas
    """,
    "equity": "ações | ações restritas | unidades de ações restritas",
    "options": "opções | opções de compra de ações | opções de ações",
    "strike": "preço de exercício",
    "commission": "comissão | comissões",
    "pension": """
        previdência privada | plano de pensões | previdência | fundo de pensões | fgts
    """,
    "relocation": """
        ajuda de custo | auxílio mudança | despesas de mudança | subsídio de mudança
    """,
    "onetime": """
        pagamento único | pagamento | prémio único | bônus único | prêmio | prémio
    """,
    "guaranteed": "bônus garantido | bónus garantido",
    "allowance": """
        subsídio | vale refeição | vale alimentação | subsídio de alimentação | subsídio de refeição | vale
        transporte | auxílio | ajudas de custo | auxílio home office
    """,
    "holiday_allowance": """
        subsídio de férias | subsídio de natal | décimo terceiro | 13º salário | décimo terceiro salário
    """,
    "severance": "indemnização | indenização",
    "other": """
        seguro | despesas | orçamento | faturamento | faturação | limite | impostos | aumento | salário mínimo |
        vendas | seguro de vida | seguro de saúde | plano de saúde | reembolso
    """,
}

MODIFIERS = {
    "": """
        o a um uma seu sua bruto bruta anual fixo fixa base alvo variável inicial nosso
    """,
    "month": "mensal",
    "other": "anterior atual máximo máxima médio média",
}

# What may stand between a noun and its amount.
LINKS = """
    de do da é será a o um uma seu sua no valor bruto bruta brutos anual anuais por ano equivalente corresponde
    correspondente alvo euros reais em fixado ilíquido ilíquida ilíquidos total aproximadamente com receberá
    montante mensal base
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    você o a os as seu sua nosso e ou mais bruto brutos por ao em de do da para com é será serão receberá pago paga
    pagos se um uma que anuais mensais sujeito sobre cada durante ilíquidos acrescido acrescidos pagável distribuído
    distribuídos líquidos além terá no na conforme como incluindo
"""

PREPOSITIONS = "sem com sob para contra após antes mais por sobre além"

VERBS = "é será corresponde são serão"

PERIODS = {
    "year": """
        por ano | anual | anuais | ao ano | brutos anuais | brutos por ano | ano | anualmente | bruto anual
    """,
    "month": """
        por mês | mensal | mensais | ao mês | brutos mensais | brutos por mês | mês | mensalmente | bruto mensal
    """,
    "hour": "por hora | a hora",
    "day": "por dia | ao dia",
    "week": "por semana",
}
