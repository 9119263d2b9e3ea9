using System.Numerics;

namespace Coterie.Data;

/// <summary>One movement of the pen.</summary>
/// <param name="Smooth">Whether it bends through its points or turns at them.</param>
/// <param name="Closed">Whether it ends where it began.</param>
/// <param name="Points">Where it passes.</param>
internal sealed record GlyphStroke(bool Smooth, bool Closed, Vector2[] Points);
