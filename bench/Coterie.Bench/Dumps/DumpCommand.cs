using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Coterie.Data;
using Coterie.Runs.Dumps;

namespace Coterie.Bench.Dumps;

/// <summary>Analyses a dump with little memory, beside reading it once: may a dump be larger than memory, and what does it cost.</summary>
internal static class DumpCommand
{
    public static Command Create()
    {
        Option<double> size = new("--gigabytes") { Description = "The dump's size", DefaultValueFactory = _ => 6 };
        Option<double> memory = new("--memory") { Description = "Gigabytes that the analysis may take", DefaultValueFactory = _ => 0.5 };
        Option<string> work = new("--work")
        {
            Description = "Where the dump is kept",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "coterie-bench"),
        };
        Command command = new("dump", "Analyses a dump that is larger than the memory it may take.") { size, memory, work };
        command.SetAction(parse => Measure(
            new LargeDump(parse.GetRequiredValue(work), (long)(1e9 * parse.GetValue(size))), (long)(1e9 * parse.GetValue(memory))));
        return command;
    }

    private static void Measure(LargeDump dump, long memory)
    {
        dump.Make();
        long bytes = new FileInfo(dump.Activations).Length;
        double read = Seconds(() => Read(dump.Activations));
        DumpReading reading = new() { Labels = dump.Labels };
        using PeakMemory peak = new();
        double analysis = Seconds(() => new DumpAnalysis(
            [dump.Activations], null, new AnalysisSettings { Memory = memory }, reading, [1]).Run(null));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ByteSize.Text(bytes)}: read {read:0.0} s, analysed {analysis:0.0} s ({analysis / read:0.0} times as long), "
            + $"with {ByteSize.Text(memory)} allowed the process held {ByteSize.Text(peak.Bytes)} at most"));
    }

    private static void Read(string path)
    {
        byte[] buffer = new byte[1 << 20];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        while (file.Read(buffer) > 0)
        {
            // Only to have read it.
        }
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
