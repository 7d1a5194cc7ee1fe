"""Looks pinned packages up among the known vulnerabilities, and fails where any couldn't be looked up.

pip-audit by itself ends well when its service knows nothing of a package, or of all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys


def tell(requirements: str) -> bool:
    """Print how many pins of a file were looked up and what is known of them; whether all is well."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json"]
    done = subprocess.run([*command, "-r", requirements], capture_output=True, text=True, check=False)
    try:
        pins = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{requirements}: nothing was looked up. {done.stderr.strip()[-300:]}")
        return False
    skipped = [pin["name"] for pin in pins if "skip_reason" in pin]
    hit = [(pin, found) for pin in pins for found in pin.get("vulns", [])]
    print(f"{requirements}: {len(pins) - len(skipped)} of {len(pins)} pins looked up, {len(hit)} vulnerabilities.")
    if skipped:
        print(f"  Not looked up: {', '.join(skipped)}")
    for pin, found in hit:
        mended = ", ".join(found["fix_versions"]) or "no release"
        print(f"  {pin['name']} {pin['version']}: {found['id']}, mended in {mended}")
    return bool(pins) and not skipped and not hit


if __name__ == "__main__":
    sys.exit(not all(tell(requirements) for requirements in sys.argv[1:]))
