"""A tree back to text: the shortest that parses to the same tree, places aside."""

from adfc.expressions.syntax import Call, Expression, Index, Literal, Member, Template


def printed(tree: Expression) -> str:
    """The whole string value for a tree: `@...`, text with `@{...}`, or plain text for a string on its own."""
    match tree:
        case Literal(value=str(text)):
            return f"@{text}" if text[:1] == "@" else _escaped(text)
        case Template(parts=parts):
            return "".join(_piece(parts, at) for at in range(len(parts)))
        case _:
            return f"@{inner(tree)}"


def inner(tree: Expression) -> str:
    """An expression without its `@`, as it stands inside another."""
    match tree:
        case Literal(value=value):
            return _literal(value)
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(inner, arguments))})"
        case Member(target=target, name=name, is_safe=is_safe):
            return f"{inner(target)}{'?' if is_safe else ''}.{name}"
        case Index(target=target, index=index, is_safe=is_safe):
            return f"{inner(target)}{'?' if is_safe else ''}[{inner(index)}]"
        case Template():
            raise ValueError("text with expressions in it stands only on its own")


def _literal(value: str | float | bool | None) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value).replace("inf", "1e999")


def _piece(parts: tuple[str | Expression, ...], at: int) -> str:
    """One part of a template. An `@` that would be read with its neighbours becomes an expression."""
    part = parts[at]
    if not isinstance(part, str):
        return f"@{{{inner(part)}}}"
    start, end = "", ""
    if at == 0 and part[:1] == "@":
        start, part = "@{'@'}", part[1:]
    text = part.rstrip("@") if at + 1 < len(parts) else part
    if signs := part[len(text) :]:
        end = f"@{{'{signs}'}}"
    return start + _escaped(text) + end


def _escaped(text: str) -> str:
    return text.replace("@{", "@@{")
