using System.Text.Json;
using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Tests.Oracles;

/// <summary>Compares with NumPy; representatives.py wrote the expected lists in representatives.json.</summary>
public class RepresentativesOracleTests
{
    [Fact]
    public void Representatives_are_NumPys_by_each_rule()
    {
        Case[] cases = JsonSerializer.Deserialize<Case[]>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", "representatives.json")), JsonSerializerOptions.Web)!;
        Assert.Equal(5, cases.Length);
        foreach (Case expected in cases)
        {
            ClassTable means = new(expected.Means.Length, expected.Means[0].Length);
            for (int i = 0; i < means.Classes; i++) expected.Means[i].CopyTo(means.WritableRow(i));
            Representatives byMean = Representatives.Select(means, expected.Top);
            Representatives bySelectivity = Representatives.Select(means, expected.Top, RepresentativeRule.Selectivity);
            for (int i = 0; i < means.Classes; i++)
            {
                Assert.Equal(expected.Mean[i], byMean[i]);
                Assert.Equal(expected.Selectivity[i], bySelectivity[i]);
            }
        }
    }

    private sealed record Case(int Top, double[][] Means, int[][] Mean, int[][] Selectivity);
}
