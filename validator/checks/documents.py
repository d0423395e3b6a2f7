"""DO: what can be wrong with a file before anything in it is understood."""

from __future__ import annotations

from validator.check import reading

MALFORMED = reading(
    "DO101",
    "malformed-xml",
    says="not well-formed XML: {reason}",
    cites="XML 1.0 §2.1",
    mends="close, quote or escape what the parser stopped at; nothing after this place was read",
    why="""A report must be well-formed before any figure in it can be trusted.

    Figures after the fault were not read, so no total that needs them can be proven.
    """,
)

ENCODING = reading(
    "DO102",
    "wrong-encoding",
    says="{reason}",
    cites="XML 1.0 §4.3.3",
    mends="save the file in the encoding its XML declaration names, best UTF-8",
    why="""The bytes of a file must be in the encoding it declares.

    Otherwise letters, and so names and figures, may be read as others than those that were meant.
    """,
)
ENTITY = reading(
    "DO103",
    "entity-declaration",
    says="declares the entity {name}, which is not expanded",
    cites="XML 1.0 §4.2, XBRL 2.1 §4.1",
    mends="write the text itself where the entity is used, and take the declaration out",
    why="""A report must not define entities: a few nested ones can grow to gigabytes.

    The file was left at the declaration, before anything was expanded.
    """,
)
EXTERNAL = reading(
    "DO104",
    "external-entity",
    says="refers to {name}, which is outside the file and not read",
    cites="XML 1.0 §4.2.2, XBRL 2.1 §4.1",
    mends="put the content into the file, and take the reference out",
    why="""A report must stand on its own: what an external entity holds can change, or be a file nobody meant to open.

    Nothing outside was opened, and nothing after the reference was read.
    """,
)
STRUCTURE = reading(
    "DO105",
    "schema-invalid-structure",
    says="{reason}",
    cites="XBRL 2.1 §4.1, xbrl-instance-2003-12-31.xsd",
    mends="put the elements into the order, and give them the content, the XBRL instance schema asks for",
    why="""An instance must be valid by the XBRL instance schema.

    Software that relies on the schema reads such a report differently, or not at all.
    """,
)
