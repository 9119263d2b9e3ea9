namespace Coterie.Data;

/// <summary>Class means and representatives need at least one sample of each class.</summary>
internal static class EveryClass
{
    /// <summary>Throws an <see cref="InputException"/> that names the first class without samples.</summary>
    public static void Require(ReadOnlySpan<int> labels, IReadOnlyList<string> classNames, string where)
    {
        bool[] seen = new bool[classNames.Count];
        foreach (int label in labels) seen[label] = true;
        int missing = Array.IndexOf(seen, value: false);
        if (missing < 0) return;
        throw new InputException($"{where}: class {missing} ({classNames[missing]}) has no samples, expected at least one of each class");
    }
}
