using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>
/// Finds the activations of a model by data flow, not by the names of operators, of which an activation function may have several: from
/// each product with weights forward through what does not bend, to the first value where everything that is computed elementwise from it
/// comes together again after something bent.
/// </summary>
/// <param name="flow">The graph.</param>
/// <param name="shapes">The shape of each value, for a batch of some size.</param>
internal sealed class ActivationFinder(DataFlow flow, IReadOnlyDictionary<string, int[]> shapes)
{
    private readonly AxisTracker axes = new(shapes);

    /// <summary>Finds every product with weights, in the order of computation.</summary>
    public IReadOnlyList<FoundLayer> Find()
    {
        LayerNames names = new(flow);
        List<FoundLayer> found = [];
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (NodeProto node in flow.Nodes.Where(IsLayer))
        {
            string name = names.Of(node);
            FoundLayer layer = Follow(node, name);
            if (layer.Value is { } value && !taken.TryAdd(value, name))
            {
                layer = layer with { Value = null, Reason = $"its activation is that of {taken[value]}" };
            }
            found.Add(layer);
        }
        return found;
    }

    private bool IsLayer(NodeProto node)
    {
        return node.Kind() switch
        {
            OperatorKind.Recurrent => true,
            OperatorKind.Product => flow.Flowing(node).Any() && WeightsOf(node) is not null,
            _ => false,
        };
    }

    // The constant factor: of quantised products, the second of the two that have scales and zero points behind them.
    private string? WeightsOf(NodeProto node) => node.Input.Take(LayerNames.Factors(node)).FirstOrDefault(flow.IsConstant);

    private FoundLayer Follow(NodeProto product, string name)
    {
        FoundLayer layer = new(name, product.OpType, null, null, null, null);
        if (IsHead(product)) return layer with { Reason = "its output is the model's, without another product" };
        if (product.Kind() == OperatorKind.Recurrent) return OfRecurrent(product, layer);
        string output = product.Output[0];
        Axis? axis = axes.OfProduct(product, flow.IsConstant(product.Input[0]));
        if (FusedFunction(product) is { } fused) return layer with { Value = output, Function = fused, Axis = axis };
        foreach (bool statistics in (bool[])[true, false])
        {
            Dictionary<string, Axis?> where = new(StringComparer.Ordinal) { [output] = axis };
            if (Search(output, where, statistics) is not var (value, function)) continue;
            return where.GetValueOrDefault(value) is { } at
                ? layer with { Value = value, Function = function, Axis = at }
                : layer with { Reason = "the axis of its neurons is lost on the way to its activation" };
        }
        return layer with { Reason = "no activation function before the next product" };
    }

    private static FoundLayer OfRecurrent(NodeProto node, FoundLayer layer)
    {
        string? value = node.Output.FirstOrDefault(output => output.Length > 0);
        return value is null
            ? layer with { Reason = "no output is used" }
            : layer with { Value = value, Function = node.OpType, IsRecurrent = true };
    }

    private string? FusedFunction(NodeProto product)
    {
        return product.FusedActivation() ?? (Quantisation.Clips(flow, product) ? $"Relu by {product.OpType}" : null);
    }

    // Forward, nearest first, from one value to the next that does not bend.
    private (string Value, string Function)? Search(string from, Dictionary<string, Axis?> where, bool statistics)
    {
        PriorityQueue<string, int> open = new();
        HashSet<string> seen = new([from], StringComparer.Ordinal);
        open.Enqueue(from, -1);
        while (open.TryDequeue(out string? value, out _))
        {
            Region region = new Region(flow, value).Grow(statistics);
            Track(region.Values.Skip(1), where);
            if (region.Activation() is { } activation)
            {
                string function = region.Function(activation);
                return Gated(activation, where) is { } gated ? (gated, $"{function}, gated") : (activation, function);
            }
            foreach (string reached in region.Values)
            {
                foreach (int n in flow.UsersOf(reached))
                {
                    NodeProto user = flow.Nodes[n];
                    if (user.Output.Any(region.Holds)) continue;
                    Passage passage = PassageOf(user, reached);
                    if (passage == Passage.None) continue;
                    foreach (string output in user.Output.Where(output => output.Length > 0 && seen.Add(output)))
                    {
                        where.TryAdd(output, axes.After(user, reached, where.GetValueOrDefault(reached), output));
                        if (passage == Passage.Bends) return (output, user.Kind() == OperatorKind.Scale ? "gated" : user.OpType);
                        open.Enqueue(output, n);
                    }
                }
            }
        }
        return null;
    }

    private enum Passage
    {
        None,
        Straight,
        Bends,
    }

    // What an operator of several flowing values does to one of them.
    private Passage PassageOf(NodeProto user, string value)
    {
        switch (user.Kind())
        {
            case OperatorKind.Sum or OperatorKind.Move:
                return Passage.Straight;
            case OperatorKind.Bend:
                return Passage.Bends;
            case OperatorKind.Scale:
                string[] others = [.. flow.Flowing(user).Where(input => !string.Equals(input, value, StringComparison.Ordinal))];
                if (others.All(other => IsSmaller(other, value))) return Passage.Straight;
                // A gate of the same shape; what scales a larger value is none.
                return others.All(other => HaveSameShape(other, value)) ? Passage.Bends : Passage.None;
            default:
                return Passage.None;
        }
    }

    // GLU and its kin: the activation is the product with the gate.
    private string? Gated(string activation, Dictionary<string, Axis?> where)
    {
        if (flow.UsersOf(activation) is not [int only] || flow.Nodes[only] is not { OpType: "Mul" } gate) return null;
        string[] others = [.. flow.Flowing(gate).Where(input => !string.Equals(input, activation, StringComparison.Ordinal))];
        if (others.Length != 1 || !HaveSameShape(others[0], activation)) return null;
        where.TryAdd(gate.Output[0], axes.After(gate, activation, where.GetValueOrDefault(activation), gate.Output[0]));
        return gate.Output[0];
    }

    private void Track(IEnumerable<string> values, Dictionary<string, Axis?> where)
    {
        foreach (string value in values)
        {
            NodeProto maker = flow.Nodes[flow.MakerOf(value)];
            string? input = flow.Flowing(maker).FirstOrDefault(input => where.GetValueOrDefault(input) is not null);
            where.TryAdd(value, input is null ? null : axes.After(maker, input, where[input], value));
        }
    }

    private bool HaveSameShape(string a, string b)
    {
        return shapes.TryGetValue(a, out int[]? one) && shapes.TryGetValue(b, out int[]? other) && one.AsSpan().SequenceEqual(other);
    }

    private bool IsSmaller(string a, string b)
    {
        return shapes.TryGetValue(a, out int[]? one) && shapes.TryGetValue(b, out int[]? other)
            && Shapes.Elements(one) < Shapes.Elements(other);
    }

    private bool IsHead(NodeProto product)
    {
        bool reachesOutput = false;
        HashSet<int> seen = [];
        Stack<string> open = new(product.Output.Where(output => output.Length > 0));
        while (open.TryPop(out string? value))
        {
            reachesOutput |= flow.IsOutput(value);
            foreach (int n in flow.UsersOf(value))
            {
                if (IsLayer(flow.Nodes[n])) return false;
                if (flow.Nodes[n].Kind() == OperatorKind.Shape || !seen.Add(n)) continue;
                foreach (string output in flow.Nodes[n].Output) open.Push(output);
            }
        }
        return reachesOutput;
    }
}
