using System.Text.Json;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Documents;

/// <summary>What a run's settings say of its network and its seed, whatever kind of run it is.</summary>
/// <param name="Network">The network and its widths, such as <c>mlp 512, 512</c>; null where not known.</param>
/// <param name="Seed">The seed; null where not known.</param>
internal sealed record RunDescription(string? Network, int? Seed)
{
    /// <summary>Describes a run.</summary>
    /// <param name="run">The run.</param>
    public static RunDescription Of(RunReader run)
    {
        JsonElement settings = run.Manifest.Identity.Settings;
        JsonElement? seed = Member(settings, "training", "seed") ?? Member(settings, "seed") ?? Member(settings, "analysis", "seed");
        bool isKnown = seed is { ValueKind: JsonValueKind.Number };
        return new RunDescription(NetworkOf(settings), isKnown && seed!.Value.TryGetInt32(out int value) ? value : null);
    }

    private static string? NetworkOf(JsonElement settings)
    {
        if (Member(settings, "training", "network") is not { ValueKind: JsonValueKind.String } network) return null;
        string name = network.GetString()!;
        if (Member(settings, "training", "hidden") is not { ValueKind: JsonValueKind.Array } widths) return name;
        return $"{name} {string.Join(", ", widths.EnumerateArray().Select(width => width.ToString()))}".TrimEnd();
    }

    private static JsonElement? Member(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }
        return element;
    }
}
