"""Every shipped file with its hash, source, date and licence. This module writes the registry.

Run ``python -m data.build.registry`` after any shipped file has changed. What to say of each file stands in
``tables/shipped.csv``; hash and rows are counted here.
"""

import hashlib
import json
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[1]
SHIPPED = Path(__file__).parent / "tables" / "shipped.csv"
REGISTRY = DATA / "province" / "registry.csv"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(path: Path) -> int:
    """Return the number of records of a CSV or features of a GeoJSON."""
    if path.suffix == ".geojson":
        return len(json.loads(path.read_text(encoding="utf-8"))["features"])
    return len(pd.read_csv(path, dtype=str))


def registry() -> pd.DataFrame:
    """Return the registry of the shipped files that exist."""
    shipped = pd.read_csv(SHIPPED, dtype=str, keep_default_na=False)
    shipped = shipped[[(DATA / file).exists() for file in shipped["file"]]].reset_index(drop=True)
    paths = [DATA / file for file in shipped["file"]]
    shipped.insert(1, "sha256", [sha256(path) for path in paths])
    shipped.insert(2, "rows", [rows(path) for path in paths])
    return shipped


def write() -> None:
    """Write the registry beside the facts it lists."""
    listed = registry()
    listed.to_csv(REGISTRY, index=False, encoding="utf-8", lineterminator="\n")
    print(f"registry.csv: {len(listed)} files")


if __name__ == "__main__":
    write()
