"""Exports small PyTorch networks to ONNX, each with inputs and what forward hooks see: exports.py FOLDER

For each network NAME.onnx and NAME.npz: "input" (or one array for each input), and for each layer that should be found an array
"layer/NAME", samples x neurons, pooled over positions.
"""
import math
import sys
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")
FOLDER = sys.argv[1]


class Call(nn.Module):
    """A function as a module, so that it can be hooked."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *x):
        return self.function(*x)


def mean(x, last=False):
    """Samples x neurons: the mean over positions."""
    if x.dim() == 2:
        return x
    return x.flatten(1, -2).mean(1) if last else x.flatten(2).mean(2)


CASES = []


def case(name, module, inputs, layers, opset=13, last=(), names=("input",), **options):
    """layers: which module's output (or, with a leading '<', input) is the activation of each layer."""
    CASES.append((name, module, inputs, layers, opset, last, names, options))


def export(name, module, inputs, layers, opset, last, names, options):
    module.eval()
    seen = {}
    modules = dict(module.named_modules())
    for layer, hooked in layers.items():
        pool = lambda x, layer=layer: mean(x[0] if isinstance(x, tuple) else x, layer in last).detach().numpy()
        if hooked.startswith("<"):
            modules[hooked[1:]].register_forward_pre_hook(lambda m, i, layer=layer, pool=pool: seen.__setitem__(layer, pool(i[0])))
        else:
            modules[hooked].register_forward_hook(lambda m, i, o, layer=layer, pool=pool: seen.__setitem__(layer, pool(o)))
    with torch.no_grad():
        module(*inputs)
        arrays = {f"layer/{layer}": value for layer, value in seen.items()}
        options.setdefault("dynamic_axes", {n: {0: "batch"} for n in names})
        torch.onnx.export(module, inputs, f"{FOLDER}/{name}.onnx", opset_version=opset, input_names=list(names),
                          output_names=["output"], **options)
    np.savez(f"{FOLDER}/{name}.npz", **{n: x.numpy() for n, x in zip(names, inputs)}, **arrays)


def perceptron(activation, width=12):
    return nn.Sequential(nn.Linear(6, width), activation, nn.Linear(width, 8), nn.ReLU(), nn.Linear(8, 3))


torch.manual_seed(1)
X = torch.randn(7, 6)
IMAGES = torch.randn(7, 3, 10, 10)

ACTIVATIONS = {
    "gelu": nn.GELU(), "gelu-tanh": nn.GELU("tanh"),
    "gelu-half-first": Call(lambda x: 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))),
    "gelu-half-last": Call(lambda x: x * (1 + torch.erf(x / math.sqrt(2))) * 0.5),
    "gelu-half-inside": Call(lambda x: x * (0.5 + 0.5 * torch.erf(x * 0.7071067811865476))),
    "gelu-tanh-spelled": Call(lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))),
    "gelu-quick": Call(lambda x: x * torch.sigmoid(1.702 * x)),
    "silu": nn.SiLU(), "mish": nn.Mish(), "hardswish": nn.Hardswish(), "hardsigmoid": nn.Hardsigmoid(), "softplus": nn.Softplus(),
    "softplus-spelled": Call(lambda x: torch.log(1 + torch.exp(x))), "sigmoid-spelled": Call(lambda x: 1 / (1 + torch.exp(-x))),
    "elu": nn.ELU(), "celu": nn.CELU(), "selu": nn.SELU(), "leaky": nn.LeakyReLU(), "prelu": nn.PReLU(), "relu6": nn.ReLU6(),
    "leaky-spelled": Call(lambda x: torch.max(x, 0.1 * x)), "elu-spelled": Call(lambda x: torch.where(x > 0, x, torch.exp(x) - 1)),
    "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid(), "logsigmoid": nn.LogSigmoid(), "softsign": nn.Softsign(), "hardtanh": nn.Hardtanh(),
    "tanhshrink": nn.Tanhshrink(), "square": Call(lambda x: F.relu(x) ** 2), "swish-norm": nn.Sequential(nn.LayerNorm(12), nn.SiLU()),
    "norm-gelu-dropout": nn.Sequential(nn.LayerNorm(12), nn.GELU(), nn.Dropout(0.1)),
}
for label, activation in ACTIVATIONS.items():
    case(f"act-{label}", perceptron(activation), (X,), {"0": "1.1" if label == "norm-gelu-dropout" else "1", "2": "3"})


