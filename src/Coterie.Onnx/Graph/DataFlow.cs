using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>Who makes and who uses each value of a graph, and which values are constant.</summary>
internal sealed class DataFlow
{
    private readonly Dictionary<string, int> makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> outputs;

    /// <summary>Reads a graph.</summary>
    /// <param name="graph">A graph whose nodes are in the order of computation, see <see cref="GraphOrder"/>.</param>
    public DataFlow(GraphProto graph)
    {
        Nodes = graph.Node;
        outputs = [.. graph.Output.Select(output => output.Name)];
        foreach (TensorProto tensor in graph.Initializer) AddTensor(tensor.Name, tensor);
        foreach (SparseTensorProto tensor in graph.SparseInitializer) constants.Add(tensor.Values.Name);
        for (int n = 0; n < Nodes.Count; n++)
        {
            NodeProto node = Nodes[n];
            foreach (string output in node.Output.Where(output => output.Length > 0)) makers[output] = n;
            foreach (string input in UsedBy(node).Distinct(StringComparer.Ordinal))
            {
                if (!users.TryGetValue(input, out List<int>? list)) users.Add(input, list = []);
                list.Add(n);
            }
            if (IsOfConstants(node)) constants.UnionWith(node.Output);
            if (node.OpType is "DynamicQuantizeLinear") constants.UnionWith(node.Output.Skip(1));
            if (node.OpType is "Constant" && node.Attribute.FirstOrDefault(attribute => attribute.T is not null) is { } found)
            {
                tensors[node.Output[0]] = found.T;
            }
        }
    }

    /// <summary>The nodes in the order of computation.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; }

    /// <summary>The index of the node that makes a value; −1 for inputs and initializers.</summary>
    /// <param name="value">The value's name.</param>
    public int MakerOf(string value) => makers.GetValueOrDefault(value, -1);

    /// <summary>The indices of the nodes that use a value, in order.</summary>
    /// <param name="value">The value's name.</param>
    public IReadOnlyList<int> UsersOf(string value) => users.TryGetValue(value, out List<int>? list) ? list : [];

    /// <summary>Whether a value is an output of the model.</summary>
    /// <param name="value">The value's name.</param>
    public bool IsOutput(string value) => outputs.Contains(value);

    /// <summary>
    /// Whether a value is an initializer, computed from initializers alone, or a scale or zero point that was computed while a value was
    /// quantised.
    /// </summary>
    /// <param name="value">The value's name.</param>
    public bool IsConstant(string value) => constants.Contains(value);

    /// <summary>A constant's tensor, through copies and casts; null if it is computed otherwise.</summary>
    /// <param name="value">The value's name.</param>
    public TensorProto? TensorOf(string value)
    {
        while (!tensors.ContainsKey(value) && MakerOf(value) is >= 0 and int maker && Nodes[maker].OpType is "Identity" or "Cast"
            && Nodes[maker].Input.Count > 0)
        {
            value = Nodes[maker].Input[0];
        }
        return tensors.GetValueOrDefault(value);
    }

    /// <summary>The inputs of a node that are neither left out nor constant.</summary>
    /// <param name="node">The node.</param>
    public IEnumerable<string> Flowing(NodeProto node) => node.Input.Where(input => input.Length > 0 && !IsConstant(input));

    /// <summary>Whether a constant is one number.</summary>
    /// <param name="value">The value's name.</param>
    public bool IsScalar(string value)
    {
        return TensorOf(value) is { } tensor && Shapes.Elements(tensor.Dims) == 1;
    }

    private void AddTensor(string name, TensorProto tensor)
    {
        constants.Add(name);
        tensors[name] = tensor;
    }

    private bool IsOfConstants(NodeProto node)
    {
        if (node.OpType is "Constant") return true;
        if (node.OpType.StartsWith("Random", StringComparison.Ordinal)) return false;
        return node.Input.Count > 0 && UsedBy(node).All(constants.Contains);
    }

    /// <summary>
    /// The values that a node uses. A subgraph of If, Loop or Scan uses those of the graph around it without naming them as inputs.
    /// </summary>
    /// <param name="node">The node.</param>
    public static IEnumerable<string> UsedBy(NodeProto node)
    {
        IEnumerable<string> named = node.Input.Where(input => input.Length > 0);
        IEnumerable<GraphProto> inner = node.Attribute.SelectMany(
            attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));
        return named.Concat(inner.SelectMany(graph => graph.Node.SelectMany(UsedBy)));
    }
}
