using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Bench.Compare;

/// <summary>What one side took and found.</summary>
/// <param name="Seconds">A time for each of its turns.</param>
/// <param name="Loaded">Resident bytes before its first turn.</param>
/// <param name="Peak">The most bytes it ever had resident.</param>
/// <param name="Figures">What its turns found: numbers in the mean, each turn having a seed of its own.</param>
internal sealed record SideResult(
    IReadOnlyList<double> Seconds, long Loaded, long Peak, IReadOnlyDictionary<string, JsonElement> Figures)
{
    [JsonIgnore]
    public double Median => MedianOf(Seconds);

    public double Figure(string name) => Figures.TryGetValue(name, out JsonElement value) ? value.GetDouble() : double.NaN;

    public static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
