namespace Coterie.Paper;

/// <summary>The outcome of a hypothesis; <see cref="Verdict"/> has the rule.</summary>
public enum Outcome
{
    /// <summary>Every study with true labels supports it, and no control does.</summary>
    Holds,

    /// <summary>Only some studies with true labels support it, or all do but a control does too.</summary>
    HoldsInPart,

    /// <summary>No study with true labels supports it, and at least one contradicts it.</summary>
    Fails,

    /// <summary>The measurements do not decide it.</summary>
    Unclear,
}
