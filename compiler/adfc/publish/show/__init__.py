"""A plan as people read it."""

from adfc.publish.show.markdown import as_markdown
from adfc.publish.show.text import as_text

__all__ = ["as_markdown", "as_text"]
