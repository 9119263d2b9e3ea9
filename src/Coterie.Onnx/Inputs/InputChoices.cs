namespace Coterie.Onnx;

/// <summary>What a model does not say of its inputs.</summary>
public sealed record InputChoices
{
    /// <summary>1 for gray images, 3 for colour; null for what the model's input says.</summary>
    public int? Channels { get; init; }

    /// <summary>The rows and columns to scale images to; null for what the model's input says, else their own.</summary>
    public int? ImageSize { get; init; }

    /// <summary>What is subtracted, on the scale of 0 to 1 for images: one number, or one for each channel; empty for nothing.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>What the difference is divided by: one number, or one for each channel; empty for nothing.</summary>
    public IReadOnlyList<double> Std { get; init; } = [];

    /// <summary>Whether numbers are subtracted or divided by.</summary>
    public bool Normalises => Mean.Count > 0 || Std.Count > 0;

    /// <summary>The mean of a channel.</summary>
    internal double MeanOf(int channel) => Of(Mean, channel, 0);

    /// <summary>The divisor of a channel.</summary>
    internal double StdOf(int channel) => Of(Std, channel, 1);

    /// <summary>Makes sure that there is one number, or one for each channel.</summary>
    /// <param name="path">The model's file, for messages.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <exception cref="InputException">There are more or fewer.</exception>
    internal void Require(string path, int channels)
    {
        foreach ((string name, IReadOnlyList<double> values) in ((string, IReadOnlyList<double>)[])[("mean", Mean), ("std", Std)])
        {
            if (values.Count is 0 or 1 || values.Count == channels) continue;
            string expected = channels == 1 ? "one" : $"one, or {channels}: one for each channel";
            throw new InputException($"{path}: found {values.Count} numbers for --{name}, expected {expected}");
        }
    }

    /// <summary>The normalisation in words, such as <c>pixels / 255, minus 0.5, divided by 0.25</c>.</summary>
    /// <param name="values">What the values are before it.</param>
    internal string Describe(string values)
    {
        string mean = Mean.Count == 0 ? "" : $", minus {string.Join(' ', Mean)}";
        return Std.Count == 0 ? $"{values}{mean}" : $"{values}{mean}, divided by {string.Join(' ', Std)}";
    }

    private static double Of(IReadOnlyList<double> values, int channel, double none)
    {
        return values.Count == 0 ? none : values[values.Count == 1 ? 0 : channel];
    }
}
