using System.Text.Json;
using Coterie.Entropy;

namespace Coterie.Tests.Oracles;

/// <summary>Compares with NumPy; histograms.py wrote the expected values in histograms.json.</summary>
public class HistogramsOracleTests
{
    private static readonly Document Expected = JsonSerializer.Deserialize<Document>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "histograms.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void The_bins_are_NumPys()
    {
        foreach (Column column in Expected.Columns)
        {
            int[] nonzero = new int[column.Bins];
            int[] all = new int[column.Bins];
            Bins ofNonzero = new(column.Bins, EntropyForm.Nonzero, Definitions.Summary(column.Values));
            Bins ofAll = new(column.Bins, EntropyForm.All, Definitions.Summary(column.Values));
            foreach (double x in column.Values)
            {
                if (x != 0) nonzero[ofNonzero.Of(x)]++;
                all[ofAll.Of(x)]++;
            }
            if (column.Nonzero is not null) Assert.Equal(column.Nonzero, nonzero);
            if (column.All is not null) Assert.Equal(column.All, all);
        }
    }

    private sealed record Document(Column[] Columns);

    private sealed record Column(string Kind, int Bins, double[] Values, int[]? Nonzero, int[]? All);
}
