"""Runs factlint on Apache Spark.

    spark-submit check.py dossiers.ndjson answers             # one dossier a line, as `factlint batch` reads them
    spark-submit check.py --group articles.ndjson answers     # one article a line: {"id", "text", "published"}

`factlint batch` answers every line by itself and in order, so that `rdd.pipe` runs it as it is: one process per
partition, its answers in the order of the input. With `--group`, the dossiers are first made by the engine's own shuffle:
articles meet on the names in the subject keys that `factlint claims` prints.
"""

import argparse
import json
import shlex

from pyspark import SparkConf, SparkContext

# A name that more articles than this share says nothing of which event it is.
MOST_PER_KEY = 16
# Articles of one event share at least so many names.
SHARED = 3
# Steps over which articles can be of one event.
STEPS = 3


def piped(lines, program, *arguments):
    """The answers of a factlint process per partition; found disagreements and unreadable lines are no failure."""
    call = " ".join(shlex.quote(word) for word in (program, *arguments))
    script = f"{call}; case $? in 0|1|3) exit 0;; *) exit 2;; esac"
    return lines.pipe(f"sh -c {shlex.quote(script)}", checkCode=True)


def names(line):
    """The names in a claim's subject key (`meeting:jorun-hallvard:oslo`), each with the claim's article."""
    claim = json.loads(line)
    return [(name, claim["path"]) for name in claim.get("subject", "").split(":")[1:] if name != "main-event"]


def pairs(articles):
    """Every two of the articles that share a name, both ways round."""
    return [((a, b), 1) for a in articles for b in articles if a != b]


def dossiers(lines, program):
    """Lines of articles as lines of dossiers, one per event."""
    articles = lines.map(lambda line: (json.loads(line)["id"], line))
    met = (
        piped(lines, program, "claims", "--ndjson")
        .flatMap(names)
        .distinct()
        .groupByKey()
        .mapValues(sorted)
        .filter(lambda entry: 1 < len(entry[1]) <= MOST_PER_KEY)
        .flatMap(lambda entry: pairs(entry[1]))
        .reduceByKey(lambda a, b: a + b)
        .filter(lambda entry: entry[1] >= SHARED)
        .map(lambda entry: entry[0])
        .cache()
    )
    # Every article takes the smallest name among those that it meets, some times over.
    events = articles.map(lambda article: (article[0], article[0]))
    for _ in range(STEPS):
        told = met.join(events).map(lambda entry: entry[1])
        events = events.union(told).reduceByKey(min)
    dossier = lambda entry: json.dumps(
        {"id": entry[0], "articles": [json.loads(line) for line in sorted(entry[1])]}, ensure_ascii=False
    )
    return events.join(articles).map(lambda entry: entry[1]).groupByKey().sortByKey().map(dossier)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="file or folder of lines, anything that Spark reads as text")
    parser.add_argument("output", help="folder for the answers; it must not be there yet")
    parser.add_argument("--group", action="store_true", help="the lines are articles; find the events first")
    parser.add_argument("--partitions", type=int, help="so many pieces, one process each at a time [default: Spark's]")
    parser.add_argument("--factlint", default="factlint", help="the program, on every machine [default: factlint]")
    options = parser.parse_args()
    context = SparkContext(conf=SparkConf().setAppName("factlint"))
    context.setLogLevel("ERROR")
    lines = context.textFile(options.input, options.partitions)
    if options.group:
        lines = dossiers(lines, options.factlint)
    piped(lines, options.factlint, "batch", "--no-config").saveAsTextFile(options.output)
    context.stop()


if __name__ == "__main__":
    main()
