"""Expressions as published factories have them, the same every time, and how long adfc takes to parse them.

python benchmarks/expressions.py [COUNT]

Modelled on 16,247 uses of 2,144 expressions in published factories: half of the uses have at most 36 characters, one in
a hundred more than 1,800 (SQL with holes in it), and one use in 7.6 is of an expression that is not there yet.
"""

import random
import sys
from collections.abc import Callable
from time import process_time

from adfc.expressions.parser import parse

COUNT = 50_000
USES_OF_ONE = 7.6

SHAPES: tuple[tuple[int, str], ...] = (
    (25, "@pipeline().parameters.{name}"),
    (6, "@pipeline().{name}"),
    (11, "@item().{name}"),
    (4, "@dataset().{name}"),
    (5, "@variables('{name}')"),
    (9, "@contains(activity('{name}').output, '{name}')"),
    (4, "@activity('{name}').output.{name}"),
    (3, "@activity('{name}').output.firstRow.{name}"),
    (2, "@activity('{name}').output?.{name}"),
    (2, "@activity('{name}').output.value[0].{name}"),
    (5, "{text}@{{activity('{name}').output.firstRow.{name}}}"),
    (4, "{text}@{{pipeline().parameters.{name}}}"),
    (3, "{text}@{{item().{name}}}{text}@{{item().{name}}}"),
    (3, "{text}@{{variables('{name}')}}{text}"),
    (3, "@concat(pipeline().parameters.{name},'{text}', string(pipeline().parameters.{name}))"),
    (2, "@concat('{text}/', item().{name}, '/', formatDateTime(utcNow(), 'yyyy-MM-dd'))"),
    (2, "@formatDateTime(variables('{name}'),'yyyyMMdd')"),
    (1, "@if(equals(pipeline().parameters.{name}, 'prod'), concat('{text}', variables('{name}')), null)"),
    (1, "@and(greater(int(activity('{name}').output.{name}), 0), not(empty(item()?['{name}'])))"),
    (1, "@replace(replace(toLower(item().{name}), ' ', '_'), '''', '')"),
    (2, "{sql}"),
)
SQL = "DECLARE @LogID int\n" + "SELECT t.{name}, '@{{variables('{name}')}}' AS {name} FROM {text} AS t\n" * 16


def expressions(count: int, different: int) -> list[str]:
    """So many expressions, of which so many are different, in an order of chance."""
    chance = random.Random(20)
    weights = [weight for weight, _ in SHAPES]
    shapes = chance.choices([shape.replace("{sql}", SQL) for _, shape in SHAPES], weights, k=different)
    made = [shape.format(name=f"name_{n}", text=f"some text {n} ") for n, shape in enumerate(shapes)]
    rest = chance.choices(made, k=count - different)
    chance.shuffle(rest)
    return made + rest


def mixes(count: int = COUNT) -> dict[str, list[str]]:
    """What is timed, by its name: no two alike, and alike as often as in published factories."""
    different = round(count / USES_OF_ONE)
    return {
        f"{count:,} expressions, all different": expressions(count, count),
        f"{count:,} expressions, {different:,} different": expressions(count, different),
    }


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds of doing the work with each text; the parser remembers nothing from one to the next."""
    started = process_time()
    for text in texts:
        work(text)
    return process_time() - started


def main(count: int = COUNT) -> None:
    for name, texts in mixes(count).items():
        least = min(seconds(parse, texts) for _ in range(5))
        print(f"{'parse ' + name:<56}{least:>6.2f} s {least / count * 1e6:>6.1f} µs each")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
