namespace Coterie.Explorer.Documents;

/// <summary>An interval with its level.</summary>
/// <param name="Lower">Where it begins.</param>
/// <param name="Upper">Where it ends.</param>
/// <param name="Level">How often such an interval holds the true value at least, 0..1.</param>
internal sealed record LevelInterval(double? Lower, double? Upper, double? Level);
