"""Data against its schema: ADF's types by the generated model, all else by JSON Schema."""
