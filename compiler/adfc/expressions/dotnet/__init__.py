"""What .NET does with dates, numbers and cultures: the engine of the expression language runs on it.

Everything here is plain data in, plain data out. Sources: the pages on standard and custom format strings
(https://learn.microsoft.com/dotnet/standard/base-types/formatting-types), the behaviour of DateTime.Parse and of
TimeZoneInfo, and answers recorded from Microsoft's engine (`tests/vectors/`).
"""
