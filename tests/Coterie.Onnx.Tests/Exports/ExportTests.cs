using System.Diagnostics;

namespace Coterie.Onnx.Tests.Exports;

/// <summary>
/// Networks that PyTorch exports while the test runs: the layers that are found are those of forward hooks, by name, and each has the
/// hook's values.
/// </summary>
public sealed class ExportTests : IClassFixture<ExportTests.Exported>
{
    private const double Apart = 1e-5;
    private readonly Exported exported;

    public ExportTests(Exported exported)
    {
        this.exported = exported;
    }

    [Fact]
    public void The_layers_are_those_of_forward_hooks()
    {
        string[] models = Directory.GetFiles(exported.Require(), "*.onnx");
        Assert.True(models.Length > 40, $"{models.Length} models");
        string[] wrong = [.. models.Order(StringComparer.Ordinal).Select(Compare).OfType<string>()];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    // What is wrong with a model's layers; null if nothing.
    private static string? Compare(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        var arrays = NpzArrays.Read(Path.ChangeExtension(path, ".npz"));
        OnnxModel model = OnnxModel.Load(path);
        var samples = new OnnxSamples([.. Enumerable.Range(0, 7).Select(k => k % 3)], classes: 3);
        foreach (ModelInput input in model.Inputs)
        {
            (byte[] Values, int[] Shape) array = arrays[input.Name];
            long[] shape = [.. array.Shape.Skip(1).Select(size => (long)size)];
            samples = input.IsWhole
                ? samples.With(input.Name, array.As<long>(), shape)
                : samples.With(input.Name, array.As<float>(), shape);
        }
        string[] expected = [.. arrays.Keys.Where(key => key.StartsWith("layer/", StringComparison.Ordinal)).Select(key => key[6..])];
        try
        {
            using OnnxActivationSource source = new(model, samples, new OnnxSettings { Threads = 1 });
            string[] found = [.. source.Layers.Select(layer => layer.Name)];
            if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                return $"{name}: found {string.Join(", ", found)}, expected {string.Join(", ", expected)}";
            }
            Everything all = Everything.Of(source);
            for (int l = 0; l < found.Length; l++)
            {
                float[] values = arrays[$"layer/{found[l]}"].As<float>();
                if (values.Length != all.Layers[l].Count) return $"{name}: {found[l]} has {all.Layers[l].Count} values of {values.Length}";
                double apart = values.Zip(all.Layers[l], (a, b) => Math.Abs(a - b)).Max();
                if (!(apart <= Apart)) return $"{name}: {found[l]} is {apart:G2} apart";
            }
            return null;
        }
        catch (InputException e)
        {
            return $"{name}: {e.Message}";
        }
    }

    /// <summary>The folder that the script of the same name filled; the test is skipped where PyTorch is missing.</summary>
    public sealed class Exported : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("coterie-exports-").FullName;
        private readonly string? problem;

        public Exported()
        {
            const string python = "/usr/bin/python3";
            problem = "python3-torch is not here";
            if (!File.Exists(python)) return;
            string? failed = Run(python, Path.Combine(AppContext.BaseDirectory, "Exports", "exports.py"), folder);
            if (failed is not null && Run(python, "-c", "import torch, numpy") is not null) return;
            problem = null;
            if (failed is not null) throw new InvalidOperationException(failed);
        }

        public string Require()
        {
            if (problem is not null) Assert.Skip(problem);
            return folder;
        }

        public void Dispose() => Directory.Delete(folder, recursive: true);

        // What a command wrote to its error stream where it failed; null if it ended well.
        private static string? Run(string command, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error;
        }
    }
}
