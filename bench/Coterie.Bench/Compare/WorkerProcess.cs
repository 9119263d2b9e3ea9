using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Coterie.Runs;

namespace Coterie.Bench.Compare;

/// <summary>The process of a worker, in .NET or Python. It runs one task on one input, as often as asked.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string BlasKernels = "OPENBLAS_CORETYPE";

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Compare", "worker.py");

    private readonly Process process;
    private readonly string name;

    /// <summary>Starts a worker and waits until its input is loaded.</summary>
    /// <param name="side">The side with the task.</param>
    /// <param name="input">The input.</param>
    /// <param name="python">The Python to use.</param>
    /// <exception cref="InputException">It cannot be started, or cannot load its input.</exception>
    public WorkerProcess(Side side, WorkInput input, string python)
    {
        name = $"{side.Name} ({side.Runtime})";
        ProcessStartInfo start = side.Runtime == Runtime.Python
            ? new ProcessStartInfo(python, [Script])
            : new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, "worker"]);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        // OpenBLAS uses slow code for very old processors if the processor is newer than it knows, so it is told which code to use.
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment.Remove(BlasKernels);
        if (Avx512BW.IsSupported) start.Environment[BlasKernels] = "SkylakeX";
        else if (Avx2.IsSupported) start.Environment[BlasKernels] = "Haswell";
        process = Start(start);
        Loaded = Ask(new WorkOrder(side.Work, input)).Loaded ?? 0;
    }

    /// <summary>Resident bytes before the first run, including the input.</summary>
    public long Loaded { get; }

    /// <summary>Runs the task once.</summary>
    /// <param name="seed">Decides what is random.</param>
    /// <exception cref="InputException">The worker failed.</exception>
    public WorkAnswer Run(int seed)
    {
        return Ask(new RunOrder(seed));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private WorkAnswer Ask<T>(T order)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(order, Json.Options));
        process.StandardInput.Flush();
        WorkAnswer? answer = process.StandardOutput.ReadLine() is { } line
            ? JsonSerializer.Deserialize<WorkAnswer>(line, Json.Options)
            : null;
        return answer is { Error: null }
            ? answer
            : throw new InputException($"{name}: {answer?.Error ?? "the worker ended without an answer"}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InputException($"{start.FileName}: cannot be started: {e.Message}; name a Python with --python", e);
        }
    }
}
