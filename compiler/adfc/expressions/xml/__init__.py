"""XML as .NET's `XmlDocument` holds and writes it: what xml(), json() and xpath() need."""
