"""A browser in a few words, such as "Firefox on Windows"."""

from __future__ import annotations

# The first that is found in the header names it: nearly all claim to be several.
NAMES = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """What an account's owner may recognise in a list; "" where nothing is."""
    name, system = (next((words for sign, words in table if sign in user_agent), "") for table in (NAMES, SYSTEMS))
    return " on ".join(filter(None, (name or (system and "A browser"), system)))
