using System.Text.Json;

namespace Coterie.Runs.Folder;

/// <summary>Reads <c>run.json</c>, and tells whether it is the run that is asked for.</summary>
internal static class ManifestFile
{
    public const string Name = "run.json";

    private const int LongestValue = 60;

    /// <summary>Reads a manifest that must be of the same run as another.</summary>
    /// <exception cref="InputException">It cannot be read, is no manifest, of another format, or of another run.</exception>
    public static RunManifest<TSettings> Read<TSettings>(string path, RunManifest<TSettings> asked)
    {
        // Another format or another kind of run has other members: what it is comes before what it holds.
        using (JsonDocument document = Json.Read<JsonDocument>(path))
        {
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "tool") != "coterie") throw new InputException($"{path}: not the manifest of a run of coterie");
            string? format = Text(root, "format");
            string current = $"{RunManifest<TSettings>.CurrentFormat}";
            if (format != current) throw new InputException($"{path}: found format {format ?? "unknown"}, expected {current}");
            string? preset = Text(root, "preset");
            if (preset != asked.Preset)
            {
                throw new InputException($"{path}: found a run of {preset ?? "dumps"}, expected {asked.Preset ?? "dumps"}; choose another --out");
            }
        }
        RunManifest<TSettings> found = Json.Read<RunManifest<TSettings>>(path);
        if (found.Settings is null) throw new InputException($"{path}: not a document written by coterie: it has no settings");
        RequireSame(path, found.Settings, asked.Settings);
        return found;
    }

    private static string? Text(JsonElement root, string member)
    {
        return root.TryGetProperty(member, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
    }

    /// <summary>Refuses settings that differ.</summary>
    /// <exception cref="InputException">They do; the message names the first that does.</exception>
    public static void RequireSame<TSettings>(string path, TSettings found, TSettings asked)
    {
        JsonElement left = JsonSerializer.SerializeToElement(found, Json.Options);
        JsonElement right = JsonSerializer.SerializeToElement(asked, Json.Options);
        foreach (JsonProperty setting in left.EnumerateObject())
        {
            JsonElement other = right.GetProperty(setting.Name);
            if (JsonElement.DeepEquals(setting.Value, other)) continue;
            throw new InputException(
                $"{path}: found a run with {setting.Name} {Short(setting.Value)}, expected {Short(other)}; use the same settings to go on, or another --out");
        }
    }

    private static string Short(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
