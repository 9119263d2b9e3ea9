using System.Text.Json.Serialization;

namespace Coterie.Sweeps.Engines;

/// <summary>What a worker process says of its run, one line of JSON on its standard output each; exactly one member is set.</summary>
public sealed record WorkerMessage
{
    /// <summary>What the run will take, measured at its start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunForecast? Forecast { get; init; }

    /// <summary>The share of the run that is done, 0..1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Share { get; init; }

    /// <summary>How the run ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunEnd? End { get; init; }
}
