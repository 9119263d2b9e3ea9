using Coterie.Onnx.Schema;
using CsCheck;
using Google.Protobuf;

namespace Coterie.Onnx.Tests;

/// <summary>Damaged models are read, or refused with an <see cref="InputException"/> that names the file.</summary>
public sealed class ModelFuzzTests : IDisposable
{
    private static readonly int Read = FuzzInputs.Count, Run = FuzzInputs.Count / 10;

    private readonly DirectoryInfo folder = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"coterie-fuzz-{Guid.NewGuid():N}"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Models_are_read_or_refused()
    {
        Fuzz(Read, path =>
        {
            OnnxModel model = OnnxModel.Load(path);
            if (BatchSize.Fixed(model) is { } size) BatchSize.Open(model.Copy(), size);
            _ = EmptySamples.For(model, new InputChoices());
            if (model.Inputs.Count == 1) ImageInput.Of(model, new InputChoices());
        });
    }

    [Fact]
    public void Models_that_are_read_are_run_or_refused()
    {
        Fuzz(Run, path =>
        {
            OnnxModel model = OnnxModel.Load(path);
            ModelLayer.Of(model, new InputChoices());
            using OnnxActivationSource source = new(model, TinyModel.Samples(), new OnnxSettings { Threads = 1 });
            source.Replay(new Nowhere());
        });
    }

    private void Fuzz(int count, Action<string> read)
    {
        byte[][] models = [TinyModel.Make().ToByteArray(), FixedBatch().ToByteArray(), TinyModel.MakeExternal("weights.bin").ToByteArray()];
        File.WriteAllBytes(Path.Combine(folder.FullName, "weights.bin"), new byte[48]);
        string path = Path.Combine(folder.FullName, "model.onnx");
        Gen.Select(Gen.Int[0, models.Length - 1], Damage.Some).Sample(
            (k, damages) =>
            {
                File.WriteAllBytes(path, damages.Aggregate(models[k], (bytes, damage) => damage.Of(bytes)));
                try
                {
                    read(path);
                }
                catch (InputException e)
                {
                    Assert.Contains("model.onnx", e.Message, StringComparison.Ordinal);
                }
            },
            iter: count,
            threads: 1);
    }

    // Two samples, and a reshape that says so.
    private static ModelProto FixedBatch()
    {
        ModelBuilder built = new();
        string input = built.Input("x", 1, 4);
        built.Model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = 2 };
        string flat = built.Node("Reshape", [input, built.Constant("shape", (long[])[2, 4], 2)]);
        string hidden = built.Node("MatMul", [flat, built.Constant("first.weight", new float[12], 4, 3)]);
        string output = built.Node("MatMul", [built.Node("Relu", [hidden]), built.Constant("second.weight", new float[6], 3, 2)]);
        return built.Output(output).Model;
    }
}
