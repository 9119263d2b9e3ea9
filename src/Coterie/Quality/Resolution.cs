using System.Runtime.CompilerServices;

namespace Coterie.Quality;

/// <summary>The resolution γ of a quality function.</summary>
internal static class Resolution
{
    /// <summary>Below 0, quality would gain from joining vertices that no edge joins, which no local search tries.</summary>
    public static void ThrowIfInvalid(double gamma, [CallerArgumentExpression(nameof(gamma))] string? name = null)
    {
        if (gamma >= 0 && double.IsFinite(gamma)) return;
        throw new ArgumentOutOfRangeException(name, gamma, "The resolution must be 0 or more, and finite.");
    }
}
