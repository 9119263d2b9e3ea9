using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Sweeps.Folder;

/// <summary>
/// What the folder of a sweep keeps of one run, in a file of its own: on a cluster many processes write at once, each the state of the run
/// that it was given.
/// </summary>
public sealed record RunState
{
    /// <summary>How far it is.</summary>
    public RunStage Stage { get; init; }

    /// <summary>The arguments it was begun with; with others, a plan has changed and the run is not finished.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How often it was begun, stopped attempts among them.</summary>
    public int Attempts { get; init; }

    /// <summary>The line of error of the last attempt; null if it had none.</summary>
    public string? Error { get; init; }

    /// <summary>The seconds that were spent on it, in all attempts.</summary>
    public double Seconds { get; init; }

    /// <summary>The bytes of memory it was forecast to take; null where not known.</summary>
    public long? Memory { get; init; }

    /// <summary>The seconds it was forecast to take; null where not known.</summary>
    public double? ForecastSeconds { get; init; }

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The state when another attempt begins.</summary>
    public RunState Begin() => this with { Stage = RunStage.Begun, Attempts = Attempts + 1 };

    /// <summary>The state when a forecast is known.</summary>
    /// <param name="memory">The bytes of memory.</param>
    /// <param name="seconds">The seconds.</param>
    public RunState Expect(long memory, double seconds) => this with { Memory = memory, ForecastSeconds = seconds };

    /// <summary>The state when the run is finished.</summary>
    /// <param name="seconds">What this attempt took.</param>
    public RunState Finish(double seconds) => this with { Stage = RunStage.Finished, Error = null, Seconds = Seconds + seconds };

    /// <summary>The state when an attempt was stopped before its end.</summary>
    /// <param name="seconds">What this attempt took.</param>
    public RunState Stop(double seconds) => this with { Stage = RunStage.Begun, Seconds = Seconds + seconds };

    /// <summary>The state when an attempt failed.</summary>
    /// <param name="error">The line of error.</param>
    /// <param name="seconds">What this attempt took.</param>
    public RunState Fail(string error, double seconds) => this with { Stage = RunStage.Failed, Error = error, Seconds = Seconds + seconds };
}
