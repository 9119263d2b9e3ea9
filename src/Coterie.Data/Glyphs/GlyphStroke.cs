using System.Numerics;

namespace Coterie.Data;

/// <summary>One stroke of the pen.</summary>
/// <param name="Smooth">Whether it is a smooth curve through its points; otherwise it is straight between them.</param>
/// <param name="Closed">Whether it ends at its first point.</param>
/// <param name="Points">The points it passes through.</param>
internal sealed record GlyphStroke(bool Smooth, bool Closed, Vector2[] Points);
