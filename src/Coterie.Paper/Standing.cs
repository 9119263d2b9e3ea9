namespace Coterie.Paper;

/// <summary>What the measurements say of a claim that a correlation has a sign; <see cref="Standings"/> has the rule.</summary>
public enum Standing
{
    /// <summary>They bear it out.</summary>
    Survives,

    /// <summary>They speak against it.</summary>
    Contradicted,

    /// <summary>They do not decide it: one seed only, or seeds that differ, or no more than drift explains.</summary>
    Unclear,
}
