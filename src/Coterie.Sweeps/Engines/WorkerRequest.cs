namespace Coterie.Sweeps.Engines;

/// <summary>What a worker process is asked to do, one line of JSON on its standard input for each run.</summary>
/// <param name="Arguments">The arguments of <c>coterie study</c>.</param>
/// <param name="Folder">The run folder.</param>
public sealed record WorkerRequest(IReadOnlyList<string> Arguments, string Folder);
