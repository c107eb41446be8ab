"""What the benchmarks in Python share: a program's run measured, and facts
about the machine that a result needs to be worth anything."""
import csv
import datetime
import os
import platform
import re
import subprocess
import time


def busy_seconds():
    """Processor time of the whole machine, all cores, since it started."""
    with open("/proc/stat", encoding="ascii") as file:
        ticks = list(map(int, file.readline().split()[1:9]))
    user, nice, system, _idle, _wait, irq, softirq, steal = ticks
    return (user + nice + system + irq + softirq + steal) / os.sysconf(
        "SC_CLK_TCK")


def run(command, **options):
    """Runs a program to its end.  Returns its exit status and what it took;
    `load` is how many cores others kept busy meanwhile."""
    busy, begin = busy_seconds(), time.perf_counter()
    with subprocess.Popen(command, **options) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return process.returncode, {
        "seconds": seconds, "cpu": cpu, "peak_mb": usage.ru_maxrss * 1024 / 1e6,
        "load": max(0, busy_seconds() - busy - cpu) / seconds}


def first_match(pattern, text):
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1).strip() if found else "unknown"


def output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True,
                              check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def facts(ndup):
    """Machine, compiler and date, as (name, value)."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        processor = first_match(r"^model name\s*:(.*)", file.read())
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return [
        ("date", datetime.datetime.now(datetime.timezone.utc).date()),
        ("ndup", output(ndup, "--version").removeprefix("ndup ").strip()),
        ("compiler", first_match(r"\]\s+(\S.*)",
                                 output("readelf", "-p", ".comment", ndup))),
        ("processor", f"{processor}, {os.cpu_count()} cores"),
        ("memory", f"{memory / 2 ** 30:.0f} GiB"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("python", platform.python_version())]


def show(columns, rows):
    """Prints a table whose cells are text."""
    widths = [max(len(row[i]) for row in [columns, *rows])
              for i in range(len(columns))]
    for row in [columns, *rows]:
        print("  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths))))


def write_csv(path, notes, columns, rows):
    """A table as CSV, below lines of the form "# name: value"."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        for name, value in notes:
            file.write(f"# {name}: {value}\n")
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
