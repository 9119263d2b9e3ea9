namespace Coterie.Sweeps.Folder;

/// <summary>How far a run of a sweep is.</summary>
public enum RunStage
{
    /// <summary>Not begun.</summary>
    ToCome,

    /// <summary>Begun and not finished: a process is at it, or was stopped or killed, and the run goes on with the next one.</summary>
    Begun,

    /// <summary>Finished.</summary>
    Finished,

    /// <summary>Given up after as many attempts as the plan allows; the next sweep tries it again.</summary>
    Failed,
}
