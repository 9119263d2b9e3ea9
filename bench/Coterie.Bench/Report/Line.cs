namespace Coterie.Bench.Report;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, both coordinates above 0.</param>
internal sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points);
