"""What each command does. A module here is imported when its command runs (see `cli.late`)."""
