namespace Coterie.Cli.Health;

/// <summary>What <c>coterie doctor --json</c> writes.</summary>
/// <param name="IsSound">Whether no part is broken.</param>
/// <param name="Parts">The parts.</param>
internal sealed record HealthDocument(bool IsSound, IReadOnlyList<Part> Parts);
