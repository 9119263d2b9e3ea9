using Coterie.Runs.Files;

namespace Coterie.Runs.Dumps;

/// <summary>The settings that decide the values of an analysis of dumps.</summary>
public sealed record DumpSettings : FileSettings
{
    /// <summary>Where the neurons of arrays with positions stand, as <c>--layout</c> takes it; null for the defaults.</summary>
    public IReadOnlyList<string>? Layout { get; init; }

    /// <summary>The name of the labels' array, or of their file; null for the default.</summary>
    public string? Labels { get; init; }

    /// <summary>The SHA-256 of the labels' file; null if they are in the dumps.</summary>
    public string? LabelsSha256 { get; init; }
}
