namespace Coterie.Activations;

/// <summary>One value for each class and neuron of a layer: classes × neurons, row by row.</summary>
public sealed class ClassTable
{
    private readonly double[] values;

    /// <summary>A table of zeros.</summary>
    /// <param name="classes">The number of rows.</param>
    /// <param name="neurons">The number of columns.</param>
    internal ClassTable(int classes, int neurons)
    {
        Classes = classes;
        Neurons = neurons;
        values = new double[classes * (long)neurons];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of neurons.</summary>
    public int Neurons { get; }

    /// <summary>The value of a class at a neuron.</summary>
    /// <param name="class">The class, from 0.</param>
    /// <param name="neuron">The neuron, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such neuron.</exception>
    public double this[int @class, int neuron] => Row(@class)[neuron];

    /// <summary>The values of a class, one for each neuron.</summary>
    /// <param name="class">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ReadOnlySpan<double> Row(int @class)
    {
        return WritableRow(@class);
    }

    /// <summary>The values of a class, to be filled in.</summary>
    internal Span<double> WritableRow(int @class)
    {
        return values.AsSpan(@class * Neurons, Neurons);
    }
}
