#!/bin/bash
# Trains a ladder of label noise on MNIST and Fashion-MNIST: from true labels to labels that say nothing, in five steps of a fifth, five
# seeds each, by the recipe keras-default; then writes the medians over seeds. Run again, it goes on where it stopped.
#
#   noise.sh DATA [OUT]             DATA: the folder with mnist/ and fashion-mnist/; OUT: where the runs go [runs/noise]
#
# COTERIE is the command (default: dotnet run -c Release --project src/Coterie.Cli --). The table is made by Python's standard library.
set -euo pipefail
data=${1:?usage: noise.sh DATA [OUT]}
out=${2:-runs/noise}
read -ra coterie <<< "${COTERIE:-dotnet run -c Release --project src/Coterie.Cli --}"

for set in mnist fashion-mnist; do
  for noise in 0.0 0.2 0.4 0.6 0.8 1.0; do
    for seed in 1 2 3 4 5; do
      echo "$set: label noise $noise, seed $seed"
      mkdir -p "$out/$set/$noise"
      "${coterie[@]}" study "$set" --data "$data" --optimizer adam --batch 32 --label-noise "$noise" --seed "$seed" --snapshots 5 \
        --threads 1 --out "$out/$set/$noise/seed-$seed" > "$out/$set/$noise/seed-$seed.log"
    done
  done
  "${coterie[@]}" rank "$out/$set" --json "$out/$set.json" > "$out/$set.txt"
done

python3 - "$out" mnist fashion-mnist <<'PYTHON' | tee "$out/noise.md"
import json, pathlib, statistics, sys

columns = [
    ("training", "accuracy", "evaluated", "model"), ("test", None, None, None), ("entropy", "entropy", "nonzero", "model"),
    ("Q", "modularity", "weightedOverlap", "lastLayer"), ("lists alone", "listOnly", "weightedOverlap", "lastLayer"),
    ("random lists", "randomLists", "weightedOverlap", "lastLayer"), ("KLB", "modularity", "klb", "lastLayer"),
    ("Louvain communities", "louvain", "communities", "lastLayer"), ("shared", "overlap", "shared", "lastLayer"),
]
folder, *sets = sys.argv[1:]
for name in sets:
    found = json.loads((pathlib.Path(folder) / f"{name}.json").read_text())
    measures = {(m["measure"], m["variant"], m["scope"]): m for m in found["measures"]}
    levels = [pathlib.Path(network["path"]).parent.name for network in found["networks"]]
    print(f"**{name}**\n\n| noise | {' | '.join(column[0] for column in columns)} |")
    print(f"| ---: |{' ---: |' * len(columns)}")
    for level in sorted(set(levels), key=float):
        cells = []
        for _, measure, variant, scope in columns:
            test = [network["accuracy"]["test"] for network in found["networks"]]
            values = test if measure is None else measures[measure, variant, scope]["values"]
            own = [value for value, at in zip(values, levels) if at == level and value is not None]
            median, least, most = (f"{v:.3f}" if v < 1.5 else f"{v:.1f}" if v < 100 else f"{v:.0f}" for v in
                                   (statistics.median(own), min(own), max(own)))
            cells.append(f"{median} ({least}–{most})")
        print(f"| {float(level):.0%} | {' | '.join(cells)} |")
    print()
PYTHON
