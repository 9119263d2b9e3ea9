using System.Diagnostics;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Folder;

/// <summary>
/// The folder of a sweep: <c>sweep.json</c>, a run folder for each run, the state of each run in <c>state/</c>, what it printed in
/// <c>logs/</c>, its values in <c>values/</c>, and the tables of results.
/// </summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="plan">The plan.</param>
public sealed class SweepFolder(string path, SweepPlan plan)
{
    private const string Document = "sweep.json", States = "state", Logs = "logs", ValuesFolder = "values";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The plan.</summary>
    public SweepPlan Plan => plan;

    /// <summary>The folder of the logs.</summary>
    public string LogsPath => In(Logs);

    /// <summary>The folder of a run.</summary>
    /// <param name="run">The run.</param>
    public string RunPath(PlannedRun run) => In(NameOf(run));

    /// <summary>The file with what a run printed.</summary>
    /// <param name="run">The run.</param>
    public string LogPath(PlannedRun run) => System.IO.Path.Combine(path, Logs, $"{NameOf(run)}.log");

    /// <summary>The state of a run: what was kept of it, or that of a run to come.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">The file of its state is damaged.</exception>
    public RunState StateOf(PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string file = StatePath(run.Name);
        RunState? kept = File.Exists(file) ? Json.Read<RunState>(file) : null;
        RunState fresh = new() { Arguments = run.Arguments };
        if (kept is null) return fresh;
        // A plan that has changed asks for another run, or for more epochs of this one.
        if (!kept.Arguments.SequenceEqual(run.Arguments, StringComparer.Ordinal)) return fresh with { Stage = RunStage.Begun };
        // Somebody deleted the run.
        return kept.Stage == RunStage.Finished && !File.Exists(ManifestPath(run)) ? fresh : kept;
    }

    /// <summary>Keeps the state of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Keep(PlannedRun run, RunState state)
    {
        ArgumentNullException.ThrowIfNull(run);
        Json.Write(StatePath(run.Name), state, Json.Indented);
    }

    /// <summary>
    /// Makes the folder ready for its runs. Where it holds runs of an earlier plan that this one asks for under other names, they get the
    /// names they have now.
    /// </summary>
    /// <param name="vocabulary">What the command <c>study</c> understands.</param>
    /// <returns>The runs that got other names, old and new.</returns>
    /// <exception cref="InputException">
    /// The folder holds something else, cannot be written, or the folder of a run that is to come holds another run.
    /// </exception>
    public IReadOnlyList<(string Old, string New)> Prepare(StudyVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        SweepDocument? before = Find();
        Create();
        (string Old, string New)[] moved = before is null || IsSame(before) ? [] : [.. Adopt(before, vocabulary)];
        foreach (PlannedRun run in plan.Runs)
        {
            // A run that was begun with these arguments is looked at by the process that goes on with it.
            if (!File.Exists(ManifestPath(run)) || StateOf(run) is { Attempts: > 0 }) continue;
            if (vocabulary.Clash(run.Arguments, RunPath(run)) is { } clash) throw new InputException(clash);
        }
        Write(before);
        return moved;
    }

    /// <summary>
    /// Makes the folder ready for one of its runs, which a process of its own does while others do others: it has to be that of this very
    /// plan.
    /// </summary>
    /// <exception cref="InputException">It is the folder of another plan, or cannot be written.</exception>
    public void RequireSame()
    {
        SweepDocument? before = Find();
        if (before is not null && !IsSame(before))
        {
            throw new InputException(
                $"{plan.Path}: has changed since the runs of {In(Document)} were numbered, so a number means another run; "
                + "run coterie sweep without --only, or with --emit once more");
        }
        Create();
        Write(before);
    }

    /// <summary>Holds the folder, so that no other sweep works in it, until the result is disposed of or the process ends.</summary>
    /// <exception cref="InputException">Another process holds it, or it cannot be written.</exception>
    public IDisposable Hold()
    {
        try
        {
            FolderLock.CreateFolders(path);
            return FolderLock.Take(path);
        }
        catch (InputException e) when (FolderLock.IsTaken(e))
        {
            throw new InputException(
                $"{path}: another sweep is at work in this folder; coterie sweep {plan.Path} --status says how far it is", e);
        }
    }

