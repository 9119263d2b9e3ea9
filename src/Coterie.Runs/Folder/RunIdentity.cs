using System.Text.Json;
using System.Text.Json.Serialization;
using Coterie.Runs.Dumps;
using Coterie.Runs.Models;
using Coterie.Runs.Results;

namespace Coterie.Runs.Folder;

/// <summary>
/// What decides a run's values: two runs with the same identity are the same run. Threads, device and software are not part of it; they are
/// in the run's <see cref="RunEnvironment"/>.
/// </summary>
public sealed record RunIdentity
{
    private const int LongestValue = 60;

    /// <summary>
    /// What kind of run it is: <c>study</c>, <c>models</c>, <c>dumps</c>, <c>training</c>, or a name that a program chooses for its own.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The preset a study began from; null where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>The settings, as JSON: their members depend on the kind.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>
    /// The fingerprint of the samples a run was made from, see <see cref="Coterie.Data.DataSet.Fingerprint"/> and
    /// <c>LabelledSamples.Fingerprint</c> of <c>Coterie.Torch</c>, or the hash of a file of arrays; null where activations came from
    /// elsewhere, and in runs of versions that kept none.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Makes an identity from settings of any type.</summary>
    /// <typeparam name="TSettings">The type.</typeparam>
    /// <param name="kind">What kind of run.</param>
    /// <param name="preset">The preset; null for none.</param>
    /// <param name="settings">What decides the run's values; members that are null are left out.</param>
    public static RunIdentity Of<TSettings>(string kind, string? preset, TSettings settings)
    {
        return new RunIdentity { Kind = kind, Preset = preset, Settings = JsonSerializer.SerializeToElement(settings, Json.Identity) };
    }

    /// <summary>Reads the settings as a type; members that the type does not have are skipped.</summary>
    /// <typeparam name="TSettings">The type.</typeparam>
    /// <param name="path">The file they come from, for the message.</param>
    /// <exception cref="InputException">They are not of that type.</exception>
    internal TSettings SettingsAs<TSettings>(string path)
    {
        try
        {
            return Json.As<TSettings>(Settings, path);
        }
        catch (InputException e)
        {
            string what = e.InnerException?.Message.ReplaceLineEndings(" ") ?? "they are null";
            throw new InputException($"{path}: its settings are not those of a {Kind} run: {what}", e);
        }
    }

    /// <summary>
    /// Refuses a run of other settings. <see cref="RunReader.Find(string, RunIdentity, DataSummary)"/> compares data too.
    /// </summary>
    /// <param name="asked">The identity that is asked for.</param>
    /// <param name="path">The file this one comes from, for the message.</param>
    /// <exception cref="InputException">They differ; the message names the first setting that does.</exception>
    public void RequireSame(RunIdentity asked, string path)
    {
        if (Kind != asked.Kind || Preset != asked.Preset)
        {
            throw new InputException(
                $"{path}: found a run of {Preset ?? Kind}, expected {asked.Preset ?? asked.Kind}; choose {asked.Elsewhere}");
        }
        // Where the data of a study lay says nothing once their content is known.
        string? ignored = Kind == StudyDocument.Kind && Data is not null ? "data.name" : null;
        if (Difference(Settings, asked.Settings, "", ignored) is not var (name, found, expected)) return;
        throw new InputException(
            $"{path}: found a run with {name} {Short(found)}, expected {Short(expected)}; "
            + $"{Advice(name, found, expected)} to go on, or {asked.Elsewhere}");
    }

    /// <summary>Where else a run can go, for messages: a person names the folder with an option, a program as it likes.</summary>
    internal string Elsewhere => Kind is StudyDocument.Kind or DumpAnalysis.Kind or ModelAnalysis.Kind ? "another --out" : "another folder";

    private static string Advice(string name, JsonElement? found, JsonElement? expected)
    {
        // The default of --top until it followed from the width of the layer.
        const int former = 50;
        bool isDefault = name.Split('.')[^1] == "top"
            && found is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int top) && top == former
            && expected is { ValueKind: JsonValueKind.String };
        return isDefault ? $"earlier versions took {former} by default: use --top {former}" : "use the same settings";
    }

    private static (string Name, JsonElement? Found, JsonElement? Expected)? Difference(
        JsonElement found, JsonElement expected, string name, string? ignored)
    {
        if (found.ValueKind != JsonValueKind.Object || expected.ValueKind != JsonValueKind.Object)
        {
            return JsonElement.DeepEquals(found, expected) ? null : (name, found, expected);
        }
        IEnumerable<string> members = found.EnumerateObject().Concat(expected.EnumerateObject()).Select(property => property.Name);
        foreach (string member in members.Distinct(StringComparer.Ordinal))
        {
            JsonElement? left = found.TryGetProperty(member, out JsonElement value) ? value : null;
            JsonElement? right = expected.TryGetProperty(member, out value) ? value : null;
            string path = name.Length == 0 ? member : $"{name}.{member}";
            if (path == ignored) continue;
            if (left is null || right is null) return (path, left, right);
            if (Difference(left.Value, right.Value, path, ignored) is { } inner) return inner;
        }
        return null;
    }

    private static string Short(JsonElement? value)
    {
        // Without the line breaks of the file it comes from.
        string text = JsonSerializer.Serialize(value, Json.Options);
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
