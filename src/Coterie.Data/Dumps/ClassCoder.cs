namespace Coterie.Data;

/// <summary>Turns labels of any kind into classes: the different labels, in sorted order, are class 0, 1, 2, ….</summary>
/// <typeparam name="T">The type of a label.</typeparam>
internal sealed class ClassCoder<T>
    where T : notnull
{
    private readonly Dictionary<T, int> codes = [];
    private readonly List<int> samples = [];

    /// <summary>The number of labels so far.</summary>
    public int Count => samples.Count;

    /// <summary>Adds the label of the next sample.</summary>
    public void Add(T label)
    {
        if (!codes.TryGetValue(label, out int code)) codes.Add(label, code = codes.Count);
        samples.Add(code);
    }

    /// <summary>The class of each sample.</summary>
    /// <param name="order">The order of labels.</param>
    /// <param name="nameOf">How a label is shown.</param>
    public ClassLabels Classes(IComparer<T> order, Func<T, string> nameOf)
    {
        T[] sorted = [.. codes.Keys.Order(order)];
        int[] classOf = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++) classOf[codes[sorted[i]]] = i;
        return new ClassLabels([.. samples.Select(code => classOf[code])], [.. sorted.Select(nameOf)]);
    }
}
