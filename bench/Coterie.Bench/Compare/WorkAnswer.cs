using System.Text.Json;

namespace Coterie.Bench.Compare;

/// <summary>A worker's line: it is ready, it is done, or it failed.</summary>
internal sealed record WorkAnswer
{
    /// <summary>Resident bytes once the input is loaded.</summary>
    public long? Loaded { get; init; }

    /// <summary>Seconds of one run, the mean of several where one is short.</summary>
    public double? Seconds { get; init; }

    /// <summary>The most bytes that were ever resident.</summary>
    public long? Peak { get; init; }

    /// <summary>What was found.</summary>
    public Dictionary<string, JsonElement> Figures { get; init; } = [];

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }
}
