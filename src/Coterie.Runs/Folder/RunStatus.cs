namespace Coterie.Runs.Folder;

/// <summary>Whether a run is running, stopped or finished.</summary>
public enum RunStatus
{
    /// <summary>Running, or killed; it can be continued.</summary>
    Running,

    /// <summary>Stopped by the user; it can be continued.</summary>
    Stopped,

    /// <summary>Finished.</summary>
    Complete,
}
