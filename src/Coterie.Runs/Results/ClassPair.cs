using System.Runtime.InteropServices;

namespace Coterie.Runs.Results;

/// <summary>Two classes and the neurons that represent both: the more, the harder they are to tell apart.</summary>
/// <param name="First">One class.</param>
/// <param name="Second">The other, with the higher number.</param>
/// <param name="Shared">How many neurons represent both, whatever else they represent.</param>
/// <param name="Of">How many represent the one of the two that has fewer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClassPair(int First, int Second, int Shared, int Of)
{
    /// <summary>The pairs of classes that share representatives, most first; of equal ones the lower classes first.</summary>
    /// <param name="representatives">For each class its representatives.</param>
    public static IReadOnlyList<ClassPair> Hardest(IReadOnlyList<IReadOnlyList<int>> representatives)
    {
        ArgumentNullException.ThrowIfNull(representatives);
        HashSet<int>[] sets = [.. representatives.Select(list => list.ToHashSet())];
        return
        [
            .. from first in Enumerable.Range(0, sets.Length)
               from second in Enumerable.Range(first + 1, sets.Length - first - 1)
               let shared = representatives[second].Count(sets[first].Contains)
               where shared > 0
               orderby shared descending
               select new ClassPair(first, second, shared, Math.Min(sets[first].Count, sets[second].Count)),
        ];
    }
}
