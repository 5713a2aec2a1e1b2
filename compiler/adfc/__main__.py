"""`python -m adfc` is `adfc`."""

from adfc.cli import main

main()
