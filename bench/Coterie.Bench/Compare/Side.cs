namespace Coterie.Bench.Compare;

/// <summary>One side of a case: a task in its own process, so that its peak memory can be measured separately.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Runtime">What it runs in.</param>
/// <param name="Work">The name of the task.</param>
internal sealed record Side(string Name, Runtime Runtime, string Work)
{
    /// <summary>The most turns it takes; very slow sides take fewer than the others.</summary>
    public int Rounds { get; init; } = int.MaxValue;

    /// <summary>Whether it runs once before it is measured.</summary>
    public bool WarmUp { get; init; } = true;

    public static Side Ours(string work) => new(work, Runtime.Coterie, work);

    public static Side Peer(string name, string work) => new(name, Runtime.Python, work);
}
