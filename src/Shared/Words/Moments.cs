using Coterie.Runs;

namespace Coterie.Words;

/// <summary>When a snapshot was taken, in words.</summary>
internal static class Moments
{
    /// <summary><c>untrained</c>, <c>epoch 3</c>, or <c>step 40, epoch 0.09</c>.</summary>
    public static string Of(Snapshot snapshot)
    {
        if (snapshot.Number == 0 && snapshot.Epoch == 0) return "untrained";
        string epoch = $"epoch {Numbers.Epoch(snapshot.Epoch)}";
        return snapshot.Step is { } step && snapshot.Epoch != Math.Floor(snapshot.Epoch) ? $"step {step}, {epoch}" : epoch;
    }
}
