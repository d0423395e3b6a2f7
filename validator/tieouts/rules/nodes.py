"""What a parsed rule is made of: tuples of a kind, an offset in the text, and parts; typed by their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    Relating = Literal["==", "<=", ">=", "<", ">"]
    Joining = Literal["+", "-", "*", "/", "union", "without", "both", "and", "or"]
    Leaf = tuple[Literal["number", "name", "text"], int, str]
    Member = tuple[Literal["member"], int, str, tuple[tuple[str, str, int], ...]]  # axis, member, offset
    Call = tuple[Literal["call"], int, str, tuple["Node", ...]]
    Ranging = tuple[Literal["ranging"], int, str, "Node"]
    Names = tuple[Literal["list"], int, tuple[tuple[str, int], ...]]
    Relation = tuple[Relating, int, "Node", "Node"]
    Node = (
        Leaf
        | Member
        | Call
        | Ranging
        | Names
        | Relation
        | tuple[Joining, int, "Node", "Node"]
        | tuple[Literal["negative", "not"], int, "Node"]
        | tuple[Literal["**"], int, "Node", int]
    )

RELATIONS: tuple[Relating, ...] = ("==", "<=", ">=", "<", ">")


def parts(node: Node) -> tuple[Node, ...]:
    """Return the nodes a node joins: operands, sides, arguments; of a leaf and of names there are none."""
    if node[0] == "call":
        return node[3]
    if node[0] == "ranging":
        return (node[3],)
    if node[0] == "**" or node[0] == "negative" or node[0] == "not":
        return (node[2],)
    if node[0] == "number" or node[0] == "name" or node[0] == "text" or node[0] == "member" or node[0] == "list":
        return ()
    return node[2], node[3]
