"""NE: what can be wrong with linkbases: their locators, arcs, roles and the networks they form."""

from __future__ import annotations

from validator.check import Wording, reading
from validator.finding import Severity
from validator.xsd.validity import WORDS

LOCATOR = reading(
    "NE101",
    "locator-to-nothing",
    says="the locator points to #{fragment}, which {uri} does not hold",
    cites="XBRL 2.1 §3.5.3.7.2",
    spec="xbrl.3.5.3.7.2:unresolvedLocator",
    mends="correct the fragment: the id of an element, or an element() pointer",
    why="""A locator must point to one element of a document of the DTS.

    Its arcs relate nothing, so labels, totals or members are silently lost.
    """,
)
ARC_TO_NOTHING = reading(
    "NE102",
    "arc-to-nothing",
    says="the arc's xlink:{side} is {label!r}, but no locator or resource of its link has that label",
    cites="XBRL 2.1 §3.5.3.9.2, §3.5.3.9.3",
    spec="xbrl.3.5.3.9.2:arcResource",
    mends="correct the label, or add the locator it should name",
    why="""Both ends of an arc must be labels used in its own extended link.

    The arc relates nothing otherwise.
    """,
)
ARC_TWICE = reading(
    "NE103",
    "arc-twice",
    says="a second arc from {start!r} to {end!r} in one extended link",
    cites="XLink 1.0 §5.1.5",
    mends="remove it, or give it locators with labels of their own",
    why="""An extended link must not have two arcs between the same pair of labels.

    XLink allows one; a second makes the document mean different things to different processors.
    """,
)
NOT_VALID = reading(
    "NE104",
    "linkbase-not-valid",
    says={clause: f"{{element}} {words}" for clause, words in WORDS.items()},
    cites="XML Schema 1.0 Part 1 §3.3.4; XBRL 2.1 §5.2",
    mends="write it as the schema that declares it says",
    why="""A linkbase must be valid by the schemas of its taxonomy.

    What an invalid link means is left to each processor to guess.
    """,
)
LINKBASE_ARCROLE = reading(
    "NE201",
    "linkbase-reference-of-other-arcrole",
    says="the arcrole of this linkbaseRef is {arcrole!r}",
    cites="XBRL 2.1 §4.3.3",
    spec="xbrl.4.3.3:linkbaseRefArcrole",
    mends="state xlink:arcrole as http://www.w3.org/1999/xlink/properties/linkbase",
    why="""A linkbaseRef must say by its arcrole that it points to a linkbase.

    XLink fixes the value; a processor may pass over a reference that says otherwise.
    """,
)
LINKBASE_EXPECTED = reading(
    "NE202",
    "linkbase-expected",
    says="{uri} is no linkbase",
    cites="XBRL 2.1 §4.3.2",
    spec="xbrl.4.3.2:linkbaseRefHref",
    mends="let the reference point to a link:linkbase",
    why="""A linkbaseRef must point to a linkbase.

    Whatever else it is, no link in it is part of the taxonomy.
    """,
)
OTHER_LINKS = reading(
    "NE203",
    "link-of-other-kind",
    says="the reference's role is {role}, but the linkbase holds {link}",
    cites="XBRL 2.1 §4.3.4",
    spec="xbrl.4.3.4:linkbaseRefLinks",
    mends="move the link to a linkbase of its own kind, or leave out the reference's role",
    why="""A linkbaseRef with a standard role must point to a linkbase of that kind of link only.

    A processor may read it for that kind alone, and lose the rest.
    """,
)
REFERRED_TWICE = reading(
    "NE204",
    "role-reference-twice",
    says="{uri} is referred to a second time",
    cites="XBRL 2.1 §3.5.2.4.5, §3.5.2.5.5",
    spec="xbrl.3.5.2.4.5:roleRefDuplicate",
    mends="remove one of the two references",
    why="""A linkbase or report must refer to a role or arcrole once.

    Two references may lead to two declarations.
    """,
)
REFERENCE_TO_NOTHING = reading(
    "NE205",
    "role-reference-to-nothing",
    says="the reference for {uri} leads to {href}, where no such role type is",
    cites="XBRL 2.1 §3.5.2.4.1, §3.5.2.5.1",
    spec="xbrl.3.5.2.4.5:roleRefNotDefined",
    mends="let it point to the id of the roleType or arcroleType",
    why="""A roleRef must lead to a roleType, an arcroleRef to an arcroleType.

    The role stays undeclared otherwise.
    """,
)
OTHER_ROLE = reading(
    "NE206",
    "role-reference-to-other-role",
    says="refers to {uri}, but leads to the declaration of {stated}",
    cites="XBRL 2.1 §3.5.2.4.5, §3.5.2.5.5",
    spec="xbrl.3.5.2.4.5:roleRefMismatch",
    mends="let the URI and the declaration it leads to agree",
    why="""A reference to a role must lead to the declaration of that role.

    The role in use stays undeclared otherwise.
    """,
)
NOT_ABSOLUTE = reading(
    "NE208",
    "role-not-absolute",
    says="{role!r} is no absolute URI",
    cites="XBRL 2.1 §3.5.2.4, §3.5.2.5",
    spec="xbrl.3.5.2.4:roleNotAbsolute",
    mends="state the whole URI, with its scheme",
    why="""A role or arcrole must be an absolute URI.

    A relative one means something else in every document.
    """,
)
OTHER_ELEMENT = reading(
    "NE209",
    "role-on-other-element",
    says="{role} may not be used on {element}",
    cites="XBRL 2.1 §5.1.3.4",
    spec="xbrl.5.1.3.4:custRoleUsedOn",
    mends="use a role made for this element, or name the element in the role's link:usedOn",
    why="""A role must be used only on the elements its declaration names.

    Its definition speaks of those, not of this one.
    """,
)
NOT_REFERRED = reading(
    "NE210",
    "role-not-referred",
    says=Wording("{role} is used, but this linkbase has no roleRef for it", cause=("role",)),
    cites="XBRL 2.1 §3.5.2.4",
    spec="xbrl.3.5.2.4:missingRoleRef",
    mends="add a link:roleRef to its declaration, or correct the role",
    why="""A linkbase must refer to the declaration of every role of its own it uses.

    What the role means is not known otherwise.
    """,
)
OTHER_ARC = reading(
    "NE211",
    "arcrole-on-other-arc",
    says="{arcrole} may not be used on {arc}",
    cites="XBRL 2.1 §5.1.4.5, §5.2",
    spec="xbrl.5.1.4.5:custArcroleUsedOn",
    mends="use the arc the arcrole is made for, or name this one in the arcrole's link:usedOn",
    why="""An arcrole must be used only on the arcs it is made for.

    The arc's attributes and ends do not fit the relationship otherwise.
    """,
)
ARCROLE_NOT_REFERRED = reading(
    "NE212",
    "arcrole-not-referred",
    says=Wording("{arcrole} is used, but this linkbase has no arcroleRef for it", cause=("arcrole",)),
    cites="XBRL 2.1 §3.5.2.5",
    spec="xbrl.3.5.2.5:missingArcroleRef",
    mends="add a link:arcroleRef to its declaration, or correct the arcrole",
    why="""A linkbase must refer to the declaration of every arcrole of its own it uses.

    What the relationship means, and which circles it may form, is not known otherwise.
    """,
)
OTHER_LOCATOR = reading(
    "NE301",
    "locator-of-other-kind",
    says="{element} stands in {link}, where only link:loc may locate",
    cites="XBRL 2.1 §5.2.2.1, §5.2.3.1, §5.2.4.1, §5.2.5.1, §5.2.6.1",
    spec="xbrl.5.2.2.1:customLocator",
    mends="write it as link:loc",
    why="""A standard extended link must locate by link:loc alone.

    Processors pass over locators they do not know.
    """,
)
OTHER_THING = reading(
    "NE302",
    "locator-to-other-thing",
    says="the locator leads to {href}, which is nothing {link} may relate",
    cites="XBRL 2.1 §5.2.2.1, §5.2.3.1, §5.2.4.1, §5.2.5.1, §5.2.6.1",
    spec="xbrl.5.2.2.1:labelLinkLocTarget",
    mends="let it point to the declaration of a concept",
    why="""A standard extended link must locate concepts, or for prohibition its own kind of resource.

    A relationship with anything else has no meaning.
    """,
)
NO_LANGUAGE = reading(
    "NE303",
    "label-without-language",
    says="label {text!r} states no language",
    cites="XBRL 2.1 §5.2.2.2.1",
    spec="xbrl.5.2.2.2.1:labelLang",
    mends="add xml:lang to it, or to its link or linkbase",
    why="""A label must have a language.

    Users choose labels by it.
    """,
)
OTHER_LINK = reading(
    "NE304",
    "resource-of-another-link",
    says="relates a concept to a resource of another extended link without prohibiting it",
    cites="XBRL 2.1 §5.2.2.3, §5.2.3.3",
    spec="xbrl.5.2.2.3:labelArcRemoteResource",
    mends='write the label or reference in this link, or state use="prohibited"',
    why="""An arc may reach a label or reference of another link only to prohibit it.

    Labels are meant to stand in the link that relates them.
    """,
)
OTHER_ENDS = reading(
    "NE305",
    "arc-between-other-things",
    says="{arc} relates {source} to {target}, where {what} are expected",
    cites="XBRL 2.1 §5.2",
    spec="xbrl.5.2.6.2.4",
    mends="correct the end that is wrong, or use another arcrole",
    why="""An arc must relate what its arcrole is made for.

    The relationship has no meaning for anything else.
    """,
)
NOT_NUMERIC = reading(
    "NE401",
    "summation-of-other-than-numbers",
    says="{concept} takes part in a summation, but its type is {type}",
    cites="XBRL 2.1 §5.2.5.2",
    spec="xbrl.5.2.5.2:nonNumericCalc",
    mends="remove the arc, or give the concept a numeric type",
    why="""A summation must relate numeric items.

    Nothing else can be added up.
    """,
)
ZERO_WEIGHT = reading(
    "NE402",
    "weight-of-zero",
    says="{item} contributes to {total} with a weight of zero",
    cites="XBRL 2.1 §5.2.5.2.1; Calculations 1.1 §3",
    spec="xbrl.5.2.5.2.1:zeroWeight",
    mends="state its true weight, or remove the arc",
    why="""A weight must not be zero.

    The item would never contribute to its total.
    """,
)
BEYOND_LIMITS = reading(
    "NE408",
    "weight-beyond-limits",
    says="{item} has a weight of {digits:,} significant digits, the last worth 10^{exponent:,}: "
    "no sum of {total} was judged",
    cites="XML Schema 1.0 Part 2 §3.2.3 (minimally conforming processors)",
    mends="state a weight of at most {most:,} significant digits, its last between 10^-{largest:,} and 10^{largest:,}",
    why="""A weight must be within what is read: a few thousand digits on either side of the point.

    A total whose parts cannot all be weighed is compared with nothing, and that must not look like a proof.
    """,
)
AGAINST_BALANCE = reading(
    "NE403",
    "weight-against-balance",
    says="weight {weight} adds {item_balance} {item} to {total_balance} {total}",
    cites="XBRL 2.1 §5.1.1.2, Table 6",
    spec="xbrl.5.1.1.2:balanceCalcWeightIllegal",
    mends="use a positive weight between equal balances and a negative one between debit and credit",
    why="""A weight's sign must agree with the balances it relates.

    A credit adds to a credit and takes away from a debit.
    """,
)
PREFERRED = reading(
    "NE404",
    "preferred-label-missing",
    says="{concept} has no label of the preferred role {role}",
    cites="XBRL 2.1 §5.2.4.2.1",
    spec="xbrl.5.2.4.2.1:preferredLabelMissing",
    mends="add a label of that role, or correct preferredLabel",
    why="""A preferred label must exist.

    The concept would be shown under another name than intended.
    """,
)
ALIAS = reading(
    "NE405",
    "alias-of-another-kind",
    says="{alias} is an alias of {essence}, but its {what} is {other}, not {mine}",
    cites="XBRL 2.1 §5.2.6.2.2",
    spec="xbrl.5.2.6.2.2:essenceAliasTypes",
    mends="relate concepts of one type, period type and balance",
    why="""An essence and its alias must have the same type, period type and balance.

    They are to have equal values.
    """,
)
CIRCLE = reading(
    "NE501",
    "circle-not-allowed",
    says="{source} to {target} closes a circle in {role}; {arcrole} allows {allowed} cycles",
    cites="XBRL 2.1 §5.1.4.3",
    spec="xbrl.5.1.4.3:cycles",
    mends="remove or prohibit one of the arcs of the circle",
    why="""A network must not form circles its arcrole does not allow.

    A tree that contains itself can be neither shown nor summed.
    """,
)
NOT_DECIMAL = reading(
    "NE406",
    "summation-of-other-than-decimals",
    says="{concept} takes part in a Calculations 1.1 summation, but its type is {type}",
    cites="Calculations 1.1 §4",
    spec="calc11e:nonDecimalItemNode",
    mends="give the concept a type derived from xs:decimal, or use the arcrole of XBRL 2.1",
    why="""A summation of Calculations 1.1 must relate items whose types derive from xs:decimal.

    Rounding to decimal places is not defined for floating-point numbers and fractions.
    """,
)
SUMMED_TWICE = reading(
    "NE407",
    "summation-twice",
    says="{item} contributes to {total} a second time in this link role",
    cites="Calculations 1.1 §4",
    spec="calc11e:duplicateCalculationRelationships",
    mends="remove or prohibit one of the two arcs",
    why="""An item must contribute to a total once in a link role of Calculations 1.1.

    It would be counted twice.
    """,
)
TOLD_BALANCE = reading(
    "NE409",
    "weight-against-told-balance",
    says="weight {weight} adds {item_balance} {item} to {total_balance} {total}, by what MetaLinks.json tells of them",
    cites="XBRL 2.1 §5.1.1.2, Table 6",
    mends="use a positive weight between equal balances and a negative one between debit and credit",
    severity=Severity.WARNING,
    why="""A weight's sign must agree with the balances it relates, also where they are only told.

    The schemas that declare them could not be had, so this is no error.
    """,
)
