using Coterie.Entropy;
using CsCheck;

namespace Coterie.Tests.Entropy;

public class CellsTests
{
    [Fact]
    public void Cells_tell_the_counts_of_all_four_grids()
    {
        Gen.Select(RandomActivations.Gen, Gen.Int[1, 60]).Sample((sample, bins) =>
        {
            for (int q = 0; q < sample.Rows[0].Length; q++)
            {
                double[] column = Definitions.Column(sample.Rows, q);
                for (int i = 0; i < sample.Classes; i++) Check([.. column.Where((_, d) => sample.Labels[d] == i)], column, bins);
            }
        });
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void Where_a_class_has_the_least_or_the_greatest_value_edges_meet(int bins)
    {
        // Beyond 2^18 bins all edges are looked up.
        Random random = new(bins);
        double[] column = [.. Enumerable.Range(0, 60).Select(k => k % 3 == 0 ? 0 : (double)random.NextSingle())];
        double[] ordered = [.. column.Order()];

        Check(ordered[..40], column, bins);
        Check(ordered[40..], column, bins);
        Check(ordered[20..25], column, bins);
        Check([.. ordered[..1], .. ordered[^1..]], column, bins);
        Check(column, column, bins);
        // Each other edge of the whole is one of the class's.
        double[] halves = [.. column.Select(x => x / 2)];
        Check(halves, [.. column, .. halves], bins);
    }

    [Fact]
    public void Ranges_that_float64_hardly_divides_do_too()
    {
        Random random = new(4);
        for (int turn = 0; turn < 2000; turn++)
        {
            double low = new[] { 1, 0.1, Math.BitDecrement(1.0), -2, 1e-308, 5e-324 }[random.Next(6)];
            int span = new[] { 1, 2, 7, 100 }[random.Next(4)];
            double[] column = new double[9];
            for (int d = 0; d < column.Length; d++)
            {
                column[d] = low;
                for (int up = random.Next(span + 1); up > 0; up--) column[d] = Math.BitIncrement(column[d]);
            }
            int bins = 1 + random.Next(50);
            Check(column, column, bins);
            Check(column[..4], column, bins);
            Check(column, [.. column, 0, 2 * low], bins);
        }
    }

    private static void Check(double[] members, double[] column, int bins)
    {
        double[] nonzero = [.. members.Where(x => x != 0)];
        if (nonzero.Length == 0) return;
        JointBins own = new(bins, Definitions.Summary(members)), whole = new(bins, Definitions.Summary(column));
        int[] upTo = new int[Cells.Count(bins)];
        foreach (double x in nonzero) upTo[Cells.Of(own, whole, x)]++;
        for (int cell = 1; cell < upTo.Length; cell++) upTo[cell] += upTo[cell - 1];
        int[] counts = new int[4 * bins + Cells.Spare];
        Cells.Divide(own, whole, upTo, counts);

        double[] all = [.. column.Where(x => x != 0)];
        Assert.Equal(Definitions.Histogram(nonzero, nonzero.Min(), nonzero.Max(), bins), counts[..bins]);
        Assert.Equal(Definitions.Histogram(nonzero, Math.Min(0, members.Min()), members.Max(), bins), counts[bins..(2 * bins)]);
        Assert.Equal(Definitions.Histogram(nonzero, all.Min(), all.Max(), bins), counts[(2 * bins)..(3 * bins)]);
        Assert.Equal(Definitions.Histogram(nonzero, Math.Min(0, column.Min()), column.Max(), bins), counts[(3 * bins)..(4 * bins)]);
    }
}
