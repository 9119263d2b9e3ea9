using System.Runtime.InteropServices;

namespace Coterie.Entropy;

/// <summary>An entropy in each of its forms, in nats.</summary>
/// <param name="Nonzero">By <see cref="EntropyForm.Nonzero"/>.</param>
/// <param name="All">By <see cref="EntropyForm.All"/>.</param>
/// <param name="Share">By <see cref="EntropyForm.Share"/>.</param>
/// <param name="Common">By <see cref="EntropyForm.Common"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Entropies(double Nonzero, double All, double Share, double Common)
{
    /// <summary>The entropy in one form.</summary>
    /// <param name="form">The form.</param>
    public double this[EntropyForm form] => form switch
    {
        EntropyForm.Nonzero => Nonzero,
        EntropyForm.All => All,
        EntropyForm.Share => Share,
        _ => Common,
    };

    /// <summary>Adds form by form: a layer's entropy is the sum over its neurons, a model's over its layers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Entropies operator +(Entropies left, Entropies right)
    {
        return new Entropies(
            left.Nonzero + right.Nonzero, left.All + right.All, left.Share + right.Share, left.Common + right.Common);
    }

    /// <summary>Adds form by form.</summary>
    /// <param name="other">The other.</param>
    public Entropies Add(Entropies other)
    {
        return this + other;
    }
}
