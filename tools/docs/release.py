"""Writes ci/, the release pipelines of this repository's demo; with --check, says whether they are up to date."""

import sys
from pathlib import Path

from adfc.cli.run.release import release_pipeline

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "azure-pipelines.yml": ("azure", "publish"),
    "azure-pipelines-arm.yml": ("azure", "arm"),
    "github-workflow.yml": ("github", "publish"),
    "github-workflow-arm.yml": ("github", "arm"),
}


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` compare them; the exit code."""
    texts = {ROOT / "ci" / name: release_pipeline(ROOT, *made_of) for name, made_of in PAGES.items()}
    if "--check" not in arguments:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not up to date: run python {Path(__file__).relative_to(ROOT)}")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
