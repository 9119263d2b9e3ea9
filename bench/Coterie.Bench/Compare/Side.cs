namespace Coterie.Bench.Compare;

/// <summary>One of those compared: a work in a process of its own, so that its peak of memory is its own.</summary>
/// <param name="Name">How it is called in results.</param>
/// <param name="Runtime">What it runs in.</param>
/// <param name="Work">The work's name there.</param>
internal sealed record Side(string Name, Runtime Runtime, string Work)
{
    /// <summary>How many times it takes part; once is enough for what takes very long.</summary>
    public int Rounds { get; init; } = int.MaxValue;

    /// <summary>Whether it runs once before it is measured.</summary>
    public bool WarmUp { get; init; } = true;

    public static Side Ours(string work) => new(work, Runtime.Coterie, work);

    public static Side Peer(string name, string work) => new(name, Runtime.Python, work);
}