    /// <summary>
    /// Waits for another process that writes a run: workers of a sweep that was killed stop within seconds. One that goes on for a minute
    /// is at work, and the run is refused then.
    /// </summary>
    internal async Task WaitForAsync(PlannedRun run, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (Directory.Exists(RunPath(run)) && watch.Elapsed < Patience)
        {
            try
            {
                FolderLock.Take(RunPath(run)).Dispose();
                return;
            }
            catch (InputException e) when (FolderLock.IsTaken(e))
            {
                await Task.Delay(100, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellation.IsCancellationRequested) return;
            }
        }
    }

    /// <summary>The manifest of a run.</summary>
    internal string ManifestPath(PlannedRun run) => System.IO.Path.Combine(path, NameOf(run), RunFiles.Manifest);

    /// <summary>The file that keeps the values of a finished run.</summary>
    internal string ValuesPath(PlannedRun run) => System.IO.Path.Combine(path, ValuesFolder, $"{NameOf(run)}.json");

    /// <summary>A file beside the runs.</summary>
    internal string In(string name) => System.IO.Path.Combine(path, name);

    private static string NameOf(PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Name;
    }

    private string StatePath(string name) => System.IO.Path.Combine(path, States, $"{name}.json");

    private SweepDocument? Find()
    {
        string file = In(Document);
        if (File.Exists(file)) return SweepDocument.Read(file);
        string? found = null;
        if (File.Exists(path)) throw new InputException($"{path}: found a file, expected a folder for the sweep");
        if (!Directory.Exists(path)) return null;
        FileErrors.Name(path, "cannot be read", () => found = Directory.EnumerateFileSystemEntries(path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name =>
                name is not (FolderLock.Name or States or Logs or ValuesFolder) && !AtomicFile.IsLeftover(name!, Document)));
        if (found is null) return null;
        throw new InputException(
            $"{path}: found {found} but no {Document}, expected an empty folder or that of a sweep; choose another --out");
    }

    private void Create()
    {
        foreach (string folder in (string[])[path, In(States), In(Logs), In(ValuesFolder)]) FolderLock.CreateFolders(folder);
    }

    private void Write(SweepDocument? before)
    {
        if (before is not null && before.Plan == plan.Text && IsSame(before)) return;
        SweepDocument document = new()
        {
            Name = plan.Name,
            Plan = plan.Text,
            Runs = [.. plan.Runs.Select(run => new SweepDocument.RunEntry(run.Name, run.Arguments))],
        };
        Json.Write(In(Document), document, Json.Options);
    }

    private bool IsSame(SweepDocument document)
    {
        return document.Runs.Count == plan.Count && document.Runs.Zip(plan.Runs).All(pair =>
            pair.First.Name == pair.Second.Name && pair.First.Arguments.SequenceEqual(pair.Second.Arguments, StringComparer.Ordinal));
    }

    // An option that the earlier plan had for all runs, or not at all, may be an axis now, or the other way round.
    private IEnumerable<(string Old, string New)> Adopt(SweepDocument before, StudyVocabulary vocabulary)
    {
        HashSet<string> asked = [.. plan.Runs.Select(run => run.Name)];
        Dictionary<string, string> old = new(StringComparer.Ordinal);
        foreach (SweepDocument.RunEntry run in before.Runs.Where(run => !asked.Contains(run.Name)))
        {
            if (!Directory.Exists(In(run.Name)) || vocabulary.Identity(run.Arguments) is not { } identity) continue;
            old.TryAdd(identity, run.Name);
        }
        if (old.Count == 0) yield break;
        foreach (PlannedRun run in plan.Runs)
        {
            if (Directory.Exists(RunPath(run)) || vocabulary.Identity(run.Arguments) is not { } identity) continue;
            if (!old.Remove(identity, out string? name)) continue;
            Rename(name, run);
            yield return (name, run.Name);
        }
    }

    private void Rename(string old, PlannedRun run)
    {
        FileErrors.Name(In(old), "cannot be renamed", () =>
        {
            // Nobody writes it: who does holds the lock of the run.
            using (FolderLock.Take(In(old)))
            {
                // Its state names the arguments it was begun with, which may be written in another way now.
                if (File.Exists(StatePath(old))) Keep(run, Json.Read<RunState>(StatePath(old)) with { Arguments = run.Arguments });
            }
            Directory.Move(In(old), RunPath(run));
            File.Delete(StatePath(old));
            File.Delete(System.IO.Path.Combine(path, ValuesFolder, $"{old}.json"));
            string log = System.IO.Path.Combine(path, Logs, $"{old}.log");
            if (File.Exists(log)) File.Move(log, LogPath(run), overwrite: true);
        });
    }
}
