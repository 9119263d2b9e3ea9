using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coterie.Runs;

namespace Coterie.Bench.Compare;

/// <summary>
/// The worker that runs tasks in Coterie, with the same protocol as <c>worker.py</c>. Loading the input and computing the results to report
/// are not timed; a short task is repeated until it can be timed.
/// </summary>
internal static class Worker
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    public static int Serve(TextReader input, TextWriter output)
    {
        try
        {
            WorkOrder order = Read<WorkOrder>(input.ReadLine()!);
            Work work = Works.Prepare(order.Work, order.Input);
            Answer(output, new WorkAnswer { Loaded = Memory("VmRSS") });
            while (input.ReadLine() is { } line)
            {
                int seed = Read<RunOrder>(line).Seed;
                Func<Figures> figures;
                long start = Stopwatch.GetTimestamp();
                int times = 0;
                TimeSpan spent;
                do
                {
                    figures = work(seed);
                    times++;
                    spent = Stopwatch.GetElapsedTime(start);
                }
                while (spent < Shortest);
                // Before the results to report are computed, because their memory is not part of the task.
                long peak = Memory("VmHWM");
                Answer(output, new WorkAnswer
                {
                    Seconds = spent.TotalSeconds / times,
                    Peak = peak,
                    Figures = figures()
                        .Where(pair => double.IsFinite(pair.Value))
                        .ToDictionary(
                            pair => pair.Key,
                            pair => JsonSerializer.SerializeToElement(pair.Value, Json.Options),
                            StringComparer.Ordinal),
                });
            }
            return 0;
        }
        catch (InputException e)
        {
            Answer(output, new WorkAnswer { Error = e.Message });
            return 2;
        }
    }

    /// <summary>A memory size of this process as Linux reports it, in bytes; 0 on other systems.</summary>
    private static long Memory(string key)
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status)) return 0;
        string? line = File.ReadLines(status).FirstOrDefault(text => text.StartsWith(key + ":", StringComparison.Ordinal));
        return line is null
            ? 0
            : 1024 * long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static T Read<T>(string line)
    {
        return JsonSerializer.Deserialize<T>(line, Json.Options)!;
    }

    private static void Answer(TextWriter output, WorkAnswer answer)
    {
        output.WriteLine(JsonSerializer.Serialize(answer, Json.Options));
        output.Flush();
    }
}
