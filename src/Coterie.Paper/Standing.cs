namespace Coterie.Paper;

/// <summary>What the measurements say about a claim that a correlation has a certain sign; <see cref="Standings"/> has the rule.</summary>
public enum Standing
{
    /// <summary>They support it.</summary>
    Survives,

    /// <summary>They contradict it.</summary>
    Contradicted,

    /// <summary>They do not decide it: there is one seed only, the seeds differ, or drift explains the correlation.</summary>
    Unclear,
}
