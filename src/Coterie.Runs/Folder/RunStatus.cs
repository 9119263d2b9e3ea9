namespace Coterie.Runs.Folder;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>Under way, or ended by force; it can go on.</summary>
    Running,

    /// <summary>Stopped by the user; it can go on.</summary>
    Stopped,

    /// <summary>Finished.</summary>
    Complete,
}
