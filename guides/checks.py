"""placeholder until the checks land"""
CODES = {}
def check(document, *, today=None):
    return ()
