"""``python -m tawthiq``: the same as the command ``tawthiq``, where no script was installed."""

from tawthiq.cli import main

if __name__ == "__main__":
    main()
