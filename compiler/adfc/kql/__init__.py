"""KQL, checked by Microsoft's own parser."""

from adfc.kql.model import Answer, Columns, Database, Fault, Kind, KqlParser, Question, Reply, Unanswered

__all__ = ["Answer", "Columns", "Database", "Fault", "Kind", "KqlParser", "Question", "Reply", "Unanswered"]
