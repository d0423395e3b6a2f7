"""TX2, TX3: what can be wrong with what schemas say for XBRL: items, tuples and roles."""

from __future__ import annotations

from validator.check import reading

PERIOD_TYPE = reading(
    "TX201",
    "item-without-period-type",
    says="item {concept} states no xbrli:periodType",
    cites="XBRL 2.1 §5.1.1.1",
    spec="xbrl.5.1.1.1:itemPeriodType",
    mends="add xbrli:periodType, instant or duration",
    why="""An item must say whether its facts are of a moment or of a duration.

    No context can be right for it otherwise.
    """,
)
BALANCE = reading(
    "TX202",
    "balance-of-other-than-money",
    says="{concept} has a balance, but its type {type} is not monetary",
    cites="XBRL 2.1 §5.1.1.2",
    spec="xbrl.5.1.1.2:itemBalance",
    mends="remove xbrli:balance, or give it a type derived from xbrli:monetaryItemType",
    why="""Only a monetary item may be a debit or a credit.

    The signs of calculations follow from it, and mean nothing for other types.
    """,
)
ITEM_TYPE = reading(
    "TX203",
    "item-of-foreign-type",
    says="item {concept} has the type {type}, which derives from no XBRL item type",
    cites="XBRL 2.1 §5.1.1.3",
    spec="xbrl.5.1.1.3:itemType",
    mends="derive its type, by restriction, from one of the item types of XBRL",
    why="""An item's type must derive from one of the types XBRL defines.

    They carry contextRef, unitRef and accuracy, without which it cannot be reported.
    """,
)
TUPLE_ATTRIBUTE = reading(
    "TX204",
    "tuple-with-item-attribute",
    says="tuple {concept} states xbrli:{attribute}",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tuplePeriodType",
    mends="remove the attribute",
    why="""A tuple must have neither a period type nor a balance.

    It has no value of its own; its members have.
    """,
)
TUPLE_CONTENT = reading(
    "TX205",
    "tuple-without-element-content",
    says="tuple {concept} has {content} content",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleMixedContent",
    mends="let it hold items and tuples only",
    why="""A tuple must hold elements, and no text between them.

    Text in it belongs to no fact.
    """,
)
TUPLE_ELEMENTS = reading(
    "TX206",
    "tuple-of-other-elements",
    says="tuple {concept} holds {child}, which is no global item or tuple",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleElementItemOrTuple",
    mends="declare it globally, as an item or tuple, and refer to it",
    why="""A tuple must hold only items and tuples that are declared globally.

    Anything else cannot be a fact.
    """,
)
TUPLE_XBRL_ATTRIBUTE = reading(
    "TX207",
    "tuple-attribute-of-xbrl",
    says="tuple {concept} declares the attribute {attribute}, whose namespace belongs to XBRL",
    cites="XBRL 2.1 §4.9",
    spec="xbrl.4.9:tupleAttribute",
    mends="remove the attribute, or take one of a namespace of your own",
    why="""A tuple must not declare attributes from the namespaces of XBRL.

    They have their meanings on other elements.
    """,
)
ROLE_TWICE = reading(
    "TX301",
    "role-declared-twice",
    says="role {uri} is declared a second time in this schema",
    cites="XBRL 2.1 §5.1.3, §5.1.4",
    spec="xbrl.5.1.3:roleTypeDuplicate",
    mends="remove one of the two declarations",
    why="""A schema must declare a role or arcrole once.

    Two declarations may allow different uses, and which one counts would be chance.
    """,
)
ROLE_DIFFERS = reading(
    "TX302",
    "role-declared-differently",
    says="role {uri} is declared otherwise than in another schema of the taxonomy",
    cites="XBRL 2.1 §5.1.3, §5.1.4",
    spec="xbrl.5.1.3:roleTypes-inequality",
    mends="let both state the same definition, the same uses and the same cycles",
    why="""Declarations of one role in several schemas must say the same.

    Otherwise its meaning depends on which schema is read first.
    """,
)
USED_ON_TWICE = reading(
    "TX303",
    "used-on-twice",
    says="role {uri} names {element} twice as its use",
    cites="XBRL 2.1 §5.1.3.4, §5.1.4.5",
    spec="xbrl.5.1.3.4:roleTypeUsedOn",
    mends="remove one of the two",
    why="""A role must name each element it is used on once.

    A repetition is usually another element mistyped.
    """,
)
