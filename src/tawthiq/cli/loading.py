"""Commands that are imported when they are called, so that ``tawthiq --help`` is quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from tawthiq.cli.helping import HelpContext, speaking


class LazyGroup(click.Group):
    """A group whose commands are given as "module:attribute"."""

    context_class = HelpContext

    def __init__(self, *args: Any, lazy: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order given: the order in which a user needs them."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.lazy[cmd_name]} is no command")
        return speaking(command)
