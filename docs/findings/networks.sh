#!/bin/bash
# Trains fifty networks on MNIST that differ in their recipe, and ranks them: which measure of the trained network orders them as their
# test accuracy does? Run again, it goes on where it stopped: finished networks are not trained again.
#
#   networks.sh DATA [OUT]          DATA: the folder with mnist/; OUT: where the runs go [runs/networks]
#
# COTERIE is the command (default: dotnet run -c Release --project src/Coterie.Cli --); NETWORKS, SAMPLES and EPOCHS make a smaller
# trial, of at least five networks.
set -euo pipefail
data=${1:?usage: networks.sh DATA [OUT]}
out=${2:-runs/networks}
read -ra coterie <<< "${COTERIE:-dotnet run -c Release --project src/Coterie.Cli --}"
count=${NETWORKS:-50} samples=${SAMPLES:-10000} epochs=${EPOCHS:-5}

# The rule: the recipes are numbered 0 to 359, the width counting fastest, and network k has number 187 k mod 360. So each choice comes
# with each other choice about equally often (of multipliers, 187 does it best for fifty). The seed is the network's number.
widths=(64 128 256 512)
depths=(1 2 3)
noises=(0 0.2 0.4 0.6 0.8)
optimizers=(rmsprop adam)
dropouts=(0 0.2 0.5)

mkdir -p "$out"
for ((k = 0; k < count; k++)); do
  recipe=$((187 * k % 360))
  width=${widths[recipe % 4]}
  depth=${depths[recipe / 4 % 3]}
  noise=${noises[recipe / 12 % 5]}
  optimizer=${optimizers[recipe / 60 % 2]}
  dropout=${dropouts[recipe / 120]}
  hidden=$width
  for ((layer = 1; layer < depth; layer++)); do hidden+=,$width; done
  name=$(printf '%02d' "$k")
  echo "network $name: hidden $hidden, dropout $dropout, $optimizer, label noise $noise"
  "${coterie[@]}" study mnist --data "$data" --samples "$samples" --epochs "$epochs" --snapshots 1 --threads 1 --top auto \
    --hidden "$hidden" --dropout "$dropout" --optimizer "$optimizer" --label-noise "$noise" --seed "$k" \
    --out "$out/$name" > "$out/$name.log"
done

"${coterie[@]}" rank "$out" --json "$out.json"
"${coterie[@]}" rank "$out" --markdown > "$out.md"
