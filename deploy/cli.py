"""`samenloop`: one command line.

A command is imported when it is asked for, so that one whose extra is not installed leaves the
others alone.  What the operator must put right is said in words, with exit code 2.
"""

import importlib
from typing import Any, Final, NoReturn

import click
from typing_extensions import override

from deploy.brokers import BrokerUnavailable
from schemas.errors import WrongConfiguration

# The command in `deploy/commands/<name>.py`, under that name; its help, so that none is imported
COMMANDS: Final = {
    "demo": "A simulated municipality on a broker of its own, with a live picture.",
    "run": "Run the hub: its doors, its steps, or both.",
    "check": "What a message says, or why it is refused.",
    "replay": "Put a folder of messages through the hub, without a broker.",
    "trace": "From a message to its events, or from an event to its messages.",
    "simulate": "Write the messages of a fictitious municipality, or registers to link.",
    "link": "Find which records of a table are one person's.",
    "reviews": "Persons that may be one: list them, show one, decide.",
    "explain": "Which records are about a person, and why.",
    "overview": "Somebody's own overview, in plain Dutch.",
    "models": "The weights of linking: list them, compare, set another.",
    "train": "Learn from a table how likely descriptions are one person's.",
    "topics": "Plan the topics on a broker, or make them so.",
    "dead-letters": "What could not be read: list it, show it, put it back.",
    "set-aside": "Go on without one record that a step fails at.",
    "verify": "Rebuild what the hub concludes from the facts, and compare.",
}


class Wrong(click.ClickException):
    """What the operator must put right; nothing was done."""

    exit_code = 2


class Commands(click.Group):
    """The commands by name."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        try:
            module = importlib.import_module(f"deploy.commands.{name}")
        except ModuleNotFoundError as missing:
            _say_missing(cmd_name, missing)
        command: click.Command = getattr(module, name)
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    @override
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (WrongConfiguration, BrokerUnavailable) as wrong:
            raise Wrong(str(wrong)) from wrong


def _say_missing(command: str, missing: ModuleNotFoundError) -> NoReturn:
    raise Wrong(
        f"`{command}` needs the package {missing.name}, which is not installed"
    ) from missing


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="samenloop", message="%(prog)s %(version)s")
def main() -> None:
    """Samenloop: funding streams that meet, as events.

    Takes in messages from Wmo, Participatiewet, UWV, Wlz and providers, works out which are about
    the same person, and tells who pays for what.
    """
