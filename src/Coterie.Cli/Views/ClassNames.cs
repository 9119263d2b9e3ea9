namespace Coterie.Cli.Views;

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

    /// <summary>Finds a class by its name, in any case, or else by its number.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="InputException">There is no such class.</exception>
    public int Find(string text, int classes)
    {
        int named = Choice.IndexOf(names ?? [], text);
        if (named >= 0) return named;
        if (Choice.Number(text) is { } number && number < classes) return number;
        throw new InputException($"--class: found '{text}', expected one of {Choice.List(Enumerable.Range(0, classes).Select(Both))}");
    }

    private string Both(int @class) => this[@class] == $"{@class}" ? $"{@class}" : $"{@class} {this[@class]}";
}
