namespace Coterie.Data.Tests;

/// <summary>Keeps all reports of progress, and acts on each.</summary>
internal sealed class Recorder : IProgress<LoadProgress>
{
    public List<LoadProgress> Reports { get; } = [];

    public Action? Then { get; init; }

    public void Report(LoadProgress value)
    {
        Reports.Add(value);
        Then?.Invoke();
    }
}
