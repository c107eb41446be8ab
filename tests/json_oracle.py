"""Records through `ndup filter`, judged by Python's json module

usage: json_oracle.py path/to/ndup [SEED]

Made records, most of them damaged at random, in fields that are wanted and in
others.  What Python, told to be strict, takes for a JSON object comes out as
the same object and a field more, in order; all other lines are set aside, byte
for byte, and the exit status says so.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

NUM_RECORDS = 4000
TEXT = ("the harbour council voted on monday to rebuild the northern quay "
        "after two winters of storms had opened a gap in its wall")
VALUES = ['0', '-0', '1.0', '1e400', '-1E-999', '123456789012345678901234',
          'true', 'false', 'null', '""', r'"\"\\\/\b\f\n\r\t\u00e9"',
          r'"\ud83d\udcf0"', '"\u00e9\u0416\u4e2d"', '[]', '{}',
          '[1, [2, {"a": null}], "x"]', '{"a":1,"a":{"b":[{}]}}',
          '{"ndup":[1]}', '[[[[[[0]]]]]]']
PIECES = ['', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '-', '.', 'e',
          'E+', ' ', '\t', '\r', '\f', '\x00', '\x1f', '\x7f', 'nope', 'NaN',
          'Infinity', 'tru', '01', '+1', '1.', '.5', '\\q', '\\u12', '\\u00zz',
          "'", '/*', '//', '\ufeff', '\u00a0', '{}', '""', ',,']
NAMES = ['x', 'ndup', 'id', '_id', 'source', 'title', 'name', 'date', '',
         'n\\u0064up', 'a b']


def reject_constant(name):
    raise ValueError(name)


def parse(line):
    """The object that bytes are; None if they are none."""
    try:
        value = json.loads(line.decode('utf-8'), parse_int=str,
                           parse_float=str, parse_constant=reject_constant,
                           object_pairs_hook=Members)
    except ValueError:
        return None
    return value if isinstance(value, Members) else None


class Members(list):
    """The members of an object, with all that have one name."""


def make_record(rng, number):
    members = [f'"{rng.choice(NAMES)}":{rng.choice(VALUES)}'
               for _ in range(rng.randrange(5))]
    members.insert(rng.randrange(len(members) + 1), f'"text":"{TEXT}"')
    members.insert(0, f'"uid":"{number}"')
    record = '{' + ','.join(members) + '}'
    if rng.random() < .3:
        record = record.replace(',', ' ,\t').replace(':', ' : ')
    return record


def damage(rng, record):
    for _ in range(rng.randrange(3)):
        at = rng.randrange(len(record) + 1)
        end = min(len(record), at + rng.choice([0, 0, 1, 1, 3]))
        record = record[:at] + rng.choice(PIECES) + record[end:]
    return record


def has_text(members):
    texts = [value for name, value in members
             if name == 'text' and isinstance(value, str) and value.strip()]
    return bool(texts)


def read_lines(path):
    with open(path, 'rb') as file:
        return file.read().split(b'\n')[:-1]


def run_filter(program, folder, lines):
    def path(name):
        return os.path.join(folder, name)

    with open(path('in.jsonl'), 'wb') as file:
        file.write(b''.join(line + b'\n' for line in lines))
    index = ['--index', path('index')]
    subprocess.run([program, 'index', 'create', *index, '-q'], check=True,
                   stdin=subprocess.DEVNULL)
    done = subprocess.run(
        [program, 'filter', *index, '-q', '-o', path('out'), '--rejects',
         path('rejects'), path('in.jsonl')], stderr=subprocess.DEVNULL)
    if done.returncode != 3:
        sys.exit(f'exit status {done.returncode}, not 3')
    return read_lines(path('out')), read_lines(path('rejects'))


def check_kept(line, out):
    members, after = parse(line), parse(out)
    if after is None:
        sys.exit(f'not JSON: {out!r}')
    kept = [member for member in members if member[0] != 'ndup']
    if after[:-1] != kept or after[-1][0] != 'ndup':
        sys.exit(f'{line!r} became {out!r}')


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print('seed', seed)
    rng = random.Random(seed)
    lines = [make_record(rng, 0).encode()]  # a mark there would be none of it
    lines += [damage(rng, make_record(rng, i)).encode()
              for i in range(1, NUM_RECORDS)]
    lines = [line for line in lines if line.strip(b' \t\r')]
    with tempfile.TemporaryDirectory() as folder:
        outs, rejects = run_filter(sys.argv[1], folder, lines)
    rejected = {json.loads(line)['line'] for line in rejects}
    if len(outs) + len(rejects) != len(lines) or len(rejected) != len(rejects):
        sys.exit(f'{len(outs)} and {len(rejects)} of {len(lines)} lines')
    outs = iter(outs)
    for number, line in enumerate(lines, 1):
        members = parse(line)
        right = members is not None and has_text(members)
        if right == (number in rejected):
            sys.exit(f'{"refused" if right else "taken"}: {line!r}')
        if right:
            check_kept(line, next(outs))
    print(f'{len(lines) - len(rejects)} taken, {len(rejects)} set aside')


main()
