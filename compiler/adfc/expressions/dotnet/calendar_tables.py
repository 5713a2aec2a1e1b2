"""What two calendars can't be reckoned by rule: where months and years of theirs begin, as .NET has them."""

UM_AL_QURA_FIRST_DAY = 693_715
"""The proleptic Gregorian ordinal of 1318-01-01: 1900-04-30."""
UM_AL_QURA_MONTHS = (
    "5749764b725752b6956caad555b25d92dc95d4aea56d2ad555aaab54b6a5752ba9374ab6556aaad52da95d4aea4dd26e92eaa6d54daa5b"
    "52b693749ba4bb25b54b6a56d4ada55d25e92ec96d4aea56b4ab695b49ba4bb25b52ba95b4ab5556b26d92ec96e4aea56d2ad555aaab54"
    "bb25b92ba95b4aba55aaab5556a96d4aea57526e936aaad555aa5b52ba95b49ba4db25d52daa5ad4aea56d4bd23d91da95b4ab5a56d2b6"
    "93b49b6556a9754b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6a56d2ae9572a75535a95d49ba4dd26d535aaaad4b6a5"
    "7527a95b4ab5536c9ae4b6a96b4ada55d25d92dc96d4ad6556d2b693749b64d72ab54b6a5752b6956b2ad94dc95d4aea56caad5556c97"
)
"""Three digits of base 16 for each year from 1318 to 1500: its months, the first one at the top; 1 for 30 days."""

PERSIAN_FIRST_DAY = 226_896
"""The proleptic Gregorian ordinal of 0001-01-01: 0622-03-22."""
PERSIAN_FIRST_LEAP = 5
PERSIAN_LEAPS = (
    "77776777768767777777677777777777767867777777767867777777777776778677777777777767876778677777777687767777777777"
    "76777777767777777677777776777777677767777776777677767776776776777677677677676767767767766776776676776766776676"
    "7667676676766676766766766766667667666676667666667666666667666666666666666666"
)
"""From the leap year 5 on: how many times the next leap year comes after four years, before it comes after five."""
