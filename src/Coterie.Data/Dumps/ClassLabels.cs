using System.Globalization;
using System.Text;

namespace Coterie.Data;

/// <summary>The classes of a dump's samples.</summary>
/// <param name="Labels">The class of each sample, from 0.</param>
/// <param name="Names">For each class, the label that the dump has for it.</param>
internal sealed record ClassLabels(int[] Labels, IReadOnlyList<string> Names)
{
    // The most classes that a note shows, the last of them included.
    private const int MostShown = 12;

    // So many may have a sample each, in a first try.
    private const int FewClasses = 20;

    /// <summary>Orders texts by number if all are whole numbers, otherwise by their characters.</summary>
    public static ClassLabels OfTexts(ClassCoder<string> texts)
    {
        ClassLabels byCharacter = texts.Classes(
            Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))),
            text => text);
        long?[] numbers = [.. byCharacter.Names.Select(Number)];
        if (numbers.Contains(null)) return byCharacter;
        return texts.Classes(Comparer<string>.Create((a, b) => Number(a)!.Value.CompareTo(Number(b)!.Value)), text => text);
    }

    /// <summary>What a person should know of how labels became classes.</summary>
    /// <param name="array">What the labels come from.</param>
    /// <param name="kind">What they are; null for what needs no word if the labels are the classes' numbers.</param>
    public IEnumerable<string> Notes(string array, string? kind)
    {
        bool areNumbers = Names.Index().All(name => name.Item == $"{name.Index}");
        if (kind is not null || !areNumbers)
        {
            string classes = areNumbers ? $"0 to {Names.Count - 1}" : string.Join(", ", Shown());
            yield return $"{array}: {kind ?? "whole numbers"}, as classes {classes}";
        }
        if (Names.Count == 1)
        {
            yield return $"warning: {array}: every sample has the label {Names[0]}, so there is one class";
        }
        else if (Names.Count > FewClasses && Names.Count > Labels.Length / 2)
        {
            yield return $"warning: {array}: found {Names.Count} different labels among {Labels.Length} samples, and took each for a class";
        }
    }

    private IEnumerable<string> Shown()
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (i == MostShown - 1 && Names.Count > MostShown)
            {
                yield return "…";
                i = Names.Count - 1;
            }
            yield return $"{i} = {Names[i]}";
        }
    }

    // Only as a number is written, so that no two texts are the same number.
    private static long? Number(string text)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && text == number.ToString(CultureInfo.InvariantCulture) ? number : null;
    }
}
