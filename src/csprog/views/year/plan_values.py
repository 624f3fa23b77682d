"""Turns parts of a plan into frozen values for templates.

A model has methods that read and run what they are given, so no template may ever get hold of one.
"""

from __future__ import annotations

from dataclasses import make_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias

from csprog.programme.entries import PlanModel

PlanValue: TypeAlias = Any
"""A frozen value with the public keys of a model and nothing else."""


def public_keys(model: type[PlanModel]) -> list[str]:
    """Return the keys of a model but for its remark, which is not published."""
    return [key for key in model.model_fields if key != "remark"]


@cache
def value_class(model: type[PlanModel]) -> type[Any]:
    """Return the class of values that have the keys of `model`, under its name."""
    keys = [(name, Any) for name in public_keys(model)]
    return make_dataclass(model.__name__, keys, frozen=True, slots=True, namespace={"__module__": __name__})


class PlanValues:
    """Values of one plan: the same part gives the same value.

    Parts are told by their identity, so the plan must stay in memory.
    """

    def __init__(self) -> None:
        """Begin without any value."""
        self._made: dict[int, PlanValue] = {}

    def of(self, part: PlanModel) -> PlanValue:
        """Return the value of a part of the plan."""
        if id(part) not in self._made:
            model = type(part)
            self._made[id(part)] = value_class(model)(*(self._plain(getattr(part, key)) for key in public_keys(model)))
        return self._made[id(part)]

    def _plain(self, value: object) -> Any:
        match value:
            case PlanModel():
                return self.of(value)
            case tuple():
                return tuple(self._plain(item) for item in value)
            case dict():
                return MappingProxyType({key: self._plain(item) for key, item in value.items()})
        return value