class Residual(nn.Module):
    def __init__(self, excite=False):
        super().__init__()
        self.stem, self.relu0 = nn.Conv2d(3, 8, 3, padding=1), nn.ReLU()
        self.conv1, self.bn1, self.relu1 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU()
        self.conv2, self.bn2, self.relu2 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU()
        self.down, self.bn3, self.excite = nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8), excite
        if excite:
            self.squeeze, self.relu3 = nn.Conv2d(8, 4, 1), nn.ReLU()
            self.expand, self.sigmoid = nn.Conv2d(4, 8, 1), nn.Sigmoid()
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = self.relu0(self.stem(x))
        y = self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x)))))
        if self.excite:
            y = y * self.sigmoid(self.expand(self.relu3(self.squeeze(F.adaptive_avg_pool2d(y, 1)))))
        x = self.relu2(y + self.bn3(self.down(x)))
        return self.fc(x.mean((2, 3)))


keep = {"training": torch.onnx.TrainingMode.PRESERVE, "do_constant_folding": False}
case("resnet", Residual(), (IMAGES,), {"stem": "relu0", "conv1": "relu1", "conv2": "relu2"}, **keep)
case("resnet-folded", Residual(), (IMAGES,), {"stem": "relu0", "conv1": "relu1", "conv2": "relu2"})
case("squeeze-excitation", Residual(True), (IMAGES,),
     {"stem": "relu0", "conv1": "relu1", "conv2": "relu2", "squeeze": "relu3", "expand": "sigmoid"})


class PreActivation(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.bn1, self.relu1, self.conv1 = nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1)
        self.bn2, self.relu2, self.conv2 = nn.BatchNorm2d(8), nn.SiLU(), nn.Conv2d(8, 8, 3, padding=1)
        self.bn3, self.relu3, self.fc = nn.BatchNorm2d(8), nn.ReLU(), nn.Linear(8, 3)

    def forward(self, x):
        x = self.stem(x)
        x = x + self.conv2(self.relu2(self.bn2(self.conv1(self.relu1(self.bn1(x))))))
        return self.fc(self.relu3(self.bn3(x)).mean((2, 3)))


case("pre-activation", PreActivation(), (IMAGES,), {"stem": "relu1", "conv1": "relu2", "conv2": "relu3"}, **keep)


class Block(nn.Module):
    def __init__(self, width=16, heads=2, gated=False):
        super().__init__()
        self.norm1, self.qkv, self.proj = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm2, self.heads, self.gated = nn.LayerNorm(width), heads, gated
        self.fc1, self.fc2 = nn.Linear(width, 24), nn.Linear(24, width)
        self.act = nn.SiLU() if gated else nn.GELU()
        if gated:
            self.up = nn.Linear(width, 24)

    def forward(self, x, mask=None):
        n, t, c = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) / math.sqrt(c // self.heads)
        if mask is not None:
            scores = scores + (1 - mask[:, None, None, :].float()) * -1e4
        x = x + self.proj((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, t, c))
        y = self.norm2(x)
        y = self.act(self.fc1(y)) * self.up(y) if self.gated else self.act(self.fc1(y))
        return x + self.fc2(y)


class Transformer(nn.Module):
    def __init__(self, gated=False):
        super().__init__()
        self.embed, self.blocks = nn.Linear(6, 16), nn.ModuleList([Block(gated=gated), Block(gated=gated)])
        self.norm, self.head = nn.LayerNorm(16), nn.Linear(16, 3)

    def forward(self, x):
        x = self.embed(x)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


SEQUENCE = torch.randn(7, 5, 6)
case("transformer", Transformer(), (SEQUENCE,), {f"blocks.{k}.fc1": f"blocks.{k}.act" for k in (0, 1)},
     last=("blocks.0.fc1", "blocks.1.fc1"))
case("swiglu", Transformer(True), (SEQUENCE,), {f"blocks.{k}.fc1": f"<blocks.{k}.fc2" for k in (0, 1)},
     last=("blocks.0.fc1", "blocks.1.fc1"))


class Tokens(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed, self.block, self.head = nn.Embedding(50, 16), Block(), nn.Linear(16, 3)

    def forward(self, input_ids, attention_mask):
        return self.head(self.block(self.embed(input_ids), attention_mask)[:, 0])


LENGTHS = torch.tensor([5, 3, 4, 5, 1, 2, 5])
MASK = (torch.arange(5)[None, :] < LENGTHS[:, None]).long()
IDS = torch.randint(0, 50, (7, 5))


class Recurrent(nn.Module):
    def __init__(self, kind, **options):
        super().__init__()
        self.rnn = kind(6, 9, **options)
        self.head = nn.Linear(9 * (2 if options.get("bidirectional") else 1), 3)
        self.first = options.get("batch_first", False)

    def forward(self, x):
        y, _ = self.rnn(x if self.first else x.transpose(0, 1))
        return self.head(y[:, -1] if self.first else y[-1])


for label, kind, options in [("lstm", nn.LSTM, {"batch_first": True}), ("gru", nn.GRU, {"batch_first": True}),
                             ("rnn", nn.RNN, {"batch_first": True}),
                             ("lstm-both", nn.LSTM, {"batch_first": True, "bidirectional": True})]:
    case(label, Recurrent(kind, **options), (SEQUENCE,), {"rnn": "rnn"}, last=("rnn",))

case("sigmoid-head", nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 1), nn.Sigmoid()), (X,), {"0": "1"})
case("conv1d", nn.Sequential(nn.Conv1d(5, 8, 3, padding=1), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(24, 3)),
     (SEQUENCE,), {"0": "1"})
