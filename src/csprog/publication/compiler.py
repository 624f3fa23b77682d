"""How templates become Python: as Jinja does it, with a short way for what a large plan's page does a million times."""

from __future__ import annotations

from itertools import chain
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.compiler import Frame


class Compiler(CodeGenerator):
    """Writes code for the sandbox, which has `written`, `showing` and what `EnvironmentAttribute` names.

    `measure.text` becomes `measure.text` itself where the object is of a class that shows it, and the sandbox's
    `getattr` where not; a text is escaped and counted in one step.
    """

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Write what the code below needs at hand: filters, tests, how a value is written, which classes show which attribute."""
        kept = list(nodes)
        super().pull_dependencies(kept)
        self.writeline("_written = environment.written")
        for name in sorted(set(chain.from_iterable(map(_attributes, kept)))):
            self.writeline(f"_{name}_of = environment.showing({name!r})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write texts and values that follow one another: they leave a function together, not one by one."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        self.writeline("_texts = []")
        frame.buffer = "_texts"
        super().visit_Output(node, frame)
        frame.buffer = None
        self.writeline("yield concat(_texts)")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - likewise
        """Write an attribute."""
        if not _is_plain(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_it.{node.attr} if type(_it := ")
        self.visit(node.node, frame)
        self.write(f") in _{node.attr}_of else environment.getattr(_it, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - likewise
        """Write a call: nothing of ours wants the loop's variables; the sandbox's own functions need nobody's leave."""
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.visit(node.node, frame)
            self.write("(")
            for value in node.args:
                self.visit(value, frame)
                self.write(", ")
        else:
            self.write("environment.call(context, ")
            self.visit(node.node, frame)
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plainly_escaped(frame):
            self.write("_written(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plainly_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _attributes(node: nodes.Node) -> Iterable[str]:
    return (found.attr for found in node.find_all(nodes.Getattr) if _is_plain(found.attr))


def _is_plain(name: str) -> bool:
    """Tell whether an attribute's name is one that Python reads as it stands."""
    return name.isascii() and not name.startswith("_") and not iskeyword(name)


def _is_plainly_escaped(frame: Frame) -> bool:
    """Tell whether what is written is escaped, and no template has a say in that while it runs."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
