namespace Coterie.Data;

/// <summary>Checks that every class has a sample: the mean activation of a class without samples does not exist.</summary>
internal static class EveryClass
{
    /// <summary>Throws if a class has no sample.</summary>
    /// <exception cref="InputException">Names the first class without samples.</exception>
    public static void Require(ReadOnlySpan<int> labels, IReadOnlyList<string> classNames, string where)
    {
        bool[] seen = new bool[classNames.Count];
        foreach (int label in labels) seen[label] = true;
        int missing = Array.IndexOf(seen, value: false);
        if (missing < 0) return;
        throw new InputException($"{where}: class {missing} ({classNames[missing]}) has no samples, expected at least one of each class");
    }
}
