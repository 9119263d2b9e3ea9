using Coterie.Runs;

namespace Coterie.Bench.Compare;

/// <summary>Everything measured so far on one machine: the file from which the page is written.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Software">The versions of the software that was compared.</param>
/// <param name="Cases">Each case by its name.</param>
internal sealed record Results(
    IReadOnlyDictionary<string, string> Machine, IReadOnlyDictionary<string, string> Software, SortedDictionary<string, CaseResult> Cases)
{
    public static Results ReadOrEmpty(string path)
    {
        return File.Exists(path)
            ? Json.Read<Results>(path)
            : new Results(
                new SortedDictionary<string, string>(StringComparer.Ordinal),
                new SortedDictionary<string, string>(StringComparer.Ordinal),
                new SortedDictionary<string, CaseResult>(StringComparer.Ordinal));
    }

    public void Write(string path)
    {
        Json.Write(path, this, Json.Indented);
    }
}
