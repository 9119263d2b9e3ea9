using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie;

/// <summary>
/// How many neurons represent a class, at most (S): a number, or <see cref="Auto"/>, which follows from the width of the layer. In JSON it
/// is the number, or <c>"auto"</c>.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct TopCount
{
    private const string AutoName = "auto";

    // With a tenth, a neuron represents one class of ten on average. Fewer than five make no community; the paper has 50 of 512.
    private const double Share = 0.1;
    private const int Fewest = 5;
    private const int Most = 50;

    /// <summary>Takes a number.</summary>
    /// <param name="count">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public TopCount(int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, $"Top is {count}; expected 1 to {int.MaxValue}.");
        Count = count;
    }

    /// <summary>A tenth of the layer's neurons, but at least 5 and at most 50. It is the default.</summary>
    public static TopCount Auto => default;

    /// <summary>The number; null for <see cref="Auto"/>.</summary>
    public int? Count { get; }

    /// <summary>A number as it is.</summary>
    /// <param name="count">1 or more.</param>
    public static implicit operator TopCount(int count) => new(count);

    /// <summary>The number for a layer, never more than its neurons.</summary>
    /// <param name="neurons">The neurons of the layer.</param>
    public int Of(int neurons)
    {
        int count = Count ?? Math.Clamp((int)Math.Round(Share * neurons, MidpointRounding.AwayFromZero), Fewest, Most);
        return Math.Min(count, neurons);
    }

    /// <summary>The number, or <c>auto</c>.</summary>
    public override string ToString()
    {
        return Count?.ToString(CultureInfo.InvariantCulture) ?? AutoName;
    }

    private sealed class Converter : JsonConverter<TopCount>
    {
        public override TopCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(AutoName)) return Auto;
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int count) && count >= 1) return new TopCount(count);
            throw new JsonException($"expected a whole number of at least 1, or \"{AutoName}\"");
        }

        public override void Write(Utf8JsonWriter writer, TopCount value, JsonSerializerOptions options)
        {
            if (value.Count is { } count) writer.WriteNumberValue(count);
            else writer.WriteStringValue(AutoName);
        }
    }
}
