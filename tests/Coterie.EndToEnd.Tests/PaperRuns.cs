[assembly: AssemblyFixture(typeof(Coterie.EndToEnd.Tests.PaperRuns))]

namespace Coterie.EndToEnd.Tests;

/// <summary>Evaluations of the paper on a few digits, made once for all tests.</summary>
public sealed class PaperRuns : IDisposable
{
    /// <summary>Two studies of two seeds, which <see cref="Whole"/> is.</summary>
    internal const string Two = "paper mnist mnist-mixed --data digits --epochs 2 --seeds 2 --threads 1";

    /// <summary>One study of one seed, which <see cref="CopyOne"/> copies.</summary>
    internal const string One = "paper mnist --data digits --epochs 2 --out out";

    private readonly Lazy<Task<Outcome>> whole, one;

    public PaperRuns()
    {
        IdxData.Write(Cli, "digits");
        whole = new(() => Cli.RunAsync($"{Two} --out whole"));
        one = new(() => Cli.RunAsync(One));
    }

    /// <summary>The command in the folder of these runs, where the images are <c>digits</c>.</summary>
    internal Cli Cli { get; } = new();

    /// <summary>What the evaluation of <see cref="Two"/> said; its folder is <c>whole</c>.</summary>
    internal Task<Outcome> Whole => whole.Value;

    public void Dispose() => Cli.Dispose();

    /// <summary>Copies the evaluation of <see cref="One"/>, and its images, to the folder of a test.</summary>
    internal async Task CopyOne(Cli to)
    {
        (await one.Value).Succeeds();
        IdxData.Write(to, "digits");
        foreach (string file in Cli.Entries("out").Where(name => File.Exists(Cli[$"out/{name}"])))
        {
            to.Write($"out/{file}", await File.ReadAllBytesAsync(Cli[$"out/{file}"]));
        }
    }
}
