namespace Coterie.Passes;

/// <summary>The results of the second passes over a layer, one of each type.</summary>
internal sealed class PassResults
{
    private readonly Dictionary<Type, object> results;

    /// <summary>Takes the results.</summary>
    public PassResults(IEnumerable<object> results)
    {
        this.results = results.ToDictionary(result => result.GetType());
    }

    /// <summary>The result of a type.</summary>
    /// <exception cref="InvalidOperationException">No pass has such a result.</exception>
    public T Get<T>()
        where T : class
    {
        return results.TryGetValue(typeof(T), out object? found)
            ? (T)found
            : throw new InvalidOperationException(
                $"No second pass has a result of type {typeof(T).Name}; there are {Names()}.");

        string Names() => string.Join(", ", results.Keys.Select(type => type.Name));
    }
}
