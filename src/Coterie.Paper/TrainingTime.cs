using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>The time of snapshots, as the smooth course of training is fitted over it.</summary>
internal static class TrainingTime
{
    /// <summary>log(1 + step) of each snapshot: training changes a network fast at first, then ever more slowly.</summary>
    public static double[] Of(IReadOnlyList<Snapshot> snapshots)
    {
        return [.. snapshots.Select(snapshot => Math.Log(1 + (snapshot.Step ?? snapshot.Epoch)))];
    }
}
