namespace Coterie.Patterns;

/// <summary>
/// How much the classes of a layer share representatives, in single numbers: what <see cref="Representatives.Intersections"/> and
/// <see cref="Representatives.ExclusiveOverlap"/> show class by class. Cost: O(S · classes).
/// </summary>
internal static class ClassOverlap
{
    /// <summary>How many neurons represent exactly one class: the sum of the diagonal.</summary>
    public static int Unique(Representatives representatives)
    {
        return representatives.ClassesOfEach().Count(classes => classes.Count == 1);
    }

    /// <summary>The mean of <c>|R_i ∩ R_j|</c> over the pairs of classes; null where there is one class only.</summary>
    public static double? Shared(Representatives representatives)
    {
        return PerPair(representatives, representatives.ClassesOfEach().Sum(classes => Pairs(classes.Count)));
    }

    /// <summary>The mean over the pairs of classes of the neurons that represent these and no other; null for one class.</summary>
    public static double? SharedExclusive(Representatives representatives)
    {
        return PerPair(representatives, representatives.ClassesOfEach().Count(classes => classes.Count == 2));
    }

    private static double? PerPair(Representatives representatives, long shared)
    {
        long pairs = Pairs(representatives.Classes);
        return pairs == 0 ? null : shared / (double)pairs;
    }

    private static long Pairs(int classes) => classes * (classes - 1L) / 2;
}
