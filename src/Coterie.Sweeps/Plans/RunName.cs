using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace Coterie.Sweeps.Plans;

/// <summary>
/// The name of a run's folder: what differs, such as <c>dropout=0.2_hidden=256,256_seed=3</c>. The options stand in the order of the
/// alphabet, so the name does not depend on the order of the plan. It has only characters that every file system and every shell takes as
/// they are, and no two runs have names that differ in case alone.
/// </summary>
internal static class RunName
{
    // A file's name has at most 255 bytes, and other names are made from this one.
    private const int Longest = 120;
    private const int LongestValue = 40;
    private const int HashLength = 8;
    private const char BeforeHash = '@';
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.,+-");

    /// <summary>Makes a name.</summary>
    /// <param name="values">The options that differ, with their values.</param>
    /// <param name="seed">The seed.</param>
    public static string Of(IEnumerable<(string Option, string Value)> values, int seed)
    {
        IEnumerable<string> parts = values.OrderBy(value => value.Option, StringComparer.Ordinal)
            .Select(value => $"{value.Option}={Safe(value.Value)}")
            .Append($"seed={seed}");
        string name = string.Join('_', parts);
        return name.Length <= Longest ? name : $"{name[..(Longest - HashLength - 1)]}{BeforeHash}{Hash(name)}";
    }

    // A value with other characters keeps what can be kept, and gets a hash of the whole, so that no other value has the same name. Of a
    // path the last part says most.
    private static string Safe(string value)
    {
        if (value.Length is > 0 and <= LongestValue && !value.AsSpan().ContainsAnyExcept(Plain)) return value;
        string last = value[(value.TrimEnd('/', '\\').LastIndexOfAny(['/', '\\']) + 1)..];
        StringBuilder safe = new();
        foreach (char c in last.ToLowerInvariant().Take(LongestValue)) safe.Append(Plain.Contains(c) ? c : '-');
        return $"{safe}{BeforeHash}{Hash(value)}";
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
