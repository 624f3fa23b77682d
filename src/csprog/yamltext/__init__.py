"""A YAML text with addresses: what does it say, where is this value, put this there. The only room that knows YAML."""

from csprog.yamltext.characters import FORBIDDEN, decode, encode
from csprog.yamltext.document import Comments, write
from csprog.yamltext.nodes import Node, locate, locate_mapping
from csprog.yamltext.positions import positions
from csprog.yamltext.reader import MOST_PROBLEMS, Reading, Unquoted, Value, is_text, read
from csprog.yamltext.revise import revise
from csprog.yamltext.scalars import WIDTH
from csprog.yamltext.splice import Edit, apply, insert_item, insert_items, inverse, remove_items

__all__ = [
    "FORBIDDEN",
    "MOST_PROBLEMS",
    "WIDTH",
    "Comments",
    "Edit",
    "Node",
    "Reading",
    "Unquoted",
    "Value",
    "apply",
    "decode",
    "encode",
    "insert_item",
    "insert_items",
    "inverse",
    "is_text",
    "locate",
    "locate_mapping",
    "positions",
    "read",
    "remove_items",
    "revise",
    "write",
]
