namespace Coterie.Communities;

/// <summary>Operations on labels: the community of each vertex during a search, any numbers in <c>0..vertices-1</c>.</summary>
internal static class Labels
{
    /// <summary>Puts each vertex into a community of its own.</summary>
    public static int[] Singletons(int vertexCount)
    {
        int[] labels = new int[vertexCount];
        for (int v = 0; v < labels.Length; v++) labels[v] = v;
        return labels;
    }

    /// <summary>Renumbers the labels from 0 in the order of their first vertex and returns how many there are.</summary>
    public static int Compact(Span<int> labels)
    {
        int[] number = new int[labels.Length];
        int count = 0;
        foreach (ref int label in labels)
        {
            ref int known = ref number[label];
            if (known == 0) known = ++count;
            label = known - 1;
        }
        return count;
    }

    /// <summary>Gives each vertex the label of its community.</summary>
    public static void Follow(Span<int> labels, ReadOnlySpan<int> communityLabels)
    {
        foreach (ref int label in labels) label = communityLabels[label];
    }
}
