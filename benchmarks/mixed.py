"""Whether what was acknowledged is there: python -m benchmarks.mixed [--seconds N] [--guides N] [--rest SECONDS]

Serves a library from two workers, with readers, candidates who save offers and
look at them, and an editor who renames a company, all at once, each resting a moment between two
requests. Prints what was answered, the memory of each worker over time (each minute, if it takes ten at least), and how
many of the acknowledged writes the database holds; ends with 1 where one is missing, or a
request was answered with an error. DATABASE_URL and CACHE_URL name servers to
use; that database has to be empty or a benchmark's. With ``--proxied`` it is production's set-up, everybody comes
through the manual's nginx, with TLS, and each from an address of their own; it needs nginx and openssl.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from benchmarks.grow import NotOursError, grow, sample
from benchmarks.load import HOST
from benchmarks.proxied import SITE, Connection, proxied
from benchmarks.served import environment, served

READERS = 4
CANDIDATES = 2
OFFERS_OF_A_BROWSER = 15
SAMPLES = 10
PRODUCTION = {"LEVERBOOK_ENV": "production", "ALLOWED_HOSTS": SITE, "BEHIND_PROXY": "1"}


@dataclass
class Browser:
    """One connection that is kept, with its cookies; counts what it is told."""

    link: http.client.HTTPConnection
    told: Counter[str]
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads to, and the page; status 0 where there was no answer."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form)
            # Over TLS a form says which page it stood on.
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{SITE}{address}"}
        try:
            self.link.request("GET" if form is None else "POST", address, body, headers)
            answer = self.link.getresponse()
            page = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as lost:
            self.link.close()
            self.told[type(lost).__name__] += 1
            return 0, "", ""
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.told[str(answer.status)] += 1
        return answer.status, answer.headers.get("Location", ""), page


@dataclass
class Load:
    """What everybody is told, and what was acknowledged: numbers of offers, and the company's last name."""

    port: int
    rest: float
    is_proxied: bool
    addresses: Iterator[int] = field(default_factory=lambda: count(2))
    over: Event = field(default_factory=Event)
    told: dict[str, Counter[str]] = field(default_factory=dict)
    offers: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)

    def browser(self, who: str, cookies: dict[str, str] | None = None) -> Browser:
        told = self.told.setdefault(who, Counter())
        if not self.is_proxied:
            return Browser(http.client.HTTPConnection(HOST, self.port, timeout=60), told, cookies or {})
        number = next(self.addresses)
        return Browser(Connection(self.port, f"127.0.{number // 250 % 250}.{number % 250 + 2}"), told, cookies or {})

    def read(self, addresses: list[str]) -> None:
        browser = self.browser("readers")
        while not self.over.is_set():
            for address in addresses:
                browser.ask(address)
                if self.over.wait(self.rest):
                    return

    def save_offers(self, number: int) -> None:
        while not self.over.is_set():
            browser = self.browser("candidates")
            for at in range(OFFERS_OF_A_BROWSER):
                # The empty form has an address of its own.
                _, address, _ = browser.ask("/offers/new/")
                _, _, page = browser.ask(address or "/offers/new/")
                form = hidden(page) | OFFER | {"employer": f"Employer {number}-{at}"}
                status, leads_to, _ = browser.ask(address or "/offers/new/", form)
                if status == 302 and (found := re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", leads_to)):
                    self.offers.append(found[0])
                    browser.ask(leads_to)
                    browser.ask("/offers/")
                if self.over.wait(self.rest * 4):
                    return

    def rename(self, company: int, cookies: dict[str, str]) -> None:
        address = f"/admin/guides/company/{company}/change/"
        browser = self.browser("editors", cookies)
        at = 0
        while not self.over.wait(self.rest * 20):
            at += 1
            _, _, page = browser.ask(address)
            status, _, page = browser.ask(address, fields(page) | {"name": f"Renamed {at}"})
            if status == 302:
                self.renamed.append(f"Renamed {at}")


OFFER = {
    "region": "Berlin",
    "currency": "EUR",
    "base": "90,000",
    "bonus_unit": "percent",
    "kind": "offer",
    "equity_kind": "unspecified",
    "status": "written",
}


def hidden(page: str) -> dict[str, str]:
    inputs = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    return {name: value for one in inputs for name, value in _named(one)}


def fields(page: str) -> dict[str, str]:
    """All inputs of a page that have a value."""
    return {name: value for one in re.findall(r"<input[^>]*>", page) for name, value in _named(one)}


def _named(element: str) -> list[tuple[str, str]]:
    name, value = re.search(r"\bname=\"([^\"]*)\"", element), re.search(r"\bvalue=\"([^\"]*)\"", element)
    return [(name[1], value[1])] if name and value else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--guides", type=int, default=200)
    parser.add_argument("--rest", type=float, default=0.05)
    parser.add_argument("--proxied", action="store_true", help="production's set-up, behind nginx")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        cache = os.environ.get("CACHE_URL")
        variables = environment(Path(scratch))
        if cache:
            variables["CACHE_URL"] = cache
        if arguments.proxied:
            variables |= PRODUCTION | {"SECRET_KEY": secrets.token_urlsafe(50)}
        os.environ.update(variables)
        import django

        django.setup()
        from django.core.management import call_command

        try:
            grow(sample(), arguments.guides, offers=0)
        except NotOursError as refusal:
            print(refusal, file=sys.stderr)
            return 2
        call_command("collectstatic", interactive=False, verbosity=0)
        return _measure(variables, arguments, Path(scratch))


def _editor() -> dict[str, str]:
    """The cookies of somebody who has signed in at the desk, and has shown a second factor."""
    from allauth.account.internal.flows.login import record_authentication
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client, RequestFactory

    account = User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)[0]
    app, _ = Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(account)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, account, method="mfa", id=app.pk)
    request.session.save()
    return {settings.SESSION_COOKIE_NAME: request.session.session_key}


