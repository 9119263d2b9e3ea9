using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coterie.Bench.Report;
using Coterie.Runs;

namespace Coterie.Bench.Compare;

/// <summary>Runs cases, with the sides of each in turns, and stores the results.</summary>
/// <param name="python">The Python interpreter for the peers.</param>
/// <param name="quick">Whether the inputs are small.</param>
/// <param name="output">Receives a line for each result.</param>
internal sealed class Comparison(string python, bool quick, TextWriter output)
{
    /// <summary>Runs some cases and writes each into the results.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="resultsPath">The file of results; the results of other cases are kept.</param>
    /// <exception cref="InputException">A worker failed; the results of earlier cases are kept.</exception>
    public void Run(IReadOnlyList<Case> cases, string resultsPath)
    {
        string commit = Commit();
        IReadOnlyDictionary<string, string> software = new SortedDictionary<string, string>(Software(), StringComparer.Ordinal);
        foreach (Case one in cases)
        {
            CaseResult result = Run(one, commit);
            Print(one, result);
            Results kept = Results.ReadOrEmpty(resultsPath);
            kept.Cases[one.Name] = result;
            (kept with { Machine = Report.Machine.Describe(), Software = software }).Write(resultsPath);
        }
    }

    private CaseResult Run(Case one, string commit)
    {
        double? load = Report.Machine.Load();
        WorkInput input = one.Input();
        List<WorkerProcess> workers = [];
        try
        {
            foreach (Side side in one.Sides) workers.Add(new WorkerProcess(side, input, python));
            for (int s = 0; s < workers.Count; s++)
            {
                if (one.Sides[s].WarmUp) WarmUp(workers[s]);
            }
            List<WorkAnswer>[] answers = [.. workers.Select(_ => new List<WorkAnswer>())];
            for (int round = 0; round < one.Rounds; round++)
            {
                for (int s = 0; s < workers.Count; s++)
                {
                    if (round < one.Sides[s].Rounds) answers[s].Add(workers[s].Run(one.FirstSeed + round));
                }
            }
            Dictionary<string, SideResult> sides = new(StringComparer.Ordinal);
            for (int s = 0; s < workers.Count; s++)
            {
                sides[one.Sides[s].Name] = new SideResult(
                    [.. answers[s].Select(answer => answer.Seconds!.Value)], workers[s].Loaded, answers[s][^1].Peak ?? 0, Mean(answers[s]));
            }
            return new CaseResult(
                commit,
                DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                quick,
                WithoutPlaces(input),
                sides)
            {
                Load = load,
            };
        }
        finally
        {
            foreach (WorkerProcess worker in workers) worker.Dispose();
        }
    }

    // Runs until .NET has optimised the code that runs often; long work needs fewer runs.
    private static void WarmUp(WorkerProcess worker)
    {
        double spent = 0;
        for (int run = 0; run < 10 && spent < 2; run++) spent += worker.Run(seed: 0).Seconds!.Value;
    }

    private static Dictionary<string, JsonElement> Mean(List<WorkAnswer> answers)
    {
        return answers[^1].Figures.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.ValueKind != JsonValueKind.Number
                ? pair.Value
                : JsonSerializer.SerializeToElement(answers.Average(answer => answer.Figures[pair.Key].GetDouble()), Json.Options),
            StringComparer.Ordinal);
    }

    private void Print(Case one, CaseResult result)
    {
        output.WriteLine($"{one.Name}");
        string first = one.Sides[0].Name;
        foreach ((string name, SideResult side) in result.Sides)
        {
            Spread ratio = result.Ratio(name, first);
            string fastest = Text.Seconds(side.Seconds.Min());
            string slowest = Text.Seconds(side.Seconds.Max());
            output.WriteLine(
                $"  {name,-48} {Text.Seconds(side.Median),9}  ({fastest} to {slowest}), "
                    + $"{Text.Ratio(ratio)} of {first}, peak {ByteSize.Text(side.Peak)}");
        }
    }

    // Removes the folders: the results are published.
    private static WorkInput WithoutPlaces(WorkInput input)
    {
        return input with
        {
            Activations = [.. input.Activations.Select(path => Path.GetFileName(path))],
            Labels = Path.GetFileName(input.Labels),
            Graph = Path.GetFileName(input.Graph),
            Data = null,
        };
    }

    private Dictionary<string, string> Software()
    {
        using WorkerProcess worker = new(Side.Peer("versions", "versions"), new WorkInput(), python);
        Dictionary<string, string> versions = worker.Run(seed: 1).Figures
            .ToDictionary(pair => pair.Key, pair => pair.Value.GetString()!, StringComparer.Ordinal);
        versions[".NET"] = Environment.Version.ToString();
        versions["TorchSharp"] = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        return versions;
    }

    /// <summary>The measured commit, with a plus if files differ from it.</summary>
    private static string Commit()
    {
        string commit = Git("rev-parse", "--short=8", "HEAD");
        return Git("status", "--porcelain", "--", "src", "bench").Length > 0 ? commit + "+" : commit;
    }

    private static string Git(params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return said;
    }
}
