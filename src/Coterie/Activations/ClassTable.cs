namespace Coterie.Activations;

/// <summary>One value for each class and neuron of a layer: classes × neurons, row by row.</summary>
/// <param name="classes">The number of rows.</param>
/// <param name="neurons">The number of columns.</param>
public sealed class ClassTable(int classes, int neurons)
{
    private readonly double[] values = new double[classes * (long)neurons];

    /// <summary>The number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>The number of neurons.</summary>
    public int Neurons { get; } = neurons;

    /// <summary>The value of a class at a neuron.</summary>
    /// <param name="class">The class.</param>
    /// <param name="neuron">The neuron.</param>
    public double this[int @class, int neuron] => Row(@class)[neuron];

    /// <summary>The values of a class at every neuron.</summary>
    /// <param name="class">The class.</param>
    public Span<double> Row(int @class)
    {
        return values.AsSpan(@class * Neurons, Neurons);
    }
}
