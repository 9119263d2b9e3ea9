using Coterie.Onnx.Schema;
using Google.Protobuf;

namespace Coterie.Onnx.Tests;

/// <summary>A perceptron of four inputs, three hidden neurons and two classes, built by hand.</summary>
internal static class TinyModel
{
    /// <summary>The model.</summary>
    /// <param name="activation">The operator of the activation function; null for none.</param>
    public static ModelProto Make(string? activation = "Relu")
    {
        GraphProto graph = new() { Name = "tiny" };
        graph.Input.Add(Value("x", 4));
        graph.Output.Add(Value("y", 2));
        graph.Initializer.Add(Weights("first.weight", 4, 3));
        graph.Initializer.Add(Weights("second.weight", 3, 2));
        graph.Node.Add(Node("MatMul", "h", "x", "first.weight"));
        if (activation is not null) graph.Node.Add(Node(activation, "a", "h"));
        graph.Node.Add(Node("MatMul", "y", activation is null ? "h" : "a", "second.weight"));
        return new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
    }

    /// <summary>The model, its first weights in a file beside it: 12 numbers, 48 bytes.</summary>
    /// <param name="location">The file.</param>
    public static ModelProto MakeExternal(string location)
    {
        ModelProto model = Make();
        TensorProto weights = model.Graph.Initializer[0];
        weights.FloatData.Clear();
        weights.DataLocation = TensorProto.Types.DataLocation.External;
        weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        weights.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "0" });
        weights.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = "48" });
        return model;
    }

    /// <summary>Twelve samples of it.</summary>
    public static OnnxSamples Samples()
    {
        float[] values = [.. Enumerable.Range(0, 48).Select(k => (k * 7 % 11 - 5) / 5f)];
        return new OnnxSamples([.. Enumerable.Range(0, 12).Select(k => k % 2)], classes: 2).With("x", values, [4]);
    }

    public static NodeProto Node(string operation, string output, params string[] inputs)
    {
        return new NodeProto { OpType = operation, Name = $"/{output}", Output = { output }, Input = { inputs } };
    }

    private static TensorProto Weights(string name, int rows, int columns)
    {
        return new TensorProto
        {
            Name = name,
            DataType = 1,
            Dims = { rows, columns },
            FloatData = { Enumerable.Range(0, rows * columns).Select(k => (k * 5 % 7 - 3) / 3f) },
        };
    }

    private static ValueInfoProto Value(string name, int size)
    {
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = 1,
                    Shape = new TensorShapeProto
                    {
                        Dim =
                        {
                            new TensorShapeProto.Types.Dimension { DimParam = "n" },
                            new TensorShapeProto.Types.Dimension { DimValue = size },
                        },
                    },
                },
            },
        };
    }

    /// <summary>Writes a model to a file.</summary>
    public static string Write(this ModelProto model, string path)
    {
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }
}
