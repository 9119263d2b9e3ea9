using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests.Patterns;

public class SaturationTests
{
    [Theory]
    [InlineData(50, 10, 512, false)]
    [InlineData(50, 10, 251, false)]
    [InlineData(50, 10, 250, true)]
    [InlineData(6, 10, 64, false)]
    [InlineData(5, 10, 26, false)]
    [InlineData(5, 10, 25, true)]
    [InlineData(50, 2, 30, true)]
    [InlineData(50, 1, 30, false)]
    public void Twice_as_many_places_as_neurons_are_too_many(int top, int classes, int neurons, bool expected)
    {
        Saturation found = Saturation.Of(Apart(classes), neurons, top);

        Assert.Equal((expected, false), (found.IsCrowded, found.IsShared));
        Assert.Equal((expected, expected), (found.IsSaturated, found.Reason is not null));
        Assert.Equal((Math.Min(top, neurons), classes, neurons), (found.Top, found.Classes, found.Neurons));
    }

    [Fact]
    public void Vertices_that_mostly_represent_most_classes_are_too_many()
    {
        // Of five vertices, 0, 1 and 2 represent three of four classes or all.
        Saturation found = Of([[0, 1, 2, 3], [0, 1, 2], [0, 1, 2, 4], [0]]);
        Assert.Equal((5, 3, true, false), (found.Vertices, found.Shared, found.IsShared, found.IsCrowded));
        Assert.Equal("3 of the 5 neurons in the graph represent more than half of the 4 classes", found.Reason);

        // Half of the classes are not most, and half of the vertices are not more than half.
        Assert.False(Of([[0, 1, 2], [0, 1, 2], [3], [4]]).IsSaturated);
        Assert.False(Of([[0, 1], [0, 1], [0, 1, 2], [3]]).IsSaturated);
    }

    [Fact]
    public void A_silent_layer_and_a_single_class_are_not_saturated()
    {
        Assert.False(Of([[], [], []]).IsSaturated);
        Assert.False(Of([[0, 1, 2]]).IsSaturated);
    }

    [Fact]
    public void The_counts_are_as_defined()
    {
        Gen.Int[0, 15].HashSet[0, 8].Array[1, 6].Sample(lists =>
        {
            int[] classesOf = [.. Enumerable.Range(0, 16).Select(q => lists.Count(list => list.Contains(q)))];
            Saturation found = Saturation.Of(Representatives.FromLists(lists.Select(list => list.ToArray())), 16, 8);
            Assert.Equal(classesOf.Count(count => count > 0), found.Vertices);
            Assert.Equal(classesOf.Count(count => count > lists.Length / 2.0), found.Shared);
        });
    }

    // Few representatives, none shared, so that only their number counts.
    private static Representatives Apart(int classes)
    {
        return Representatives.FromLists(Enumerable.Range(0, classes).Select(i => (int[])[i]));
    }

    private static Saturation Of(int[][] lists)
    {
        return Saturation.Of(Representatives.FromLists(lists), neurons: 1000, top: 4);
    }
}
