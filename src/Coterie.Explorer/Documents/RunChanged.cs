using Coterie.Runs.Folder;

namespace Coterie.Explorer.Documents;

/// <summary>A run appeared, grew or ended.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Status">Whether it is running, stopped or complete.</param>
/// <param name="Snapshots">How many snapshots are finished.</param>
internal sealed record RunChanged(string Run, RunStatus Status, int Snapshots);
