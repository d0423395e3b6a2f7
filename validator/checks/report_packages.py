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
    says={
        "suffix": Wording("a report package is named {suffixes}, not {suffix}", "rpe:unsupportedFileExtension"),
        "later": Wording(
            "{entry} stands at the top, as in a later version of report packages",
            "rpe:unsupportedReportPackageVersion",
        ),
        "unknown": Wording("{type} is no type of report package of version 1.0", "rpe:unsupportedReportPackageVersion"),
        "untold": Wording(
            "a package named {suffix} says of what type it is in {entry}", "rpe:documentTypeFileExtensionMismatch"
        ),
        "suffix-of-other": Wording(
            "{type} belongs in a file named {expected}, not {suffix}", "rpe:documentTypeFileExtensionMismatch"
        ),
    },
    cites="Report Packages 1.0 §3.1, §3.2",
    mends="rename the package, or correct its documentType",
    why="""A package's name and its documentType say the same: which reports it may hold.""",
)
EMPTY = reading(
    "PK203",
    "report-package-empty",
    says={
        "folder": Wording(
            "no report where packages have theirs: there is no folder reports", "rpe:missingReportsDirectory"
        ),
        "report": Wording("no report where packages have theirs: the folder reports holds none", "rpe:missingReport"),
    },
    cites="Report Packages 1.0 §3.3",
    mends="put the report into the folder reports below the package's top folder",
    why="""A report package without a report proves nothing.""",
)
CROWDED = reading(
    "PK204",
    "report-package-crowded",
    says={
        "folder": Wording("the folder {folder} holds {reports} reports", "rpe:multipleReportsInSubdirectory"),
        "package": Wording("a package named {suffix} holds one report, and this one {reports}", "rpe:multipleReports"),
    },
    cites="Report Packages 1.0 §3.1, §3.3",
    mends="keep one report in the folder, or in the package",
    why="""Which of several reports is meant cannot be told.""",
)
OTHER = reading(
    "PK205",
    "report-of-other-type",
    says="a package named {suffix} holds {allowed}",
    spec="rpe:incorrectReportType",
    cites="Report Packages 1.0 §3.1",
    mends="name the package .zip, or put a report of its type into it",
    why="""Who receives a package of one type need not be able to read a report of another.""",
)
