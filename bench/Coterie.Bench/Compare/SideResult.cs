using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Bench.Compare;

/// <summary>The times, memory and results of one side.</summary>
/// <param name="Seconds">The time of each of its turns.</param>
/// <param name="Loaded">Resident bytes before its first turn.</param>
/// <param name="Peak">The highest number of resident bytes.</param>
/// <param name="Figures">The results of its turns; numbers are means over the turns, which have different seeds.</param>
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
