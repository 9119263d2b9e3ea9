using Coterie.Runs.Folder;
using Coterie.Runs.Ranking;

namespace Coterie.Runs.Tests.Ranking;

public class ComparableRunsTests
{
    [Fact]
    public void Runs_that_cannot_be_compared_are_named_with_the_reason()
    {
        using TemporaryFolder folder = new();
        Write(folder, "a", new { dropout = 0.1, bins = 50 });
        Write(folder, "b", new { dropout = 0.2, bins = 50 });
        Write(folder, "seeds/seed-1", new { dropout = 0.2, bins = 50, seed = 1 });
        Write(folder, "c-again", new { dropout = 0.2, bins = 50 });
        Write(folder, "d-bins", new { dropout = 0.3, bins = 10 });
        Write(folder, "e-preset", new { dropout = 0.3, bins = 50 }, preset: "other");
        Write(folder, "f-running", new { dropout = 0.4, bins = 50 }, status: RunStatus.Stopped);
        Write(folder, "g-untested", new { dropout = 0.5, bins = 50 }, accuracy: new Accuracies { Evaluated = 0.5 });
        Write(folder, "h-data", new { dropout = 0.1, bins = 50, seed = 2 }, data: "xxh128:2");
        Directory.CreateDirectory(Path.Combine(folder.Path, "z-empty"));

        ComparableRuns found = ComparableRuns.In([folder.Path, Path.Combine(folder.Path, "a")]);

        Assert.Equal("a, b, seed-1", string.Join(", ", found.Networks.Select(network => Path.GetFileName(network.Path))));
        Assert.Equal("dropout, seed", string.Join(", ", found.Differences));
        Dictionary<string, string> reasons =
            found.LeftOut.ToDictionary(run => Path.GetFileName(run.Path), run => run.Reason, StringComparer.Ordinal);
        Assert.Equal(6, reasons.Count);
        Assert.EndsWith("b", reasons["c-again"], StringComparison.Ordinal);
        Assert.StartsWith("the same as ", reasons["c-again"], StringComparison.Ordinal);
        Assert.Equal("analysed with bins 10, others 50", reasons["d-bins"]);
        Assert.Equal("a run of other, others sample", reasons["e-preset"]);
        Assert.Equal("not finished", reasons["f-running"]);
        Assert.Equal("it has no test accuracy", reasons["g-untested"]);
        Assert.Equal("other images or labels by the same name and number", reasons["h-data"]);
    }

    [Fact]
    public void A_damaged_run_is_left_out_with_what_is_wrong()
    {
        using TemporaryFolder folder = new();
        Write(folder, "a", new { dropout = 0.1 });
        Write(folder, "b", new { dropout = 0.2 });
        File.WriteAllText(Path.Combine(folder.Path, "b", RunFiles.Metrics(1)), "");

        ComparableRuns found = ComparableRuns.In([folder.Path]);

        Assert.Single(found.Networks);
        Assert.Contains("0001.parquet", Assert.Single(found.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_without_runs_are_refused()
    {
        using TemporaryFolder folder = new();

        Assert.Contains("no run", Refusal(folder.Path), StringComparison.Ordinal);
        Assert.Contains("no such folder", Refusal(Path.Combine(folder.Path, "none")), StringComparison.Ordinal);

        static string Refusal(string path) => Assert.Throws<InputException>(() => ComparableRuns.In([path])).Message;
    }

    private static void Write<T>(
        TemporaryFolder folder,
        string name,
        T settings,
        string preset = "sample",
        RunStatus status = RunStatus.Complete,
        Accuracies? accuracy = null,
        string data = "xxh128:1")
    {
        RunIdentity identity = RunIdentity.Of("sample-kind", preset, settings) with { Data = data };
        using RunWriter run = Sample.Open(Path.Combine(folder.Path, name), identity);
        run.Add(1, accuracy ?? new Accuracies { Test = 0.5 });
        run.Become(status);
    }
}
