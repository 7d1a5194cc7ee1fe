"""The manual's way from a bare Debian to a running site, pasted block by block into a copy of this machine.

Every block of the section is run as it stands, by root, in order. What Debian brings is there already; in the place of
systemd stands a script that reads our unit files. The guides must survive a restored backup, a new release and the way
back.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.test_settings import ROOT

HERE = Path(__file__).parent
DEBIANS_PYTHON = "/usr/bin/python3"
SECTION = re.compile(r"^## From a bare Debian to a running site$(.+?)^## ", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```sh\n(.+?)^```$", re.DOTALL | re.MULTILINE)

# A Debian on which nothing was set up: an empty cluster, no settings of ours.
BARE = """
set -euo pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS=/tmp/walk/wheels LC_ALL=C.UTF-8
unset PIP_INDEX_URL PIP_EXTRA_INDEX_URL DATABASE_URL CACHE_URL
repository=/tmp/walk/repository
git config --global --add safe.directory '*'
install -d -m 1777 /tmp
install -d -o postgres /run/postgresql
for cluster in $(pg_lsclusters --no-header | awk '{ print $1 "/" $2 }'); do
    rm -rf /etc/postgresql/$cluster /var/lib/postgresql/$cluster
done
version=$(ls /usr/lib/postgresql | sort -V | tail -n 1)
pg_createcluster "$version" main > /dev/null
pg_ctlcluster --skip-systemctl-redirect "$version" main start
site() { curl --silent --insecure --resolve leverbook.example:443:127.0.0.1 "$@"; }
"""

# What is looked at after the block that has the words: each line has to succeed.
CHECKS = {
    "createsuperuser": """
        first="from django.contrib.auth.models import User; first = User.objects.get()"
        leverbook shell -c "$first; assert first.check_password('a long first password')"
        leverbook import_guides guides/examples --publish > /dev/null 2>&1
        test "$(site -o /dev/null -w '%{http_code}' https://leverbook.example/admin/)" = 302
        test "$(site -o /dev/null -w '%{http_code}' https://leverbook.example/health/)" = 404
        test "$(stat -c %a%G /etc/leverbook.env)" = 640leverbook
        ! runuser -u leverbook -- touch /srv/leverbook/8000/here 2> /dev/null
        site https://leverbook.example/nothing/ > /dev/null
        number=$(awk '$4 == "/nothing/" { print $7 }' /var/log/nginx/access.log | tail -n 1)
        timeout 10 sh -c "until grep -q '\\"request\\": \\"$number\\"' /var/log/leverbook-8000.log; do sleep 0.2; done"
    """,
    "pg_restore": """
        guides() { runuser -u postgres -- psql -Atc "select count(*) from guides_guide" "$1"; }
        test "$(guides leverbook)" -ge 5
        test "$(guides leverbook)" = "$(guides leverbook_tried)"
    """,
    "rename to leverbook_before": """
        site --fail https://leverbook.example/companies/ > /dev/null
    """,
    "s/127.0.0.1:8000/127.0.0.1:8001/": """
        ! pgrep -f -- '--port 8000' > /dev/null
        site --fail https://leverbook.example/companies/ > /dev/null
    """,
    "s/127.0.0.1:8001/127.0.0.1:8000/": """
        ! pgrep -f -- '--port 8001' > /dev/null
        site --fail https://leverbook.example/companies/ > /dev/null
        curl --fail --silent http://127.0.0.1:8000/health/ | grep -q '"cache": "ok"'
    """,
}
# What somebody would type
TYPED = {"read -rs DJANGO_SUPERUSER_PASSWORD": "a long first password"}


def script() -> str:
    section = SECTION.search((ROOT / "docs" / "operations.md").read_text("utf-8"))
    lines, left = [BARE], dict(CHECKS)
    for number, block in enumerate(BLOCK.findall(section[1]), start=1):
        for command, text in TYPED.items():
            block = block.replace(command, f"{command} <<< '{text}'")
        lines += [f"echo == block {number} >&2", block]
        for words in [words for words in left if words in block]:
            lines += [f"echo == checks of block {number} >&2", left.pop(words)]
    assert not left, f"no block of the manual has {', '.join(left)}"
    return "\n".join([*lines, "echo walked to the end"])


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Path:
    """The repository as it is committed, and the wheels of what a site runs on."""
    folder = tmp_path_factory.mktemp("walk")
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(folder / "repository")], check=True)  # noqa: S603, S607
    # Which wheels there have to be depends on the very version of Python.
    subprocess.run([DEBIANS_PYTHON, "-m", "venv", str(folder / "pip")], check=True)  # noqa: S603
    download = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    wheels = ["-r", str(ROOT / "requirements-run.txt"), "-d", str(folder / "wheels")]
    subprocess.run([str(folder / "pip/bin/python"), *download, *wheels], check=True)  # noqa: S603
    folder.chmod(0o755)
    return folder


def test_the_manual_leads_from_a_bare_debian_to_a_running_site(given):
    (given / "walk.sh").write_text(script(), encoding="utf-8")
    namespaces = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
    walked = subprocess.run(  # noqa: S603
        [*namespaces, "bash", str(HERE / "enter.sh"), str(given), str(HERE)],
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert walked.stdout.endswith("walked to the end\n"), walked.stdout[-3000:] + walked.stderr[-3000:]


def test_the_units_are_ones_that_systemd_takes(tmp_path):
    for unit in (ROOT / "deploy").glob("leverbook*.*"):
        # What they start isn't installed here.
        text = re.sub(r"(ExecStart=-?)\S+", r"\1/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    verified = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr
    assert "leverbook" not in verified.stderr
