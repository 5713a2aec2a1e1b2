"""Numbers to text by .NET's custom format strings: `0`, `#`, `.`, `,`, `%`, `‰`, exponents, quoted text, sections.

https://learn.microsoft.com/dotnet/standard/base-types/custom-numeric-format-strings.
"""

from adfc.expressions.dotnet.cultures import Numbers
from adfc.expressions.dotnet.digits import Digits
from adfc.expressions.dotnet.number_plan import Piece, Plan, plan_of, sections_of

_MOST_EXPONENT = 10


def format_custom(number: Digits, pattern: str, numbers: Numbers) -> str:
    """The number, written by a custom format. Nothing is refused: a letter that means nothing stands for itself."""
    sections = sections_of(pattern)
    chosen = _chosen(sections, 2 if not number.text else 1 if number.is_negative else 0)
    plan = plan_of(sections[chosen])
    shown = _rounded(number, plan)
    if number.text and not shown.text:
        zero = _chosen(sections, 2)
        if zero != chosen:
            chosen, plan = zero, plan_of(sections[zero])
    return _signed(_Writing(shown, plan, numbers).write(), shown, chosen, numbers)


def _signed(written: str, shown: Digits, chosen: int, numbers: Numbers) -> str:
    """A section of its own for negative numbers writes no sign, and neither does an empty text."""
    is_signed = shown.is_negative and chosen == 0 and (shown.scale != 0 or bool(written))
    return numbers.minus + written if is_signed else written


def _chosen(sections: list[list[Piece]], wanted: int) -> int:
    """The section for positive (0), negative (1) or zero (2): an empty one or none is that for all."""
    return wanted if wanted < len(sections) and sections[wanted] else 0


def _rounded(number: Digits, plan: Plan) -> Digits:
    shown = number.shifted(plan.scale)
    if not shown.text:
        return Digits(shown.is_negative and shown.is_float, "", 0, shown.is_float)
    return shown.rounded(plan.digits if plan.is_scientific else shown.scale + plan.digits - plan.point)


class _Writing:
    """One number being written by one section."""

    def __init__(self, number: Digits, plan: Plan, numbers: Numbers) -> None:
        self.number = number
        self.plan = plan
        self.numbers = numbers
        self.out: list[str] = []
        self.taken = 0
        self.least = max(plan.point - plan.first_zero, 0)
        self.last = min(plan.point - plan.last_zero, 0)
        self.place = plan.point if plan.is_scientific else max(number.scale, plan.point)
        self.ahead = 0 if plan.is_scientific else number.scale - plan.point
        self.separators = self._separators() if plan.is_grouped else set()
        self.has_point = self.has_exponent = False

    def write(self) -> str:
        """The text."""
        for kind, text in self.plan.pieces:
            if self.ahead > 0 and kind in "#0.":
                self._surplus()
            if kind in "#0":
                self._digit()
            elif kind == ".":
                self._point()
            elif kind == "exponent":
                self._exponent(text)
            elif kind != ",":
                self.out.append({"%": self.numbers.percent.symbol, "‰": self.numbers.per_mille}.get(kind, text))
        return "".join(self.out)

    def _separators(self) -> set[int]:
        """Behind which digits, counted from the point, a separator stands."""
        whole = max(self.least, self.place + min(self.ahead, 0))
        places: set[int] = set()
        sizes = list(self.numbers.plain.sizes) or [0]
        total = sizes[0]
        while whole > total and sizes[0]:
            places.add(total + 1)
            sizes = sizes[1:] or sizes
            total += sizes[0]
        return places if self.numbers.plain.group else set()

    def _surplus(self) -> None:
        """The digits for which the section has no place, before its first one."""
        while self.ahead > 0:
            self._put(self._next() or "0")
            self.ahead -= 1

    def _next(self) -> str:
        digit = self.number.text[self.taken : self.taken + 1]
        self.taken += len(digit)
        return digit

    def _digit(self) -> None:
        if self.ahead < 0:
            self.ahead += 1
            digit = "0" if self.place <= self.least else ""
        else:
            digit = self._next() or ("0" if self.place > self.last else "")
        if digit:
            self._put(digit)
        else:
            self.place -= 1

    def _put(self, digit: str) -> None:
        self.out.append(digit)
        if self.place > 1 and self.place in self.separators:
            self.out.append(self.numbers.plain.group)
        self.place -= 1

    def _point(self) -> None:
        if self.place != 0 or self.has_point:
            return
        if self.last < 0 or (self.plan.point < self.plan.digits and self.taken < len(self.number.text)):
            self.out.append(self.numbers.plain.decimal)
            self.has_point = True

    def _exponent(self, text: str) -> None:
        """The first one is the number's; another is text."""
        if self.has_exponent:
            self.out.append(text)
            return
        self.has_exponent = True
        exponent = self.number.scale - self.plan.point if self.number.text else 0
        least = min(text.count("0"), _MOST_EXPONENT)
        self.out.append(exponent_text(exponent, text[0], least, text[1] == "+", self.numbers))


def exponent_text(exponent: int, letter: str, least: int, has_plus: bool, numbers: Numbers) -> str:
    """`E+05`: the letter, the sign, and so many digits at least."""
    sign = numbers.minus if exponent < 0 else numbers.plus if has_plus else ""
    return f"{letter}{sign}{abs(exponent):0{least}d}"
