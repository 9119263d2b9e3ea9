using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Tests;

/// <summary>Models as other exporters and quantisers write them, built by hand, against plain arithmetic.</summary>
public sealed class HandBuiltTests : IDisposable
{
    private const int Samples = 7, In = 4, Hidden = 3;
    private const int Float = 1, Byte = 2, Long = 7, Half = 10;

    private readonly string folder = Directory.CreateTempSubdirectory("coterie-onnx-").FullName;
    private readonly float[] x = Numbers(Samples * In, 1);
    private readonly float[] weights = Numbers(In * Hidden, 2);
    private readonly float[] bias = Numbers(Hidden, 3);
    private readonly float[] head = Numbers(Hidden * 2, 4);

    private string Path => System.IO.Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Channels_last_between_transposes_as_tf2onnx_writes_them()
    {
        const int side = 4, channels = 2;
        float[] images = Numbers(Samples * side * side * channels, 5), kernel = Numbers(Hidden * channels * 9, 6);
        ModelBuilder built = new();
        string input = built.Input("input_1:0", Float, side, side, channels);
        string first = built.Node("Transpose", [input], ("perm", new long[] { 0, 3, 1, 2 }));
        string w = built.Constant("sequential/conv2d/Conv2D/ReadVariableOp:0", kernel, Hidden, channels, 3, 3);
        string b = built.Constant("sequential/conv2d/BiasAdd/ReadVariableOp:0", bias, Hidden);
        string conv = built.Node("Conv", [first, w, b], ("pads", new long[] { 1, 1, 1, 1 }));
        string last = built.Node("Transpose", [conv], ("perm", new long[] { 0, 2, 3, 1 }));
        string active = built.Node("Relu", [last]);
        string flat = built.Node("Reshape", [active, built.Constant("shape", (long[])[-1, side * side * Hidden], 2)]);
        string dense = built.Constant(
            "sequential/dense/MatMul/ReadVariableOp:0", Numbers(side * side * Hidden * 2, 7), side * side * Hidden, 2);
        OnnxModel model = built.Output(built.Node("MatMul", [flat, dense])).Load(Path);

        OnnxSamples samples = new OnnxSamples(Labels(), 2).With("input_1:0", images, [side, side, channels]);
        using OnnxActivationSource source = new(model, samples, new OnnxSettings());
        Assert.Equal([("sequential.conv2d", Hidden)], source.Layers.Select(layer => (layer.Name, layer.Neurons)));
        List<double> found = Everything.Of(source).Layers[0];
        for (int d = 0; d < Samples; d++)
        {
            for (int q = 0; q < Hidden; q++)
            {
                double sum = 0;
                for (int row = 0; row < side; row++)
                {
                    for (int column = 0; column < side; column++)
                    {
                        double value = bias[q];
                        for (int k = 0; k < 9 * channels; k++)
                        {
                            (int c, int at) = Math.DivRem(k, 9);
                            int i = row + at / 3 - 1, j = column + at % 3 - 1;
                            if (i is < 0 or >= side || j is < 0 or >= side) continue;
                            value += kernel[q * 9 * channels + k] * images[((d * side + i) * side + j) * channels + c];
                        }
                        sum += Math.Max(0, value);
                    }
                }
                Assert.Equal(sum / (side * side), found[d * Hidden + q], 5);
            }
        }
    }

    [Fact]
    public void Quantised_with_pairs_of_QuantizeLinear_and_DequantizeLinear()
    {
        const float scale = 0.02f, weightScale = 0.01f;
        sbyte[] whole = [.. weights.Select(w => (sbyte)Math.Round(w / weightScale))];
        ModelBuilder built = new();
        string s = built.Constant("s", (float[])[scale]), z = built.Constant("z", (byte[])[128]);
        string input = Quantised(built, built.Input("x", Float, In), s, z);
        string w = built.Node(
            "DequantizeLinear",
            [
                built.Constant("fc1.weight_quantized", whole, In, Hidden),
                built.Constant("ws", (float[])[weightScale]),
                built.Constant("wz", new sbyte[1]),
            ]);
        string sum = built.Node("Add", [built.Node("MatMul", [input, w]), built.Constant("fc1.bias", bias, Hidden)]);
        string active = Quantised(built, built.Node("Relu", [sum]), s, z);
        OnnxModel model = built.Output(built.Node("MatMul", [active, built.Constant("fc2.weight", head, Hidden, 2)])).Load(Path);

        using OnnxActivationSource source = Open(model);
        Assert.Equal("fc1", Assert.Single(source.Layers).Name);
        Near(Perceptron(Steps(x, scale), [.. whole.Select(q => q * weightScale)], sum => Math.Max(0, sum)), source, 2 * scale);
    }

