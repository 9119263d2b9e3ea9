using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Tests.Patterns;

public class ClassSelectivityTests
{
    [Theory]
    [InlineData(1.0, 3, 0, 0, 0)]
    [InlineData(0.0, 2, 2, 2, 2)]
    [InlineData(0.5, 3, 1, 1, 1)]
    [InlineData(0.5, 3, 0, 3, 0)]
    public void It_compares_the_largest_mean_with_the_mean_of_the_others(double expected, double a, double b, double c, double d)
    {
        Assert.Equal(expected, ClassSelectivity.Of(Means([a], [b], [c], [d]), 0)!.Value, 1e-15);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-1, -2, -3)]
    [InlineData(5, 1, -2)]
    public void A_neuron_without_activity_or_with_negative_others_has_none(double a, double b, double c)
    {
        Assert.Null(ClassSelectivity.Of(Means([a], [b], [c]), 0));
    }

    [Fact]
    public void The_layers_is_the_mean_of_the_neurons_that_have_one()
    {
        Assert.Equal(0.75, ClassSelectivity.MeanOf(Means([4, 0, 3, -1], [0, 0, 1, 1], [0, 0, 1, -1]))!.Value, 1e-15);
        Assert.Null(ClassSelectivity.MeanOf(Means([0, -1], [0, -2])));
        Assert.Null(ClassSelectivity.MeanOf(Means([1, 2])));
    }

    [Fact]
    public void It_does_not_overflow()
    {
        double huge = double.MaxValue;

        Assert.Equal(0, ClassSelectivity.Of(Means([huge], [huge], [huge]), 0));
        Assert.Equal(1, ClassSelectivity.Of(Means([5e-324], [0], [0]), 0));
    }

    private static ClassTable Means(params double[][] rows)
    {
        ClassTable means = new(rows.Length, rows[0].Length);
        for (int i = 0; i < rows.Length; i++) rows[i].CopyTo(means.WritableRow(i));
        return means;
    }
}
