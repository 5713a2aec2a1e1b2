"""What differs between targets: `adfc.yml`, variables, overrides, patterns. Documents in, one target's specs out."""
