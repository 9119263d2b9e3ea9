using System.Text.Json;

namespace Coterie.Bench.Compare;

/// <summary>A line from a worker: it is ready, it has finished a run, or it failed.</summary>
internal sealed record WorkAnswer
{
    /// <summary>Resident bytes once the input is loaded.</summary>
    public long? Loaded { get; init; }

    /// <summary>The seconds of one run; the mean of several if one is short.</summary>
    public double? Seconds { get; init; }

    /// <summary>The highest number of resident bytes.</summary>
    public long? Peak { get; init; }

    /// <summary>The results.</summary>
    public Dictionary<string, JsonElement> Figures { get; init; } = [];

    /// <summary>The error message.</summary>
    public string? Error { get; init; }
}
