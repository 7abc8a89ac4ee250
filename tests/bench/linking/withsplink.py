"""Splink 5 on a table; in the peers' environment.

    .cache/bench/linking/bin/python -m tests.bench.linking.withsplink febrl RECORDS.csv CLUSTERS.csv

Pairs with p of 0.95 or more, and what they connect, as `id,person,weight`: the weight is the
highest at which the record joined.  Where records have a source, only those of different sources
are compared.  Clusters are what is connected: the other way that Splink has, single best links,
keeps a source from standing twice in a cluster, but needed 20 GB for 20,000 records.
"""

import csv
import logging
import sys
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.bench.linking.recipes import RECIPES, Recipe

PROBABILITY = 0.95
SEED = 1


def main(name, records, clusters):
    logging.getLogger("splink").setLevel(logging.WARNING)
    recipe = RECIPES[name]()
    con = duckdb.connect(config={"temp_directory": str(Path(clusters).parent)})
    tables = read(con, recipe, records)
    linker = trained(con, recipe, tables)
    edges = linker.inference.predict(threshold_match_probability=PROBABILITY)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        edges, threshold_match_probability=PROBABILITY
    )
    write(clusters, found.as_record_list(), edges.as_record_list(), recipe.id)


def read(con, recipe: Recipe, records) -> list[str]:
    """The names of the tables: one, or one per source where the records have one."""
    con.execute(
        "create table read as select * from read_csv(?, all_varchar = true, nullstr = '')",
        [str(records)],
    )
    con.execute(f"create table whole as {recipe.derived}")
    names = "select distinct source from whole where source is not null order by source"
    sources = [source for (source,) in con.execute(names).fetchall()]
    for source in sources:
        con.execute(
            f"create table {source} as select * exclude (source) from whole where source = ?",
            [source],
        )
    return sources or ["whole"]


def trained(con, recipe: Recipe, tables: list[str]) -> Linker:
    blocking, certain, comparisons = recipe.blocking, recipe.certain, recipe.comparisons()
    if con.execute(f"select count({recipe.identifier}) from whole").fetchall() != [(0,)]:
        blocking = (block_on(recipe.identifier), *blocking)
        certain = (block_on(recipe.identifier), *certain)
        comparisons.append(cl.DamerauLevenshteinAtThresholds(recipe.identifier, [1, 2]))
    api = DuckDBAPI(connection=con)
    settings = SettingsCreator(
        unique_id_column_name=recipe.id,
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        blocking_rules_to_generate_predictions=list(blocking),
        comparisons=comparisons,
    )
    registered = [api.register(name, dataset_display_name=name) for name in tables]
    linker = Linker(
        registered if len(tables) > 1 else registered[0], settings, log_level=logging.WARNING
    )
    train = linker.training
    train.estimate_probability_two_random_records_match(list(certain), recall=recipe.recall)
    train.estimate_u_using_random_sampling(max_pairs=recipe.random_pairs, seed=SEED)
    for columns in recipe.em:
        train.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), estimate_without_term_frequencies=True
        )
    return linker


def write(path, found, edges, column):
    weight = {}
    for edge in edges:
        for side in (edge[f"{column}_l"], edge[f"{column}_r"]):
            weight[side] = max(weight.get(side, edge["match_weight"]), edge["match_weight"])
    with Path(path).open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "person", "weight"))
        for row in sorted(found, key=lambda row: row[column]):
            joined = f"{weight[row[column]]:.2f}" if row[column] in weight else ""
            writer.writerow((row[column], row["cluster_id"], joined))


if __name__ == "__main__":
    main(*sys.argv[1:])
