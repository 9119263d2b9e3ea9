using Coterie.Runs.Folder;

namespace Coterie.Training.Studies;

/// <summary>What a study finds in its run folder.</summary>
/// <param name="Run">The study's run, finished or not, or a shorter one; null if the folder is empty or does not exist.</param>
/// <param name="IsShorter">Whether it is a run of fewer epochs, which goes on from its last weights.</param>
public readonly record struct FoundStudy(RunReader? Run, bool IsShorter)
{
    /// <summary>Whether the study is finished there.</summary>
    public bool IsFinished => !IsShorter && Run is { IsComplete: true };
}