def _measure(variables: dict[str, str], arguments: argparse.Namespace, scratch: Path) -> int:
    from django.db import connections

    from guides.models import Company, Guide
    from offers.models import Offer

    editor = _editor()
    company = Company.objects.order_by("pk").first()
    guides = [guide.get_absolute_url() for guide in Guide.objects.published().for_cards()[:40]]
    connections.close_all()
    with ExitStack() as stack:
        server = stack.enter_context(served(variables, workers=2))
        port = stack.enter_context(proxied(scratch, server.port)) if arguments.proxied else server.port
        load = Load(port, arguments.rest, arguments.proxied)
        addresses = ["/", "/companies/", *guides, "/search/?q=engineer", "/market/"]
        jobs: list[tuple[Callable[..., None], tuple]] = [(load.read, (addresses,))] * READERS
        jobs += [(load.save_offers, (number,)) for number in range(CANDIDATES)]
        jobs.append((load.rename, (company.pk, editor)))
        threads = [Thread(target=job, args=given) for job, given in jobs]
        for thread in threads:
            thread.start()
        samples = max(SAMPLES, round(arguments.seconds / 60))
        for sampled in range(samples + 1):
            held = ", ".join(f"{process}: {megabytes}" for process, megabytes in server.resident_of_each().items())
            print(f"{arguments.seconds * sampled / samples:6.0f} s  MB in each process: {held}", flush=True)
            time.sleep(arguments.seconds / samples if sampled < samples else 0)
        load.over.set()
        for thread in threads:
            thread.join()
    stored = Offer.objects.filter(pk__in=load.offers).count()
    name = Company.objects.get(pk=company.pk).name
    for who, told in load.told.items():
        print(f"{who:12}{', '.join(f'{status}: {count:,}' for status, count in sorted(told.items()))}")
    print(f"{len(load.offers):,} offers were acknowledged, {stored:,} of them are stored")
    is_last = not load.renamed or load.renamed[-1] == name
    print(f"{len(load.renamed):,} new names were acknowledged, the last one {'is' if is_last else 'ISN’T'} stored")
    errors = sum(map(_errors, load.told.values()))
    print(f"{errors} errors")
    return int(errors > 0 or stored != len(load.offers) or not is_last)


def _errors(told: Counter[str]) -> int:
    return sum(count for status, count in told.items() if not status.isdecimal() or status >= "400")


if __name__ == "__main__":
    sys.exit(main())
