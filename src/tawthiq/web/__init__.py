"""The archive in a browser, on this machine only: pages that are whole without JavaScript, each with its JSON twin."""

from tawthiq.web.app import create_app

__all__ = ["create_app"]
