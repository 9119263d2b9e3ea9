namespace Coterie.Browser.Tests;

/// <summary>
/// A study of real MNIST images, made once for all tests, with its report; tests are skipped where the images are missing.
/// </summary>
public sealed class RealRun : IAsyncLifetime
{
    private bool isMade;

    /// <summary>The command in the folder of this run.</summary>
    internal Cli Cli { get; } = new();

    /// <summary>The id of the run in the folder of runs.</summary>
    internal const string Id = "mnist";

    /// <summary>The folder of runs.</summary>
    internal string Folder => Cli["runs"];

    /// <summary>The run folder.</summary>
    internal string Path => Cli[$"runs/{Id}"];

    /// <summary>The address of its report.</summary>
    internal string Report => new Uri(Cli[$"runs/{Id}/report.html"]).AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        if (SharedData.Find("data/mnist") is not { } images) return;
        string[] study =
        [
            "study", "mnist", "--data", images, "--samples", "3000", "--epochs", "4", "--snapshots", "4+log:4", "--out", Path,
        ];
        (await Cli.RunAsync(study)).Succeeds();
        isMade = true;
    }

    public ValueTask DisposeAsync()
    {
        Cli.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test where there are no images.</summary>
    internal void Require()
    {
        if (!isMade) Assert.Skip("../shared/data/mnist is not here");
    }
}
