using System.Runtime.InteropServices;
using Coterie.Onnx.Schema;
using Google.Protobuf;

namespace Coterie.Onnx.Tests;

/// <summary>Builds a model by hand, node by node.</summary>
internal sealed class ModelBuilder
{
    private readonly ModelProto model = new() { IrVersion = 10, Graph = new GraphProto { Name = "built" } };

    public ModelBuilder(int opset = 17)
    {
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    /// <summary>The model so far.</summary>
    public ModelProto Model => model;

    /// <summary>Adds an input: N samples of a shape; null for a size that is open.</summary>
    public string Input(string name, int type, params int?[] sampleShape)
    {
        model.Graph.Input.Add(Value(name, type, [null, .. sampleShape]));
        return name;
    }

    /// <summary>Adds an initializer of float32, <see cref="Half"/>, int8, uint8 or int64.</summary>
    public string Constant<T>(string name, T[] values, params long[] shape)
        where T : unmanaged
    {
        TensorProto tensor = new()
        {
            Name = name,
            DataType = Type.GetTypeCode(typeof(T)) switch
            {
                TypeCode.Single => 1,
                TypeCode.Byte => 2,
                TypeCode.SByte => 3,
                TypeCode.Int32 => 6,
                TypeCode.Int64 => 7,
                _ => 10,
            },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(values)),
        };
        tensor.Dims.AddRange(shape);
        model.Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Adds an operator with one output, whose name is returned.</summary>
    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        string output = $"{operation.ToLowerInvariant()}_{model.Graph.Node.Count}";
        NodeProto node = Make(operation, output, inputs, attributes);
        model.Graph.Node.Add(node);
        return output;
    }

    /// <summary>Declares an output.</summary>
    public ModelBuilder Output(string name, int type = 1)
    {
        model.Graph.Output.Add(Value(name, type, shape: null));
        return this;
    }

    /// <summary>Writes and loads the model.</summary>
    public OnnxModel Load(string path) => OnnxModel.Load(model.Write(path));

    public static NodeProto Make(string operation, string output, string[] inputs, (string Name, object Value)[] attributes)
    {
        NodeProto node = new() { OpType = operation, Name = $"/{output}", Output = { output }, Input = { inputs } };
        foreach ((string name, object value) in attributes) node.Attribute.Add(Attribute(name, value));
        return node;
    }

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        int i => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = i },
        float f => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = f },
        long[] ints => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { ints } },
        _ => throw new ArgumentException($"{value.GetType()}", nameof(value)),
    };

    private static ValueInfoProto Value(string name, int type, int?[]? shape)
    {
        TypeProto.Types.Tensor tensor = new() { ElemType = type };
        if (shape is not null) tensor.Shape = new TensorShapeProto { Dim = { shape.Select(Dimension) } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static TensorShapeProto.Types.Dimension Dimension(int? size, int k) => size is { } known
        ? new TensorShapeProto.Types.Dimension { DimValue = known }
        : new TensorShapeProto.Types.Dimension { DimParam = $"open{k}" };
}
