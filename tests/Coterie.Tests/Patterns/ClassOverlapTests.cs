using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests.Patterns;

public class ClassOverlapTests
{
    [Fact]
    public void The_numbers_are_those_of_the_matrices()
    {
        Gen<int[]> list = Gen.Int[0, 12].Array[0, 8].Select(neurons => neurons.Distinct().ToArray());
        list.Array[2, 6].Sample(lists =>
        {
            Representatives chosen = Representatives.FromLists(lists);
            int[][] intersections = chosen.Intersections(), exclusive = chosen.ExclusiveOverlap();
            Assert.Equal(Diagonal(intersections), ClassOverlap.Unique(chosen));
            Assert.Equal(Diagonal(exclusive), ClassOverlap.Unique(chosen));
            Assert.Equal(MeanOfPairs(intersections), ClassOverlap.Shared(chosen)!.Value, 1e-12);
            Assert.Equal(MeanOfPairs(exclusive), ClassOverlap.SharedExclusive(chosen)!.Value, 1e-12);
            for (int i = 0; i < lists.Length; i++)
            {
                for (int j = 0; j < i; j++) Assert.Equal(lists[i].Intersect(lists[j]).Count(), intersections[i][j]);
            }
        });

        static int Diagonal(int[][] matrix) => matrix.Select((row, i) => row[i]).Sum();

        static double MeanOfPairs(int[][] matrix) =>
            Enumerable.Range(0, matrix.Length).SelectMany(i => matrix[i][(i + 1)..]).Average();
    }

    [Fact]
    public void Neurons_of_many_classes_are_shared_and_not_unique()
    {
        // 0: all three; 1: classes 0 and 1; 2: class 0 alone. Shared by the pairs: 2, 1 and 1.
        Representatives chosen = Representatives.FromLists([[0, 1, 2], [0, 1], [0]]);

        Assert.Equal(1, ClassOverlap.Unique(chosen));
        Assert.Equal(4 / 3.0, ClassOverlap.Shared(chosen));
        Assert.Equal(1 / 3.0, ClassOverlap.SharedExclusive(chosen));
    }

    [Fact]
    public void One_class_shares_with_none()
    {
        Representatives chosen = Representatives.FromLists([[3, 4]]);

        Assert.Equal(2, ClassOverlap.Unique(chosen));
        Assert.Null(ClassOverlap.Shared(chosen));
        Assert.Null(ClassOverlap.SharedExclusive(chosen));
        Assert.Equal([[2]], chosen.Intersections());
    }

    [Fact]
    public void Classes_without_representatives_share_nothing()
    {
        Representatives chosen = Representatives.FromLists([[], []]);

        Assert.Equal(0, ClassOverlap.Unique(chosen));
        Assert.Equal(0, ClassOverlap.Shared(chosen));
        Assert.Equal([[0, 0], [0, 0]], chosen.Intersections());
    }
}