case("glu", nn.Sequential(nn.Linear(6, 24), nn.GLU(), nn.Linear(12, 3)), (X,), {"0": "1"})
case("separable", nn.Sequential(nn.Conv2d(3, 3, 3, groups=3), nn.Conv2d(3, 8, 1), nn.GroupNorm(2, 8), nn.ReLU6(), nn.Flatten(),
                                nn.Linear(512, 3)), (IMAGES,), {"1": "3"})
case("instance-norm", nn.Sequential(nn.Conv2d(3, 8, 3), nn.InstanceNorm2d(8), nn.LeakyReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                                    nn.Linear(8, 3)), (IMAGES,), {"0": "2"}, **keep)
case("transposed", nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.ConvTranspose2d(4, 5, 2), nn.ELU(), nn.Flatten(), nn.Linear(405, 3)),
     (IMAGES,), {"0": "1", "2": "3"})
case("fixed-batch", nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), Call(lambda x: x.reshape(7, -1)), nn.Linear(256, 3)), (IMAGES,),
     {"0": "1"}, dynamic_axes={})


class ConvNext(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.dw, self.norm = nn.Conv2d(3, 8, 2, 2), nn.Conv2d(8, 8, 3, padding=1, groups=8), nn.LayerNorm(8)
        self.pw1, self.act, self.pw2 = nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8)
        self.gamma, self.head = nn.Parameter(torch.ones(8) * 0.1), nn.Linear(8, 3)

    def forward(self, x):
        x = self.stem(x)
        y = self.pw2(self.act(self.pw1(self.norm(self.dw(x).permute(0, 2, 3, 1)))))
        x = x + (self.gamma * y).permute(0, 3, 1, 2)
        return self.head(x.mean((2, 3)))


case("convnext", ConvNext(), (IMAGES,), {"pw1": "act"}, last=("pw1",))


class Dense(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.relu1 = nn.Conv2d(3, 4, 3, padding=1), nn.ReLU()
        self.conv2, self.relu2 = nn.Conv2d(7, 5, 3, padding=1), nn.ReLU()
        self.fc = nn.Linear(12, 3)

    def forward(self, x):
        x = torch.cat([x, self.relu1(self.conv1(x))], 1)
        x = torch.cat([x, self.relu2(self.conv2(x))], 1)
        return self.fc(x.mean((2, 3)))


case("concatenated", Dense(), (IMAGES,), {"conv1": "relu1", "conv2": "relu2"})

for entry in CASES:
    export(*entry)

tokens = Tokens().eval()
with torch.no_grad():
    hidden = {}
    tokens.block.act.register_forward_hook(lambda m, i, o: hidden.__setitem__("x", o))
    tokens(IDS, MASK)
    masked = (hidden["x"] * MASK[:, :, None]).sum(1) / MASK.sum(1, keepdim=True)
    torch.onnx.export(tokens, (IDS, MASK), f"{FOLDER}/tokens.onnx", opset_version=13, input_names=["input_ids", "attention_mask"],
                      output_names=["output"], dynamic_axes={n: {0: "batch", 1: "length"} for n in ("input_ids", "attention_mask")})
np.savez(f"{FOLDER}/tokens.npz", input_ids=IDS.numpy(), attention_mask=MASK.numpy(), **{"layer/block.fc1": masked.numpy()})
