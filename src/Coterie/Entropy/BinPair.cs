using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>The bins of a neuron's own on one set of samples, of both entropies that have such.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct BinPair
{
    /// <summary>The bins for what is known about the neuron's activations.</summary>
    public BinPair(int bins, ColumnSummary column)
    {
        Nonzero = new Bins(bins, EntropyForm.Nonzero, column);
        All = new Bins(bins, EntropyForm.All, column);
    }

    /// <summary>The bins of <see cref="EntropyForm.Nonzero"/>.</summary>
    public Bins Nonzero { get; }

    /// <summary>The bins of <see cref="EntropyForm.All"/>.</summary>
    public Bins All { get; }

    /// <summary>See <see cref="Bins.FarFromEdge"/>; of both.</summary>
    public ulong FarFromEdge => Nonzero.FarFromEdge & All.FarFromEdge;
}
