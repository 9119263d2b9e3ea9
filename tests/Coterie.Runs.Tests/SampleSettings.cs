namespace Coterie.Runs.Tests;

/// <summary>Settings of a run, with a list and a value that may be missing.</summary>
internal sealed record SampleSettings
{
    public int Seed { get; init; } = 1;

    public int? Samples { get; init; }

    public IReadOnlyList<int> Hidden { get; init; } = [8, 4];
}
