using Coterie.Communities;
using CsCheck;

namespace Coterie.Tests.Communities;

public class AssignmentTests
{
    [Fact]
    public void The_assignment_weighs_what_scipys_does()
    {
        // scipy.optimize.linear_sum_assignment(weights, maximize=True) gives the columns 2, 5, 0, 6, 3.
        double[,] weights =
        {
            { 0.861, 0.164, 0.69, 0.249, 0.066, 0.192, 0.678 },
            { 0.502, 0.549, 0.453, 0.274, 0.488, 0.922, 0.201 },
            { 0.733, 0.251, 0.193, 0.324, 0.093, 0.935, 0.365 },
            { 0.176, 0, 0.06, 0.215, 0.418, 0.602, 0.981 },
            { 0.89, 0.242, 0.612, 0.922, 0.102, 0.854, 0.396 },
        };
        Assert.Equal(4.248, Assignment.Heaviest(weights).Select((column, row) => weights[row, column]).Sum(), 1e-12);
        Assert.Empty(Assignment.Heaviest(new double[0, 3]));
    }

    [Fact]
    public void No_assignment_weighs_more()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 2])
            .SelectMany((rows, more) => Gen.Int[0, 4].Array2D[rows, rows + more])
            .Sample(whole =>
            {
                double[,] weights = new double[whole.GetLength(0), whole.GetLength(1)];
                for (int i = 0; i < weights.GetLength(0); i++)
                {
                    for (int j = 0; j < weights.GetLength(1); j++) weights[i, j] = whole[i, j] / 7.0;
                }

                int[] found = Assignment.Heaviest(weights);

                Assert.Equal(found.Length, found.Distinct().Count());
                Assert.Equal(Best(0, []), found.Select((column, row) => weights[row, column]).Sum(), 1e-9);

                double Best(int row, HashSet<int> taken)
                {
                    if (row == weights.GetLength(0)) return 0;
                    return Enumerable.Range(0, weights.GetLength(1)).Where(column => !taken.Contains(column))
                        .Max(column => weights[row, column] + Best(row + 1, [.. taken, column]));
                }
            });
    }
}
