namespace Coterie.Bench.Report;

/// <summary>One chart of growth.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Title">What grows.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Format">Formats the numbers of the vertical axis.</param>
/// <param name="Lines">The curves; none where nothing was measured.</param>
internal sealed record Curves(string File, string Title, string X, string Y, Func<double, string> Format, IReadOnlyList<Line> Lines);
