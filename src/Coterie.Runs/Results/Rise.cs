using System.Runtime.InteropServices;

namespace Coterie.Runs.Results;

/// <summary>How a measure rose over the snapshots of a run.</summary>
/// <param name="First">Its first value; null where no snapshot has one.</param>
/// <param name="Last">Its last value.</param>
/// <param name="Since">
/// The index of the first snapshot at which it is past half of the way from its first to its last value; null where it did not rise.
/// </param>
/// <param name="LastBelow">The index of the last snapshot after that one which is below half again; null where none is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Rise(double? First, double? Last, int? Since, int? LastBelow)
{
    // Less than what three digits show is no rise.
    private const double Least = 0.0005;

    /// <summary>Looks for the rise.</summary>
    /// <param name="values">The value of each snapshot, in order; null where there is none.</param>
    public static Rise Of(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] known = [.. Enumerable.Range(0, values.Count).Where(k => values[k] is not null)];
        if (known.Length == 0) return default;
        double first = values[known[0]]!.Value, last = values[known[^1]]!.Value, half = first + (last - first) / 2;
        if (last - first < Least) return new Rise(first, last, Since: null, LastBelow: null);
        int since = known.First(k => values[k] >= half);
        int below = known.LastOrDefault(k => k > since && values[k] < half, -1);
        return new Rise(first, last, since, below < 0 ? null : below);
    }
}
