namespace Coterie.Cli.Health;

/// <summary>Whether a part is there.</summary>
internal enum PartState
{
    /// <summary>It is there and works.</summary>
    Present,

    /// <summary>It is not there, and everything but what needs it works.</summary>
    Absent,

    /// <summary>It should be there, and is not or does not work.</summary>
    Broken,
}
