using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>A perceptron for <see cref="Blobs"/>: <c>layer1</c>, <c>layer2</c>, … with ReLU, dropout after each, <c>output</c>.</summary>
internal static class Perceptron
{
    public static Sequential Create(int[] widths, double dropout)
    {
        List<(string Name, nn.Module<Tensor, Tensor> Module)> parts = [];
        int inputs = Blobs.Features;
        foreach (int width in widths)
        {
            int number = parts.Count / 2 + 1;
            parts.Add(($"layer{number}", nn.Sequential(("sums", nn.Linear(inputs, width)), ("relu", nn.ReLU()))));
            parts.Add(($"dropout{number}", nn.Dropout(dropout)));
            inputs = width;
        }
        parts.Add(("output", nn.Linear(inputs, Blobs.Classes)));
        return nn.Sequential(parts);
    }
}
