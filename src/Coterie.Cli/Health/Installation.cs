using System.Globalization;
using System.Runtime.InteropServices;
using Coterie.Explorer;
using Coterie.Onnx;
using Coterie.Runs;
using Coterie.Runs.Folder;
using TorchSharp;

namespace Coterie.Cli.Health;

/// <summary>What the command needs, and whether it is there: tried out, not looked up.</summary>
internal static class Installation
{
    private const string Reinstall = "dotnet tool install --global Coterie.Tool";

    /// <summary>Looks at every part.</summary>
    public static IReadOnlyList<Part> Examine()
    {
        bool hasTorch = FindTorch(out Part torch);
        return
        [
            new("version", $"{CommandVersion.Text}, in {AppContext.BaseDirectory}"),
            new("system", $"{RuntimeInformation.OSDescription}, .NET {Environment.Version}"),
            new("processor", RunEnvironment.Here(Environment.ProcessorCount).Processor!),
            new("threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            new("memory", $"{Gigabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)}, {Gigabytes(FreeMemory.Bytes())} free"),
            torch,
            Cuda(hasTorch),
            OnnxRuntime(),
            Page(),
        ];
    }

    private static bool FindTorch(out Part part)
    {
        try
        {
            using torch.Tensor sum = torch.ones(2, 2).sum();
            part = new Part("torch", $"libtorch {torch.__version__} by TorchSharp, computes");
            return sum.item<float>() == 4;
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            part = new Part("torch", $"does not load: {Line(e)}", PartState.Broken, Reinstall);
            return false;
        }
    }

    private static Part Cuda(bool hasTorch)
    {
        if (hasTorch && torch.cuda.is_available()) return new Part("CUDA", Devices(torch.cuda.device_count()));
        return new Part(
            "CUDA",
            "not here: --device cuda cannot be used",
            PartState.Absent,
            "for a GPU, in a clone: dotnet run -c Release -p:Torch=cuda --project src/Coterie.Cli");
    }

    private static Part OnnxRuntime()
    {
        try
        {
            return new Part("ONNX Runtime", OnnxModel.RuntimeVersion);
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            return new Part("ONNX Runtime", $"does not load: {Line(e)}", PartState.Broken, Reinstall);
        }
    }

    private static Part Page()
    {
        return Report.CanWrite
            ? new Part("page", "built in: reports and coterie serve work")
            : new Part(
                "page",
                "not built in: no reports, no coterie serve",
                PartState.Absent,
                "build again with Node 20.19 or later, or: " + Reinstall);
    }

    private static string Devices(int count) => count == 1 ? "1 device: cuda" : $"{count} devices: cuda:0 to cuda:{count - 1}";

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");

    private static string Line(Exception thrown)
    {
        Exception cause = thrown;
        while (cause is TypeInitializationException && cause.InnerException is { } inner) cause = inner;
        // The runtime goes on with advice on how to look for the cause.
        return cause.Message.Split('\n')[0].Split(". ")[0].Trim().TrimEnd('.');
    }

    // TorchSharp throws NotSupportedException where libtorch is not beside it.
    private static bool IsLoadFailure(Exception e)
    {
        return e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            or FileNotFoundException or NotSupportedException or ExternalException;
    }
}
