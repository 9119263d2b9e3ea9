using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>
/// What is computed from one value and constants alone, without another product: where an activation function that consists of several
/// operators begins and comes together again.
/// </summary>
/// <param name="flow">The graph.</param>
/// <param name="start">The value.</param>
internal sealed class Region(DataFlow flow, string start)
{
    private readonly Dictionary<string, Content> contents = new(StringComparer.Ordinal) { [start] = Content.Affine };
    private readonly List<string> order = [start];
    private readonly HashSet<string> kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> normalising = new(StringComparer.Ordinal);

    /// <summary>What a value is, seen from the start.</summary>
    private enum Content
    {
        /// <summary>An affine image of the start.</summary>
        Affine,

        /// <summary>No affine image.</summary>
        Bent,

        /// <summary>A mean or another reduction, by which affine images may be shifted and scaled: normalisation.</summary>
        Statistic,
    }

    /// <summary>The values, from the start on in the order of computation.</summary>
    public IReadOnlyList<string> Values => order;

    /// <summary>Whether a value belongs to it.</summary>
    /// <param name="value">The value's name.</param>
    public bool Holds(string value) => contents.ContainsKey(value);

    /// <summary>Takes in everything that is computed from the start alone.</summary>
    /// <param name="statistics">
    /// Whether the mean of an affine image is a statistic. Where nothing else bends, it may be pooling, whose result goes on to an
    /// activation function.
    /// </param>
    public Region Grow(bool statistics)
    {
        SortedSet<int> open = [.. flow.UsersOf(start)];
        while (open.Count > 0)
        {
            int n = open.Min;
            open.Remove(n);
            NodeProto node = flow.Nodes[n];
            if (ContentOf(node, statistics) is not { } content) continue;
            foreach (string output in node.Output.Where(output => output.Length > 0 && !flow.IsConstant(output)))
            {
                if (!contents.TryAdd(output, content)) continue;
                order.Add(output);
                open.UnionWith(flow.UsersOf(output));
            }
        }
        Keep();
        return this;
    }

    /// <summary>
    /// The activation: the first value where all that was computed from the start comes together after something bent. Null if nothing
    /// bends.
    /// </summary>
    public string? Activation()
    {
        List<string> chain = Meetings();
        int first = chain.FindIndex(value => contents[value] == Content.Bent);
        if (first < 0) return kept.Where(value => contents[value] == Content.Bent).MinBy(order.IndexOf);
        // A function in several operators, such as log(1 + exp(x)), ends with the last that bends or joins.
        int last = first;
        bool joins = Joins(Maker(chain[first]));
        for (int k = first + 1; k < chain.Count && IsPure(chain[k - 1], chain[k]); k++)
        {
            NodeProto maker = Maker(chain[k]);
            if (!Bends(maker) && !Joins(maker)) continue;
            last = k;
            joins |= Joins(maker);
        }
        // GELU's factor of a half, where it comes last.
        if (joins && last + 1 < chain.Count && IsScalarScale(chain[last], chain[last + 1])) last++;
        // Quantised activations are taken as the numbers they stand for.
        if (last + 1 < chain.Count && Maker(chain[last + 1]).OpType is "DequantizeLinear") last++;
        return chain[last];
    }

    /// <summary>The operators that bend on the way to a value, such as Erf of GELU.</summary>
    /// <param name="value">A value of the region.</param>
    public string Function(string value)
    {
        int end = order.IndexOf(value);
        return string.Join(", ", order.Take(end + 1).Where(kept.Contains).Append(value).Where(value => value != start).Select(Maker)
            .Where(maker => Bends(maker) || (maker.Output[0] == value && Joins(maker)))
            .Select(maker => maker.OpType)
            .Distinct(StringComparer.Ordinal));
    }

    private Content? ContentOf(NodeProto node, bool statistics)
    {
        OperatorKind kind = node.Kind();
        if (!kind.IsElementwise() && kind is not (OperatorKind.Reduce or OperatorKind.Move)) return null;
        List<Content> inputs = [];
        foreach (string input in flow.Flowing(node))
        {
            if (!contents.TryGetValue(input, out Content content)) return null;
            inputs.Add(content);
        }
        if (inputs.Count == 0) return null;
        Content[] values = [.. inputs.Where(content => content != Content.Statistic)];
        if (values.Length == 0) return Content.Statistic;
        bool bent = values.Contains(Content.Bent);
        if (kind == OperatorKind.Reduce && (statistics || bent)) return Content.Statistic;
        if (bent) return Content.Bent;
        return kind switch
        {
            _ when Bends(node) => Content.Bent,
            // Of two affine images, the product is a square; of one and a statistic or a constant, it is affine.
            OperatorKind.Scale when values.Length > 1 => Content.Bent,
            _ => Content.Affine,
        };
    }

    private bool Bends(NodeProto node)
    {
        return node.OpType switch
        {
            "Div" => flow.IsConstant(node.Input[0]),
            _ => node.Kind() == OperatorKind.Bend || Quantisation.Clips(flow, node),
        };
    }

    // The values through which every way from the start to something bent leads, in order: post-dominators of the start.
    private List<string> Meetings()
    {
        // By value, the values on every way from it to the end.
        Dictionary<string, List<string>> ahead = new(StringComparer.Ordinal);
        foreach (string value in order.AsEnumerable().Reverse().Where(kept.Contains))
        {
            List<string>? common = null;
            foreach (string next in Next(value).Where(kept.Contains))
            {
                List<string> way = [next, .. ahead[next]];
                common = common is null ? way : [.. common.Intersect(way, StringComparer.Ordinal)];
            }
            ahead[value] = common ?? [];
        }
        return ahead.GetValueOrDefault(start) ?? [];
    }

    // Powers and roots that lead nowhere but to a statistic by which values are scaled are parts of a normalisation.
    private void Keep()
    {
        foreach (string value in order.AsEnumerable().Reverse())
        {
            if (contents[value] == Content.Statistic
                && Next(value).Any(next => contents[next] != Content.Statistic || normalising.Contains(next)))
            {
                normalising.Add(value);
            }
            if (Next(value).Any(kept.Contains) || (contents[value] == Content.Bent && !IsOnlyReduced(value))) kept.Add(value);
        }
    }

    private bool IsOnlyReduced(string value)
    {
        string[] next = [.. Next(value)];
        return next.Length > 0
            && flow.UsersOf(value).All(n => flow.Nodes[n].Output.Any(Holds))
            && next.All(normalising.Contains);
    }

    private IEnumerable<string> Next(string value) => flow.UsersOf(value).SelectMany(n => flow.Nodes[n].Output).Where(Holds);

    private NodeProto Maker(string value) => flow.Nodes[flow.MakerOf(value)];

    // Whether one value follows from another by operators on elements and numbers alone.
    private bool IsPure(string from, string to)
    {
        if (string.Equals(from, to, StringComparison.Ordinal)) return true;
        NodeProto maker = Maker(to);
        return maker.Kind().IsElementwise() && flow.Flowing(maker).All(
            input => contents[input] != Content.Statistic && (order.IndexOf(input) <= order.IndexOf(from) || IsPure(from, input)));
    }

    private bool Joins(NodeProto node)
    {
        return node.Kind().IsElementwise()
            && flow.Flowing(node).Distinct(StringComparer.Ordinal).Count(input => contents[input] != Content.Statistic) > 1;
    }

    private bool IsScalarScale(string from, string to)
    {
        NodeProto maker = Maker(to);
        return maker.Kind() == OperatorKind.Scale && maker.Input.Contains(from)
            && maker.Input.Any(input => flow.IsConstant(input) && flow.IsScalar(input));
    }
}
