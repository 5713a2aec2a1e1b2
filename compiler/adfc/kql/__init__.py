"""KQL, checked by Microsoft's own parser."""
