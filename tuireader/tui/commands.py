"""The palette: every action of the screen, found by its word or by what it does."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hits
from textual.system_commands import SystemCommandsProvider


class Actions(SystemCommandsProvider):
    """The actions in the table's own order, the most wanted first; Textual would sort them."""

    async def discover(self) -> Hits:
        """Yield them all, for where nothing is typed yet."""
        for command in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(command.title, command.callback, help=command.help)
