"""Spanish words of pay."""

NOUNS = {
    "base": """
        salario | salario base | salario bruto | sueldo | sueldo base | sueldo bruto | retribución | retribución
        fija | retribución bruta | salario fijo | remuneración | remuneración fija | salario bruto anual | salario
        anual | salario anual bruto | salario mensual | salario bruto mensual | retribución bruta anual |
        retribución anual | retribución fija bruta anual | retribución anual bruta | sueldo anual | sueldo mensual |
        salario mensual bruto | fijo | remuneración bruta anual | salario base anual | sueldo bruto anual | salario
        base bruto anual | retribución fija anual | salario base mensual | salario fijo bruto anual | sueldo bruto
        mensual | sueldo mensual bruto | salario fijo anual | remuneración anual bruta | retribución fija anual
        bruta | salario base bruto
    """,
    "base_month": """
        salario mensual | salario bruto mensual | sueldo mensual | salario mensual bruto | salario base mensual |
        sueldo bruto mensual | sueldo mensual bruto
    """,
    "base_year": """
        salario anual | salario bruto anual | salario anual bruto | retribución bruta anual | retribución anual |
        sueldo anual | salario base anual | sueldo bruto anual | retribución anual bruta
    """,
    "total": """
        compensación total | retribución total | paquete total | remuneración total
    """,
    "bonus": """
        bonus | bono | bono anual | bonus anual | variable | retribución variable | bono objetivo | bonus objetivo |
        bono por desempeño | incentivo anual | incentivo | variable anual | bonus variable | remuneración variable |
        bono de desempeño | salario variable | retribución variable anual
    """,
    "signing": """
        bono de bienvenida | prima de fichaje | bonus de entrada | bono de contratación | bono de firma | prima de
        incorporación | bonus de bienvenida | bono de incorporación | bono de ingreso | bonus de incorporación
    """,
    "equity": """
        acciones | acciones restringidas | unidades de acciones restringidas | paquete de acciones
    """,
    "options": "opciones | opciones sobre acciones | stock options | opciones de compra",
    "phantom": "acciones virtuales | phantom shares | acciones fantasma",
    "strike": "precio de ejercicio",
    "commission": "comisión | comisiones",
    "pension": """
        plan de pensiones | pensión | aportación | afore | fondo de ahorro | aportación al plan de pensiones
    """,
    "relocation": """
        gastos de traslado | ayuda de traslado | bono de reubicación | ayuda de mudanza | prima de traslado
    """,
    "onetime": "pago único | pago | prima | prima única | bono único",
    "guaranteed": "bono garantizado | bonus garantizado",
    "car": "coche de empresa",
    "allowance": """
        ayuda | plus | dietas | tickets restaurante | ticket restaurante | vales de despensa | subsidio |
        complemento | cheque restaurante | ayuda de transporte
    """,
    "holiday_allowance": """
        aguinaldo | prima vacacional | pagas extraordinarias | pagas extras | pagas extra | paga extra
    """,
    "severance": "indemnización",
    "other": """
        seguro | gastos | presupuesto | facturación | límite | impuestos | aumento | salario mínimo | ventas |
        reembolso | seguro de vida | seguro médico | formación | convenio
    """,
}

MODIFIERS = {
    "": """
        su el la un una tu bruto bruta anual fijo fija base objetivo variable inicial nuestro discrecional
    """,
    "month": "mensual",
    "other": "anterior actual máximo máxima medio promedio",
}

# What may stand between a noun and its amount.
LINKS = """
    de del es será a el la los un una su asciende ascenderá bruto bruta brutos brutas anual anuales al año por valor
    equivalente equivale objetivo euros en fijado fijada pesos con percibirá recibirá importe aproximadamente unos
    que total base fijo fija tu mensual
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    usted le su sus nuestro y o más bruto brutos bruta brutas por al en de del para con es será serán recibirá
    percibirá pagadero pagaderos pagadera si el la los las un una que se anuales anual mensuales distribuido
    distribuidos repartido repartidos sujeto sobre cada durante a desde abonará abonados abonado distribuidas netos
    te tu tendrá tendrás recibirás divididos incluye dividido además como
"""

PREPOSITIONS = """
    sin con bajo para contra tras antes en más por sobre según desde incluyendo excluyendo
"""

VERBS = "es será asciende ascenderá son serán equivale"

PERIODS = {
    "year": """
        al año | anual | anuales | por año | brutos anuales | bruto anual | brutos al año | anualmente | año | bruta
        anual
    """,
    "month": """
        al mes | mensual | mensuales | por mes | brutos mensuales | bruto mensual | mes | brutos al mes |
        mensualmente
    """,
    "hour": "por hora | la hora",
    "day": "por día | al día",
    "week": "por semana | a la semana",
}
