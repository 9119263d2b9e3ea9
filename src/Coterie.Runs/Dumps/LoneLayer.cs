using System.Text.RegularExpressions;
using Coterie.Data;

namespace Coterie.Runs.Dumps;

/// <summary>
/// Names the layer of dumps that are one array without a name: what the files' names share without the number that tells them apart.
/// All dumps of a run must have the same layers, so the name is the same for all.
/// </summary>
internal static partial class LoneLayer
{
    private const string Plain = "layer";

    /// <summary>
    /// The name: <c>fc1</c> of <c>fc1-epoch-01.npy</c> and <c>fc1-epoch-02.npy</c>; <c>layer</c> where names share nothing else.
    /// </summary>
    /// <param name="files">The dumps.</param>
    public static string NameFor(IReadOnlyList<string> files)
    {
        string[] names = [.. files.Select(file => Epoch().Replace(Path.GetFileNameWithoutExtension(file), ""))];
        string[][] texts = [.. names.Select(name => Number().Split(name))];
        if (texts.Any(text => !text.SequenceEqual(texts[0], StringComparer.Ordinal))) return Plain;
        string[][] numbers = [.. names.Select(name => Number().Matches(name).Select(match => match.Value).ToArray())];
        // A text, and the number after it where it is the same in all names.
        string shared = string.Concat(texts[0].Select((text, k) =>
            k < numbers[0].Length && Array.TrueForAll(numbers, other => other[k] == numbers[0][k]) ? text + numbers[0][k] : text));
        string trimmed = shared.Trim('-', '_', '.', ' ', '=', '(', ')');
        return trimmed is "" or DumpReading.DefaultLabels ? Plain : trimmed;
    }

    [GeneratedRegex(@"(?<![A-Za-z])(?:epoch|ep|e|step)[-_=. (]*[0-9]+\)?", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Epoch();

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
