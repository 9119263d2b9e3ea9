namespace Coterie.Runs.Ranking;

/// <summary>A run that cannot be compared with the others.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Reason">Why, in a line for people to read.</param>
public sealed record LeftOutRun(string Path, string Reason);
