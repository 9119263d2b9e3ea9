using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Coterie.Patterns;

namespace Coterie;

/// <summary>The choices of an analysis that the paper leaves open, with defaults.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range; each property says which it takes.</exception>
public sealed record AnalysisSettings
{
    /// <summary>The most bins that <see cref="Bins"/> may ask for.</summary>
    internal const int MostBins = 1_000_000;

    // Where both γ and 1/γ are normal numbers.
    private const double LeastGamma = 1e-300;
    private const double MostGamma = 1e300;

    /// <summary>The most neurons that represent a class, S; by default it follows from the width of each layer.</summary>
    public TopCount Top { get; init; }

    /// <summary>By what the neurons that represent a class are chosen.</summary>
    /// <remarks>Not written where it is the default, so that runs of earlier versions, which had no other, stay the same runs.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RepresentativeRule Representatives { get; init; }

    /// <summary>The number of bins in which activations are counted for the entropies, R: 1 to <see cref="MostBins"/>.</summary>
    public int Bins { get; init => field = InRange(value, 1, MostBins); } = 50;

    /// <summary>
    /// The resolution γ of Reichardt and Bornholdt, a positive number: larger means smaller communities. Gephi's resolution r is 1/γ.
    /// </summary>
    public double Gamma { get; init => field = InRange(value, LeastGamma, MostGamma); } = 2;

    /// <summary>The seed of every random choice that the community methods make.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The most threads to use, 1 or more; no result depends on it.</summary>
    [JsonIgnore]
    public int Threads { get; init => field = InRange(value, 1, int.MaxValue); } = Environment.ProcessorCount;

    /// <summary>The bytes of memory that an analysis may take, 1 or more; no result depends on it.</summary>
    [JsonIgnore]
    public long Memory { get; init => field = InRange(value, 1, long.MaxValue); } = long.MaxValue;

    /// <summary>Why these settings suit data of so many classes badly, in a line; null where they do not.</summary>
    /// <param name="classes">The number of classes.</param>
    public string? Doubt(int classes)
    {
        if (Representatives != RepresentativeRule.Selectivity || classes != 2) return null;
        return "of two classes the selectivity of every neuron is 1 or −1, so that its index alone decides whether it represents a class; "
            + "expected three classes or more, or --representatives mean";
    }

    private static T InRange<T>(T value, T least, T most, [CallerMemberName] string name = "")
        where T : INumber<T>
    {
        // Written so that NaN is refused.
        if (value >= least && value <= most) return value;
        throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected {least} to {most}.");
    }
}
