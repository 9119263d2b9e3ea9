namespace Coterie.Sweeps.Plans;

/// <summary>
/// What <c>coterie study</c> understands, so that a plan is checked by the command's own parser before anything runs. The command gives
/// it; this library knows no option by itself.
/// </summary>
public sealed record StudyVocabulary
{
    /// <summary>The long options of the command.</summary>
    public required IReadOnlyList<StudyOption> Options { get; init; }

    /// <summary>What the parser says about a line of arguments after <c>study</c>; null if it takes them.</summary>
    public required Func<IReadOnlyList<string>, string?> Refusal { get; init; }

    /// <summary>
    /// What is wrong with settings that belong together, which the parser alone cannot see, such as more snapshots than epochs; null if
    /// nothing is.
    /// </summary>
    public required Func<IReadOnlyList<string>, string?> Contradiction { get; init; }

    /// <summary>
    /// What decides the values of the run that a line of arguments asks for, as text: two lines with the same text are the same run. Null
    /// if the line is no longer understood.
    /// </summary>
    public required Func<IReadOnlyList<string>, string?> Identity { get; init; }

    /// <summary>Why a run cannot go into a folder, which holds another run or something else; null if it can.</summary>
    public required Func<IReadOnlyList<string>, string, string?> Clash { get; init; }
}
