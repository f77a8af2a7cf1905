"""Sum up `./run test`: the checks' lines in `tally` and pytest's reports; last comes `N passed, N failed`."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def of_report(path: Path) -> tuple[int, int, int]:
    """Return (passed, failed, skipped) of one of pytest's XML reports."""
    passed = failed = skipped = 0
    for suite in ElementTree.parse(path).iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        left = int(suite.get("skipped", 0))
        passed, failed, skipped = (
            passed + int(suite.get("tests", 0)) - bad - left,
            failed + bad,
            skipped + left,
        )
    return passed, failed, skipped


def main(reports: Path) -> int:
    lines = [line.split() for line in (reports / "tally").read_text(encoding="utf-8").splitlines()]
    counts = [(name, int(passed), int(failed), 0) for name, passed, failed in lines]
    counts += [(path.stem, *of_report(path)) for path in sorted(reports.glob("*.xml"))]
    for name, passed, failed, skipped in counts:
        if failed or skipped:
            print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")
    failures = sum(failed for _, _, failed, _ in counts)
    print(f"{sum(passed for _, passed, _, _ in counts)} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
