"""``tawthiq serve``."""

from __future__ import annotations

import secrets
import socket
import webbrowser

import click

from tawthiq.cli import progress
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.store import Store
from tawthiq.views.labels import label

_HOST = "127.0.0.1"
_PORT = 8765


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0 takes any free one. المنفذ")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
def serve_command(context: Context, *, port: int, no_browser: bool) -> None:
    """Open the archive in the browser. Served to this machine only; end it with Ctrl-C.

    \b
    Examples:
      tawthiq serve
      tawthiq --archive work.tawthiq serve --port 9000 --no-browser
    """
    import uvicorn

    from tawthiq.web import create_app

    told = progress.updating(context.lang)
    Store.open(context.archive, create=True, told=told).close()  # a format of today, and an error before a page
    listening = _listening(port)
    address = f"http://{_HOST}:{listening.getsockname()[1]}/"
    click.echo(label("ui", "serving", context.lang, address=address))
    if not no_browser:
        webbrowser.open(address)
    app = create_app(context.archive, secrets.token_urlsafe(32))
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((_HOST, port))
    except OSError as error:
        raise UsageError("T542", port=port, detail=error) from error
