namespace Coterie.Runs.Tests;

/// <summary>Settings of a run, with a list, a value that may be missing, and nested settings.</summary>
internal sealed record SampleSettings
{
    public int Seed { get; init; } = 1;

    public int? Samples { get; init; }

    public IReadOnlyList<int> Hidden { get; init; } = [8, 4];

    public InnerSettings Inner { get; init; } = new(2);

    internal sealed record InnerSettings(int Depth);
}
