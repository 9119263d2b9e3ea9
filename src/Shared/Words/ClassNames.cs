namespace Coterie.Words;

/// <summary>The names of classes as lines and tables show them: cut, and the number where there is no name.</summary>
/// <param name="names">The names in the order of the labels; null where not known.</param>
internal sealed class ClassNames(IReadOnlyList<string>? names)
{
    private const int Length = 16;

    public string this[int @class] => names is null || @class >= names.Count ? $"{@class}" : Printable.Name(names[@class], Length);

    /// <summary>The class as <c>--class</c> takes it: its name where that is not cut, else its number.</summary>
    public string Argument(int @class)
    {
        return names is null || @class >= names.Count || this[@class] != names[@class] ? $"{@class}" : names[@class];
    }

    public string List(IEnumerable<int> classes) => string.Join(", ", classes.Select(i => this[i]));
}