    [Fact]
    public void Quantised_products_whose_least_value_is_zero()
    {
        const float scale = 0.02f, weightScale = 0.01f, outScale = 0.01f;
        sbyte[] whole = [.. weights.Select(w => (sbyte)Math.Round(w / weightScale))];
        ModelBuilder built = new();
        string s = built.Constant("s", (float[])[scale]), z = built.Constant("z", (byte[])[128]);
        string input = built.Node("QuantizeLinear", [built.Input("x", Float, In), s, z]);
        string o = built.Constant("o", (float[])[outScale]), zero = built.Constant("zero", (byte[])[0]);
        string product = built.Node(
            "QLinearMatMul",
            [
                input, s, z, built.Constant("fc1.weight_quantized", whole, In, Hidden), built.Constant("ws", (float[])[weightScale]),
                built.Constant("wz", new sbyte[1]), o, zero,
            ]);
        string active = built.Node("DequantizeLinear", [product, o, zero]);
        OnnxModel model = built.Output(built.Node("MatMul", [active, built.Constant("fc2.weight", head, Hidden, 2)])).Load(Path);

        using OnnxActivationSource source = Open(model);
        Assert.Equal("fc1", Assert.Single(source.Layers).Name);
        double[] plain = Perceptron(Steps(x, scale), [.. whole.Select(q => q * weightScale)], sum => Math.Max(0, sum), withBias: false);
        Near([.. plain.Select(value => Math.Min(value, 255 * outScale))], source, outScale);
    }

    [Fact]
    public void Half_precision()
    {
        ModelBuilder built = new();
        string input = built.Input("x", Half, In);
        string sum = built.Node(
            "Gemm", [input, built.Constant("fc1.weight", Halves(weights), In, Hidden), built.Constant("fc1.bias", Halves(bias), Hidden)]);
        string active = built.Node("Relu", [sum]);
        OnnxModel model = built.Output(built.Node("MatMul", [active, built.Constant("fc2.weight", Halves(head), Hidden, 2)]), Half)
            .Load(Path);

        OnnxSamples samples = new OnnxSamples(Labels(), 2).With("x", Halves(x), [In]);
        using OnnxActivationSource source = new(model, samples, new OnnxSettings());
        Near(Perceptron(x, weights, sum => Math.Max(0, sum)), source, 5e-3);
        Assert.NotNull(source.Accuracy);
    }

