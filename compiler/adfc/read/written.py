"""A text and where each of its characters is written: what places inside a scalar are told from."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Written:
    """A text as it was written: the characters that it stands for, and the stretch of the source of each."""

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self.characters)

    def add(self, character: str, start: int, end: int) -> None:
        """One character, which stands at these offsets of the source."""
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)

    def add_plain(self, text: str, start: int) -> None:
        """Characters that stand for themselves, from this offset on."""
        self.characters.extend(text)
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))

    def extend(self, other: "Written") -> None:
        """Add all of another."""
        self.characters += other.characters
        self.starts += other.starts
        self.ends += other.ends

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the source the characters from `start` up to `end` stand; a place of no width for none of them.

        None where nothing is written, or not as much.
        """
        if not 0 <= start <= end <= len(self.characters) or not self.characters:
            return None
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1]
        return place, place
