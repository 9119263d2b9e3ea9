using Coterie.Activations;

namespace Coterie.Data;

/// <summary>How a dump is read where its arrays leave a choice.</summary>
public sealed record DumpReading
{
    /// <summary>The name of the array of labels if none is given.</summary>
    public const string DefaultLabels = "labels";

    /// <summary>How the activations of a neuron at several positions are pooled to one value.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>
    /// Where neurons stand in arrays of three axes and more. A rule with a pattern goes before one without, and of two the later one. What
    /// no rule says is <see cref="PooledShape.DefaultOrder"/>.
    /// </summary>
    public IReadOnlyList<LayoutRule> Layout { get; init; } = [];

    /// <summary>The names of the layers, or patterns of names with * and ?; none for every array that can be a layer.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>
    /// The name of the array of labels; or, if a dump has none of that name, the path of a file that has them for every dump: one of
    /// arrays, of any format that dumps have, or a table as text.
    /// </summary>
    public string Labels { get; init; } = DefaultLabels;

    /// <summary>The name of the layer in a dump that is one array without a name, an <c>.npy</c>; null for the file's name.</summary>
    internal string? LoneArray { get; init; }

    /// <summary>The rule for a layer; null if none says anything about it.</summary>
    internal LayoutRule? RuleFor(string layer)
    {
        return Layout.LastOrDefault(rule => rule.Pattern is { } pattern && NameMatching.Fits(pattern, layer))
            ?? Layout.LastOrDefault(rule => rule.Pattern is null);
    }
}
