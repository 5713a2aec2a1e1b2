"""The codes of this stage, each with what it means and the way out. ADF001 to ADF019 are its own."""

UNDECODABLE = "ADF001"
"""The bytes of the file are not text: neither UTF-8 nor UTF-16 with a byte order mark. Save the file as UTF-8."""

UNPRINTABLE = "ADF002"
"""A control character, half of a surrogate pair, or a character that YAML 1.1 and 1.2 disagree about (U+0085, U+2028,
U+2029 break lines in one and not in the other) stands in the text. Remove it, or write an escape in double quotes."""

SYNTAX = "ADF003"
"""The text is not YAML (or JSON) at this place. Nothing after it was read."""

DUPLICATE_KEY = "ADF004"
"""A mapping has the same key twice. Most readers keep the last one silently, and half of what was written is lost."""

KEY_NOT_TEXT = "ADF005"
"""A key is a number, `true`, `null`, a list or a mapping. JSON, which ADF speaks, knows text only: quote it."""

TAG = "ADF006"
"""A value has a tag such as `!foo`, or one of YAML's own that does not fit it. Only `!!str`, `!!int`, `!!float`,
`!!bool`, `!!null`, `!!map` and `!!seq` are read. Quote text that starts with `!`."""

TOO_DEEP = "ADF007"
"""Lists and mappings are nested deeper than the reader follows: 100 levels in YAML, 200 in JSON."""

ALIAS = "ADF008"
"""An alias (`*name`) has no anchor (`&name`) above it, stands inside its own anchor, or the aliases of the file
stand for more text than a person would write (1,000 aliases, 100,000 values)."""

NUMBER = "ADF009"
"""A number that JSON does not have (infinity, not-a-number) or that ADF's 64-bit integers do not hold. Quote it if it
is text."""

LEADING_ZERO = "ADF010"
"""A warning: `0123` is the number 123 in YAML 1.2 (and was 83, octal, in YAML 1.1). Quote it to keep the zero."""

EMPTY = "ADF011"
"""The file holds nothing, or comments only."""

BARE_AT = "ADF012"
"""A value starts with a bare `@`, which YAML keeps for itself. Expressions are text: put them in quotes.

Before: `value: @pipeline().parameters.day`. After: `value: "@pipeline().parameters.day"`."""

MERGE_KEY = "ADF013"
"""The merge key `<<` belongs to YAML 1.1. Write the keys out; an alias for a whole value (`*name`) is fine."""

SEVERAL_DOCUMENTS = "ADF014"
"""A second YAML document starts (after `---` or `...`). Every file is one document."""

TAB = "ADF015"
"""A tab stands where YAML allows only spaces, mostly in the indentation."""
