using Coterie.Activations;

namespace Coterie.Data;

/// <summary>Says where some layers' neurons stand among the axes of their arrays.</summary>
/// <param name="Pattern">The names of the layers, with * for any characters and ? for one; null for all layers without a rule.</param>
/// <param name="Order">Where their neurons stand.</param>
public sealed record LayoutRule(string? Pattern, ChannelOrder Order)
{
    /// <summary>The forms of a rule, for messages.</summary>
    public const string Expected = "channels-first or channels-last, or a layer's name or pattern before it: conv*=channels-last";

    /// <summary>Reads a rule: <c>channels-last</c> or <c>conv*=channels-last</c>.</summary>
    /// <param name="text">The rule.</param>
    /// <returns>Null if it is none.</returns>
    public static LayoutRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.LastIndexOf('=');
        string? pattern = equals < 0 ? null : text[..equals];
        return (pattern, text[(equals + 1)..].ToUpperInvariant()) switch
        {
            ("", _) => null,
            (_, "CHANNELS-FIRST") => new LayoutRule(pattern, ChannelOrder.ChannelsFirst),
            (_, "CHANNELS-LAST") => new LayoutRule(pattern, ChannelOrder.ChannelsLast),
            _ => null,
        };
    }

    /// <summary>The rule as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        return Pattern is null ? OptionOf(Order) : $"{Pattern}={OptionOf(Order)}";
    }

    /// <summary>An order as a person types it.</summary>
    internal static string OptionOf(ChannelOrder order)
    {
        return order == ChannelOrder.ChannelsFirst ? "channels-first" : "channels-last";
    }
}
