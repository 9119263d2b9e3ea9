using System.Text.RegularExpressions;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>
/// Names layers as their authors know them: by the weights (<c>fc1.weight</c> is <c>fc1</c>), else by the bias that is added, else by the
/// module path that the exporter wrote, else by the node.
/// </summary>
/// <param name="flow">The graph.</param>
internal sealed partial class LayerNames(DataFlow flow)
{
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>The name of a product, unlike all that were given before.</summary>
    /// <param name="product">A product or a recurrent layer.</param>
    public string Of(NodeProto product)
    {
        string name = OfParameter(product) ?? OfPath(product.Name) ?? OfPath(product.Output[0]) ?? product.OpType;
        int count = taken[name] = taken.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name}_{count}";
    }

    /// <summary>How many of a product's inputs may be its factors.</summary>
    /// <param name="product">The product.</param>
    public static int Factors(NodeProto product)
    {
        return product.OpType.StartsWith("QLinear", StringComparison.Ordinal) || product.OpType is "QGemm" ? 4 : 2;
    }

    private string? OfParameter(NodeProto product)
    {
        IEnumerable<string> named = product.Input.Where(flow.IsConstant).SelectMany(Initializers);
        // PyTorch renames transposed weights, and keeps the name of the bias that is added next.
        IEnumerable<string> added = flow.UsersOf(product.Output[0])
            .Select(n => flow.Nodes[n])
            .Where(node => node.OpType is "Add")
            .SelectMany(node => node.Input.Where(flow.IsConstant).SelectMany(Initializers));
        return named.Concat(added).Select(OfWeights).FirstOrDefault(name => name is not null);
    }

    // The names of what a constant is computed from.
    private IEnumerable<string> Initializers(string constant)
    {
        return flow.MakerOf(constant) is >= 0 and int maker
            ? flow.Nodes[maker].Input.Where(input => input.Length > 0).SelectMany(Initializers)
            : [constant];
    }

    private static string? OfWeights(string initializer)
    {
        Match match = Parameter().Match(initializer);
        return match.Success ? Clean(match.Groups["layer"].Value) : null;
    }

    // "/layer1/layer1.0/conv1/Conv" of PyTorch, "StatefulPartitionedCall/net/dense/MatMul" of tf2onnx.
    private static string? OfPath(string node)
    {
        if (node.Length == 0) return null;
        int end = node.LastIndexOf('/');
        return end > 0 ? Clean(node[..end]) : node.TrimStart('/');
    }

    private static string Clean(string path)
    {
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not "StatefulPartitionedCall")];
        // PyTorch repeats the outer module's name in the inner one's: layer1, layer1.0.
        List<string> kept = [];
        foreach (string part in parts)
        {
            if (kept.Count > 0 && part.StartsWith($"{kept[^1]}.", StringComparison.Ordinal)) kept[^1] = part;
            else kept.Add(part);
        }
        return kept.Count == 0 ? path : string.Join('.', kept);
    }

    // The parameter's own name at the end: weight, kernel, W, with what quantisers and TensorFlow append.
    [GeneratedRegex(
        @"^(?<layer>.+?)[./](weight|weight_hh_l\d+|weight_ih_l\d+|bias|kernel|kernel:0|W|MatMul/ReadVariableOp(:0)?"
        + @"|Conv2D/ReadVariableOp(:0)?|BiasAdd/ReadVariableOp(:0)?)"
        + @"(_quantized|_q|_fp16|_transposed|_DequantizeLinear|_const_fold_opt__\d+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
