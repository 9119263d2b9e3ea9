using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Tests.Patterns;

public class RepresentativesTests
{
    [Fact]
    public void Ties_go_to_the_lower_neuron_and_means_must_be_positive()
    {
        ClassTable means = new(2, 5);
        double[] first = [1, 3, 3, -1, 3];
        double[] second = [0, -2, 0, 0.5, 0];
        first.CopyTo(means.WritableRow(0));
        second.CopyTo(means.WritableRow(1));

        Representatives chosen = Representatives.Select(means, 3);

        Assert.Equal([1, 2, 4], chosen[0]);
        Assert.Equal([3], chosen[1]);
        Assert.Equal([1, 2, 3, 4], chosen.Union());
        Assert.Throws<ArgumentOutOfRangeException>(() => Representatives.Select(means, 0));
    }

    [Fact]
    public void Neurons_of_one_class_and_of_two_make_the_overlap()
    {
        // 0 and 9: class 0 alone; 1: classes 0 and 1; 2: all; 3 and 4: classes 1 and 2; 5: class 2 alone.
        Representatives chosen = Representatives.FromLists([[0, 1, 2, 9], [1, 2, 3, 4], [2, 3, 4, 5]]);

        Assert.Equal([[2, 1, 0], [1, 0, 2], [0, 2, 1]], chosen.ExclusiveOverlap());
        Assert.Equal([[2, 2, 1], [2, 0, 3], [1, 3, 1]], chosen.Intersections());
    }

    [Fact]
    public void Lists_name_each_neuron_once_and_none_below_zero()
    {
        ArgumentException twice = Assert.Throws<ArgumentException>(() => Representatives.FromLists([[0, 1], [3, 3]]));
        ArgumentException negative = Assert.Throws<ArgumentException>(() => Representatives.FromLists([[3, 1, -1]]));

        Assert.Contains("Class 1 lists neuron 3 twice", twice.Message, StringComparison.Ordinal);
        Assert.Contains("Class 0 lists neuron -1", negative.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Representatives.FromLists([[3, 3, -1]]));
    }

    [Fact]
    public void Lists_are_copied()
    {
        int[] list = [2, 1];
        Representatives chosen = Representatives.FromLists([list]);
        list[0] = 9;

        Assert.Equal([2, 1], chosen[0]);
    }
}
