"""PK2: what can be wrong with a report package: what it says of itself, and which reports it holds."""

from __future__ import annotations

from validator.check import Wording, reading
from validator.checks.oim import NOT_JSON

METADATA = reading(
    "PK201",
    "report-package-metadata-invalid",
    says={
        variant: Wording(f"the package does not say what it is: {words}", spec)
        for variant, (words, spec) in {
            **{variant: (words, "rpe:invalidJSON") for variant, words in NOT_JSON.items()},
            "twice": ("{key!r} stands twice in one object", "rpe:invalidJSON"),
            "type": ("{pointer} is no string", "rpe:invalidJSONStructure"),
        }.items()
    },
    cites="Report Packages 1.0 §3.2",
    mends='write {{"documentInfo": {{"documentType": "https://xbrl.org/report-package/2023"}}}}',
    why="""META-INF/reportPackage.json says by which specification a package is to be read.""",
)
TYPE = reading(
    "PK202",
    "report-package-type-mismatched",
    says="{reason}",
    cites="Report Packages 1.0 §3.1, §3.2",
    mends="rename the package, or correct its documentType",
    why="""A package's name and its documentType say the same: which reports it may hold.""",
)
EMPTY = reading(
    "PK203",
    "report-package-empty",
    says="the package holds no report: {reason}",
    cites="Report Packages 1.0 §3.3",
    mends="put the report into the folder reports below the package's top folder",
    why="""A report package without a report proves nothing.""",
)
CROWDED = reading(
    "PK204",
    "report-package-crowded",
    says="{reason}",
    cites="Report Packages 1.0 §3.1, §3.3",
    mends="keep one report in the folder, or in the package",
    why="""Which of several reports is meant cannot be told.""",
)
OTHER = reading(
    "PK205",
    "report-of-other-type",
    says="{reason}",
    cites="Report Packages 1.0 §3.1",
    mends="name the package .zip, or put a report of its type into it",
    why="""Who receives a package of one type need not be able to read a report of another.""",
)
