#!/usr/bin/env python3
"""Draws the small pictures of docs/concepts.md: python3 docs/images/concepts.py"""
import math
import pathlib

HERE = pathlib.Path(__file__).parent
BLUE, ORANGE, GREY, INK = "#0072b2", "#d55e00", "#8a8f98", "#1f2328"


def write(name, width, height, parts):
    style = f'font-family="sans-serif" font-size="13" fill="{INK}"'
    body = "\n".join(parts)
    text = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {style}>\n'
            f'<rect width="{width}" height="{height}" fill="white"/>\n{body}\n</svg>\n')
    (HERE / f"{name}.svg").write_text(text)


def label(x, y, text, anchor="middle", size=13, fill=INK):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{text}</text>'


def line(x1, y1, x2, y2, width=1.0, stroke=GREY):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width:.1f}"/>'


def curve(points, stroke, dash=""):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="2" stroke-dasharray="{dash}"/>'


# Seven neurons: class A is represented by 1 to 4, class B by 4 to 7. Weights: how often two are active together, by class.
PLACES = {1: (60, 70), 2: (60, 170), 3: (135, 120), 4: (225, 120), 5: (315, 120), 6: (390, 70), 7: (390, 170)}
WEIGHTS = {(1, 2): 0.5, (1, 3): 0.6, (2, 3): 0.6, (1, 4): 0.1, (2, 4): 0.1, (3, 4): 0.3,
           (5, 6): 0.6, (5, 7): 0.6, (6, 7): 0.5, (4, 5): 0.3, (4, 6): 0.1, (4, 7): 0.1}
OF_A, OF_B = {1, 2, 3, 4}, {4, 5, 6, 7}


def colour(neuron):
    return GREY if neuron in OF_A and neuron in OF_B else BLUE if neuron in OF_A else ORANGE


def pattern_graph():
    parts = []
    for (p, q), weight in WEIGHTS.items():
        parts.append(line(*PLACES[p], *PLACES[q], 10 * weight, BLUE if p in OF_A and q in OF_A else ORANGE))
    for neuron, (x, y) in PLACES.items():
        parts += [f'<circle cx="{x}" cy="{y}" r="15" fill="{colour(neuron)}"/>', label(x, y + 5, neuron, fill="white")]
    parts += [label(95, 25, "represent class A", fill=BLUE), label(225, 75, "both", fill=GREY),
              label(355, 25, "represent class B", fill=ORANGE)]
    write("pattern-graph", 450, 200, parts)


def entropy():
    parts = []
    samples = [("the same on every image: 0", [0, 0, 0, 12, 0, 0, 0, 0]), ("two values: 0.69", [6, 0, 0, 0, 0, 0, 0, 6]),
               ("spread evenly: 2.08", [1.5] * 8)]
    for k, (title, bars) in enumerate(samples):
        left = 40 + 180 * k
        total = sum(bars)
        assert abs(sum(-b / total * math.log(b / total) for b in bars if b) - float(title.split()[-1])) < 0.005
        parts.append(label(left + 64, 20, title, size=12))
        for bin, bar in enumerate(bars):
            parts.append(f'<rect x="{left + 16 * bin}" y="{130 - 8 * bar}" width="14" height="{8 * bar}" fill="{BLUE}"/>')
        parts += [line(left, 130, left + 128, 130), label(left + 64, 148, "activation", size=12, fill=GREY)]
    write("entropy", 580, 160, parts)


def common_course():
    parts = []
    for k, (title, rate, height, stroke) in enumerate([("accuracy", 0.35, 88, BLUE), ("a measure", 0.2, 75, ORANGE)]):
        left = 30 + 230 * k
        parts += [label(left + 95, 20, title), line(left, 130, left + 190, 130), line(left, 30, left, 130),
                  label(left + 95, 148, "epochs", size=12, fill=GREY)]
        for run, dash in enumerate(["", "6 3", "2 3"]):
            points = [(left + 9.5 * t, 130 - height * (1 - math.exp(-(rate + 0.05 * run) * t)) - 3 * math.sin(t * (1.3 + 0.4 * run) + k))
                      for t in range(21)]
            parts.append(curve(points, stroke, dash))
    write("common-course", 470, 160, parts)


pattern_graph()
entropy()
common_course()
