namespace Coterie.Paper;

/// <summary>What becomes of a hypothesis; <see cref="Verdict"/> has the rule.</summary>
public enum Outcome
{
    /// <summary>Every study with true labels bears it out, and no control does.</summary>
    Holds,

    /// <summary>Some studies with true labels bear it out, or all do but a control does as well.</summary>
    HoldsInPart,

    /// <summary>No study with true labels bears it out, and at least one speaks against it.</summary>
    Fails,

    /// <summary>The measurements do not decide it.</summary>
    Unclear,
}
