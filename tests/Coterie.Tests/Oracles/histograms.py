"""Writes histograms.json: columns of activations, and how NumPy's histogram counts them in equal bins.

Run with python3-numpy:  python3 histograms.py
"""

import json
import pathlib

import numpy

rng = numpy.random.default_rng(1)


def column(kind, n):
    if kind == "relu":
        return numpy.maximum(0, rng.standard_normal(n)).astype(numpy.float32).astype(float)
    if kind == "signed":
        return rng.standard_normal(n)
    if kind == "quarters":
        return numpy.round(rng.standard_normal(n) * 8) / 4
    if kind == "tenths":
        return numpy.round(numpy.abs(rng.standard_normal(n)) * 10) / 10
    if kind == "far from zero":
        return 1e6 + rng.random(n) * 1e-3
    if kind == "tiny":
        return rng.random(n) * 1e-300
    if kind == "huge":
        return rng.standard_normal(n) * 1e300
    if kind == "skewed":
        return numpy.exp(5 * rng.standard_normal(n))
    return numpy.full(n, 0.1)


def edges(low, high, bins):
    """Values on the inner edges of some bins, and the numbers before and after them."""
    inner = numpy.histogram_bin_edges([low, high], bins)
    return numpy.concatenate([inner, numpy.nextafter(inner[1:], -numpy.inf), numpy.nextafter(inner[:-1], numpy.inf)])


def cases():
    for kind in ("relu", "signed", "quarters", "tenths", "far from zero", "tiny", "huge", "skewed", "constant"):
        for bins in (1, 4, 10, 50):
            yield kind, column(kind, 60), bins
    for low, high in ((0.1, 0.7), (-1 / 3, 2 / 3), (1e-3, 7.3), (-5.1, -0.2), (100.1, 100.2)):
        for bins in (3, 10, 50):
            yield "edges", edges(low, high, bins), bins


out = []
for kind, values, bins in cases():
    nonzero = values[values != 0]
    # NumPy widens the range of a constant column; Coterie takes a range that cannot be divided as a single bin.
    low, high = min(0.0, values.min()), values.max()
    out.append({
        "kind": kind,
        "bins": bins,
        "values": values.tolist(),
        "nonzero": numpy.histogram(nonzero, bins)[0].tolist() if nonzero.min() < nonzero.max() else None,
        "all": numpy.histogram(values, bins, (low, high))[0].tolist() if low < high else None,
    })
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"columns": out}, separators=(",", ":")).replace('},{"kind', '},\n{"kind') + "\n")