    [Fact]
    public void A_function_of_the_models_own()
    {
        ModelBuilder built = new();
        built.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "mine", Version = 1 });
        built.Model.Functions.Add(new FunctionProto
        {
            Name = "Dense",
            Domain = "mine",
            Input = { "v", "w", "b" },
            Output = { "a" },
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Node =
            {
                ModelBuilder.Make("MatMul", "p", ["v", "w"], []),
                ModelBuilder.Make("Add", "h", ["p", "b"], []),
                ModelBuilder.Make("Relu", "a", ["h"], []),
            },
        });
        string input = built.Input("x", Float, In);
        string active = built.Node(
            "Dense", [input, built.Constant("fc1.weight", weights, In, Hidden), built.Constant("fc1.bias", bias, Hidden)]);
        built.Model.Graph.Node[^1].Domain = "mine";
        OnnxModel model = built.Output(built.Node("MatMul", [active, built.Constant("fc2.weight", head, Hidden, 2)])).Load(Path);

        using OnnxActivationSource source = Open(model);
        Assert.Equal("fc1", Assert.Single(source.Layers).Name);
        Near(Perceptron(x, weights, sum => Math.Max(0, sum)), source, 1e-6);
    }

    [Fact]
    public void Gelu_and_RMSNormalization_of_opset_23()
    {
        ModelBuilder built = new(opset: 23);
        string input = built.Input("x", Float, In);
        string normal = built.Node("RMSNormalization", [input, built.Constant("norm.weight", Numbers(In, 8), In)], ("axis", -1));
        string sum = built.Node(
            "Gemm", [normal, built.Constant("fc1.weight", weights, In, Hidden), built.Constant("fc1.bias", bias, Hidden)]);
        string active = built.Node("Gelu", [sum]);
        OnnxModel model = built.Output(built.Node("MatMul", [active, built.Constant("fc2.weight", head, Hidden, 2)])).Load(Path);

        using OnnxActivationSource source = Open(model);
        float[] gains = Numbers(In, 8), normalised = new float[x.Length];
        for (int d = 0; d < Samples; d++)
        {
            double square = Enumerable.Range(0, In).Average(k => (double)x[d * In + k] * x[d * In + k]);
            for (int k = 0; k < In; k++) normalised[d * In + k] = (float)(x[d * In + k] / Math.Sqrt(square + 1e-5) * gains[k]);
        }
        Near(Perceptron(normalised, weights, sum => sum * 0.5 * (1 + Erf(sum / Math.Sqrt(2)))), source, 1e-5);
    }

    [Fact]
    public void Masked_positions_of_token_models_do_not_count()
    {
        const int length = 5, words = 6;
        float[] embedding = Numbers(words * In, 9);
        ModelBuilder built = new();
        string ids = built.Input("input_ids", Long, [null]);
        string mask = built.Input("attention_mask", Long, [null]);
        string embedded = built.Node("Gather", [built.Constant("embedding.weight", embedding, words, In), ids]);
        string sum = built.Node("MatMul", [embedded, built.Constant("ffn.weight", weights, In, Hidden)]);
        string active = built.Node("Relu", [built.Node("Add", [sum, built.Constant("ffn.bias", bias, Hidden)])]);
        string floats = built.Node("Cast", [mask], ("to", Float));
        string wide = built.Node("Unsqueeze", [floats, built.Constant("axes", (long[])[-1], 1)]);
        string kept = built.Node("Mul", [active, wide]);
        string pooled = built.Node("ReduceMean", [kept], ("axes", new long[] { 1 }), ("keepdims", 0));
        OnnxModel model = built.Output(built.Node("MatMul", [pooled, built.Constant("head.weight", head, Hidden, 2)])).Load(Path);

        long[] tokens = [.. Enumerable.Range(0, Samples * length).Select(k => (long)(k * 5 % words))];
        long[] real = [.. Enumerable.Range(0, Samples * length).Select(k => k % length <= k / length % length ? 1L : 0)];
        OnnxSamples samples = new OnnxSamples(Labels(), 2).With("input_ids", tokens, [length]).With("attention_mask", real, [length]);
        using OnnxActivationSource source = new(model, samples, new OnnxSettings());
        List<double> found = Everything.Of(source).Layers[0];
        for (int d = 0; d < Samples; d++)
        {
            int[] positions = [.. Enumerable.Range(0, length).Where(t => real[d * length + t] == 1)];
            for (int q = 0; q < Hidden; q++)
            {
                double mean = positions.Average(t => Math.Max(
                    0,
                    bias[q] + Enumerable.Range(0, In).Sum(
                        k => (double)embedding[tokens[d * length + t] * In + k] * weights[k * Hidden + q])));
                Assert.Equal(mean, found[d * Hidden + q], 5);
            }
        }
    }

    private static string Quantised(ModelBuilder built, string value, string scale, string zero)
    {
        return built.Node("DequantizeLinear", [built.Node("QuantizeLinear", [value, scale, zero]), scale, zero]);
    }

    private OnnxActivationSource Open(OnnxModel model)
    {
        return new(model, new OnnxSamples(Labels(), 2).With("x", x, [In]), new OnnxSettings());
    }

    private double[] Perceptron(float[] from, float[] w, Func<double, double> function, bool withBias = true)
    {
        double[] values = new double[Samples * Hidden];
        for (int k = 0; k < values.Length; k++)
        {
            (int d, int q) = Math.DivRem(k, Hidden);
            double sum = withBias ? bias[q] : 0;
            for (int i = 0; i < In; i++) sum += (double)from[d * In + i] * w[i * Hidden + q];
            values[k] = function(sum);
        }
        return values;
    }

    private static void Near(double[] expected, OnnxActivationSource source, double tolerance)
    {
        List<double> found = Everything.Of(source).Layers[0];
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance));
    }

    private static int[] Labels() => [.. Enumerable.Range(0, Samples).Select(d => d % 2)];

    private static Half[] Halves(float[] values) => Array.ConvertAll(values, value => (Half)value);

    private static float[] Steps(float[] values, float scale) => Array.ConvertAll(values, value => MathF.Round(value / scale) * scale);

    private static float[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }

    // Abramowitz and Stegun 7.1.5, the series.
    private static double Erf(double z)
    {
        double term = z, sum = z;
        for (int n = 1; n < 40; n++)
        {
            term *= -z * z / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
