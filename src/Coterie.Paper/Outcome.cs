namespace Coterie.Paper;

/// <summary>What the measurements say of a claim; <see cref="Decision"/> has the rule.</summary>
public enum Outcome
{
    /// <summary>They do not decide it: there are fewer than eight seeds, or the seeds do not agree.</summary>
    Undecided,

    /// <summary>They support it.</summary>
    Supported,

    /// <summary>They speak against it: what it claims is absent, too small to matter, or the other way round.</summary>
    Refuted,
}
