using System.Runtime.CompilerServices;

namespace Coterie.Communities;

/// <summary>The resolution of Reichardt and Bornholdt.</summary>
internal static class Resolution
{
    /// <summary>Below 0, modularity would gain from joining vertices that no edge joins, which no local search tries.</summary>
    public static void ThrowIfInvalid(double gamma, [CallerArgumentExpression(nameof(gamma))] string? name = null)
    {
        if (gamma >= 0 && double.IsFinite(gamma)) return;
        throw new ArgumentOutOfRangeException(name, gamma, "The resolution must be 0 or more, and finite.");
    }
}
