using Coterie.Onnx.Schema;
using Google.Protobuf;

namespace Coterie.Onnx.Tests;

/// <summary>Models that cannot be analysed: one line that names the file, what was found and what was expected.</summary>
public sealed class BadModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coterie-onnx-").FullName;

    private string File => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_model_built_by_hand_is_analysed()
    {
        using OnnxActivationSource source = new(OnnxModel.Load(TinyModel.Make().Write(File)), TinyModel.Samples(), new OnnxSettings());
        Assert.Equal([("first", 3)], source.Layers.Select(layer => (layer.Name, layer.Neurons)));
        Assert.Equal(36, Everything.Of(source).Layers[0].Count);
        Assert.NotNull(source.Accuracy);
    }

    [Fact]
    public void No_file_no_model_and_half_a_model_are_refused()
    {
        Refuses("no such file");
        System.IO.File.WriteAllText(File, "PK is a zip, and this is none");
        Refuses("not ONNX");
        byte[] whole = TinyModel.Make().ToByteArray();
        for (int length = 1; length < whole.Length; length += 7)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Refuses("model.onnx: found ");
        }
    }

    [Fact]
    public void Weights_outside_the_model_must_be_beside_it()
    {
        ModelProto model = TinyModel.MakeExternal("weights.bin");
        TensorProto weights = model.Graph.Initializer[0];
        model.Write(File);
        Refuses("no file 'weights.bin'");

        string beside = Path.Combine(folder, "weights.bin");
        System.IO.File.WriteAllBytes(beside, new byte[20]);
        Refuses("found 20 bytes, expected at least 48");

        System.IO.File.WriteAllBytes(beside, new byte[48]);
        using (OnnxActivationSource source = new(OnnxModel.Load(File), TinyModel.Samples(), new OnnxSettings()))
        {
            Assert.All(Everything.Of(source).Layers[0], value => Assert.Equal(0, value));
        }

        weights.ExternalData[0].Value = "../weights.bin";
        model.Write(File);
        Refuses("outside the model's folder");
    }

    [Fact]
    public void A_model_without_activations_is_refused()
    {
        TinyModel.Make(activation: null).Write(File);
        Refuses("found no activations (first: no activation function before the next product;");
    }

    [Fact]
    public void A_name_that_matches_no_layer_is_refused()
    {
        TinyModel.Make().Write(File);
        Refuses("found no layer 'third', expected one of first", new OnnxSettings { Layers = ["third"] });
    }

    [Fact]
    public void An_unknown_operator_is_refused()
    {
        TinyModel.Make("Wavelet").Write(File);
        Refuses("found a model that ONNX Runtime cannot run");
    }

    [Fact]
    public void Samples_must_have_every_input()
    {
        TinyModel.Make().Write(File);
        OnnxSamples samples = new([0, 1], classes: 2);
        InputException refused = Assert.Throws<InputException>(
            () => new OnnxActivationSource(OnnxModel.Load(File), samples.With("z", new float[8], [4]), new OnnxSettings()));
        Assert.Contains("found the input x, but samples for z alone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_of_another_shape_are_refused()
    {
        TinyModel.Make().Write(File);
        OnnxSamples samples = new([0, 1, 0], classes: 2);
        Assert.Throws<InputException>(
            () => new OnnxActivationSource(OnnxModel.Load(File), samples.With("x", new float[15], [5]), new OnnxSettings()));
    }

    private void Refuses(string message, OnnxSettings? settings = null)
    {
        InputException refused = Assert.Throws<InputException>(() =>
        {
            using OnnxActivationSource source = new(OnnxModel.Load(File), TinyModel.Samples(), settings ?? new OnnxSettings());
        });
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains("expected", refused.Message, StringComparison.Ordinal);
    }
}
