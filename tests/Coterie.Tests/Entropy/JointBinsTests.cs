using Coterie.Entropy;
using CsCheck;

namespace Coterie.Tests.Entropy;

public class JointBinsTests
{
    [Fact]
    public void Cells_tell_the_counts_of_both_grids()
    {
        Gen.Select(RandomActivations.Gen, Gen.Int[1, 60]).Sample((sample, bins) =>
        {
            for (int q = 0; q < sample.Rows[0].Length; q++) Check(Definitions.Column(sample.Rows, q), bins);
        });
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
            Check(column, bins: 1 + random.Next(50));
        }
    }

    private static void Check(double[] column, int bins)
    {
        double[] nonzero = [.. column.Where(x => x != 0)];
        JointBins joint = new(bins, Definitions.Summary(column));
        int[] cells = new int[JointBins.Cells(bins)];
        foreach (double x in nonzero) cells[joint.CellOf(x)]++;
        int[] ofNonzero = new int[bins];
        int[] ofAll = new int[bins];
        joint.Divide(cells, ofNonzero, ofAll);
        if (nonzero.Length < column.Length) ofAll[nonzero.Length == 0 ? 0 : joint.ZeroBin()] += column.Length - nonzero.Length;

        if (nonzero.Length > 0) Assert.Equal(Definitions.Histogram(nonzero, nonzero.Min(), nonzero.Max(), bins), ofNonzero);
        Assert.Equal(Definitions.Histogram(column, Math.Min(0, column.Min()), column.Max(), bins), ofAll);
    }
}
