namespace Coterie.Cli.Views;

/// <summary>Finds the class that a person names.</summary>
internal static class ClassChoice
{
    /// <summary>Finds a class by its name, in any case, or else by its number.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="names">The names in the order of the labels; null where not known.</param>
    /// <exception cref="InputException">There is no such class.</exception>
    public static int Find(string text, int classes, IReadOnlyList<string>? names)
    {
        int named = Choice.IndexOf(names ?? [], text);
        if (named >= 0) return named;
        if (Choice.Number(text) is { } number && number < classes) return number;
        ClassNames shown = new(names);
        throw new InputException($"--class: found '{text}', expected one of {Choice.List(Enumerable.Range(0, classes).Select(Both))}");

        string Both(int @class) => shown[@class] == $"{@class}" ? $"{@class}" : $"{@class} {shown[@class]}";
    }
}
