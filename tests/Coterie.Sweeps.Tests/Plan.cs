using System.Globalization;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Tests;

/// <summary>Reads plans with a small vocabulary: that of the command is tested with the command.</summary>
internal static class Plan
{
    public static StudyVocabulary Vocabulary { get; } = new()
    {
        Options =
        [
            new("preset", IsFlag: false, IsWhole: false), new("hidden", IsFlag: false, IsWhole: false),
            new("dropout", IsFlag: false, IsWhole: false), new("epochs", IsFlag: false, IsWhole: true),
            new("learning-rate", IsFlag: false, IsWhole: false), new("fresh-labels", IsFlag: true, IsWhole: false),
            new("data-set", IsFlag: false, IsWhole: false), new("threads", IsFlag: false, IsWhole: true),
            new("device", IsFlag: false, IsWhole: false), new("seed", IsFlag: false, IsWhole: true),
            new("out", IsFlag: false, IsWhole: false),
        ],
        Refusal = arguments => arguments switch
        {
            ["--dropout", var text] when !(double.TryParse(text, CultureInfo.InvariantCulture, out double share) && share < 1) =>
                $"--dropout: found '{text}', expected less than 1",
            ["--epochs", var text] when !int.TryParse(text, CultureInfo.InvariantCulture, out _) =>
                $"--epochs: found '{text}', expected a whole number",
            // There is always something to parse.
            [_, ..] => null,
            [] => throw new ArgumentException("no arguments", nameof(arguments)),
        },
        Contradiction = arguments =>
            arguments is ["mnist", ..] && arguments.Contains("--data-set", StringComparer.Ordinal) ? "--data-set: beside a preset" : null,
        // As in the command, where what is not said has a default.
        Identity = arguments => string.Join(' ', arguments.Contains("--dropout", StringComparer.Ordinal)
            ? arguments
            : [.. arguments.SkipLast(2), "--dropout", "0.2", .. arguments.TakeLast(2)]),
        Clash = (_, _) => null,
    };

    public static SweepPlan Read(string text)
    {
        using TemporaryFolder folder = new();
        return SweepPlan.Read(folder.Write("plan.toml", text), Vocabulary);
    }

    public static string Refusal(string text)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("plan.toml", text);
        string message = Assert.Throws<InputException>(() => SweepPlan.Read(path, Vocabulary)).Message;
        Assert.DoesNotContain('\n', message);
        return message.Replace(path, "plan.toml", StringComparison.Ordinal);
    }
}
