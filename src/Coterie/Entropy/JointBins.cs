using System.Runtime.InteropServices;
using Coterie.Activations;

namespace Coterie.Entropy;

/// <summary>The bins of both binned entropies of one column over one set of samples.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct JointBins
{
    public JointBins(int bins, ColumnSummary column)
    {
        Nonzero = new Bins(bins, EntropyForm.Nonzero, column);
        All = new Bins(bins, EntropyForm.All, column);
    }

    /// <summary>Those of non-zero values.</summary>
    public Bins Nonzero { get; }

    /// <summary>Those of all values.</summary>
    public Bins All { get; }

    /// <summary>See <see cref="Bins.Clear"/>; of both.</summary>
    public ulong Clear => Nonzero.Clear & All.Clear;
}
