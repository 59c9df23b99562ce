"""What each page says, as dataclasses; ``cli`` and ``export`` print them."""
