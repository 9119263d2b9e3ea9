using System.Globalization;
using System.Text.Json.Serialization;

namespace Coterie.Runs;

/// <summary>
/// When a study takes its snapshots: the untrained network always, then <c>20</c> after evenly spaced epochs as in the paper,
/// <c>log:20</c> at logarithmically spaced training steps, <c>20+log:12</c> at both, or <c>steps:0,10,100,469</c> at the steps that it
/// lists.
/// </summary>
[JsonConverter(typeof(SnapshotScheduleConverter))]
public sealed record SnapshotSchedule
{
    /// <summary>What a schedule may look like, for messages.</summary>
    public const string Expected = "N (evenly spaced epochs), log:N, N+log:N, or steps:S,S,... in ascending order";

    private const string LogPrefix = "log:";
    private const string StepsPrefix = "steps:";

    private readonly int? logarithmic;
    private readonly string? listed;

    private SnapshotSchedule()
    {
    }

    private SnapshotSchedule(int? logarithmic, string? listed)
    {
        this.logarithmic = logarithmic;
        this.listed = listed;
    }

    /// <summary>How many evenly spaced epochs have a snapshot, the last of them the last; null for a schedule without.</summary>
    public int? Epochs { get; private init; }

    /// <summary>Whether there are snapshots at evenly spaced epochs alone.</summary>
    public bool IsEven => Epochs is not null && logarithmic is null;

    /// <summary>A schedule of evenly spaced epochs.</summary>
    /// <param name="epochs">How many, at least 1.</param>
    public static implicit operator SnapshotSchedule(int epochs) => new() { Epochs = epochs };

    /// <summary>A schedule of single steps; the untrained network, step 0, is added.</summary>
    /// <param name="steps">The steps, ascending.</param>
    public static SnapshotSchedule At(IEnumerable<long> steps)
    {
        return new SnapshotSchedule(logarithmic: null, string.Join(',', steps.Prepend(0).Distinct()));
    }

    /// <summary>Reads a schedule from its text form.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The schedule; null if it is none.</returns>
    public static SnapshotSchedule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('+') is [var even, var rest])
        {
            if (Count(even) is not { } both || Parse(rest) is not { logarithmic: { } also }) return null;
            return new SnapshotSchedule(also, listed: null) { Epochs = both };
        }
        if (text.StartsWith(LogPrefix, StringComparison.Ordinal))
        {
            return Count(text[LogPrefix.Length..]) is { } spaced ? new SnapshotSchedule(spaced, listed: null) : null;
        }
        if (!text.StartsWith(StepsPrefix, StringComparison.Ordinal)) return Count(text) is { } epochs ? epochs : null;
        List<long> steps = [];
        foreach (string part in text[StepsPrefix.Length..].Split(','))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long step)) return null;
            if (steps.Count > 0 && step <= steps[^1]) return null;
            steps.Add(step);
        }
        return At(steps);

        static int? Count(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;
    }

    /// <summary>The training steps after which a snapshot is taken, ascending from 0, the untrained network.</summary>
    /// <param name="epochs">The epochs of the study, at least 1.</param>
    /// <param name="stepsPerEpoch">How many steps an epoch has.</param>
    /// <exception cref="InputException">The study has too few epochs or steps for the schedule.</exception>
    public IReadOnlyList<long> Steps(int epochs, int stepsPerEpoch)
    {
        RequireEpochs(epochs);
        long last = (long)epochs * stepsPerEpoch;
        if (listed is null)
        {
            IEnumerable<long> even = EvenlySpaced(epochs).Select(epoch => (long)epoch * stepsPerEpoch);
            return [.. LogSpaced(last).Concat(even).Prepend(0).Distinct().Order()];
        }
        long[] all = [.. listed.Split(',').Select(step => long.Parse(step, CultureInfo.InvariantCulture))];
        return all[^1] <= last ? all : throw TooFew($"steps up to {last}, the last of {epochs} epochs of {stepsPerEpoch} steps");
    }

    /// <summary>The schedule's text form.</summary>
    public override string ToString()
    {
        return listed is not null ? $"{StepsPrefix}{listed}"
            : logarithmic is not { } spaced ? $"{Epochs}"
            : Epochs is { } epochs ? $"{epochs}+{LogPrefix}{spaced}"
            : $"{LogPrefix}{spaced}";
    }

    /// <summary>The evenly spaced epochs of the schedule, ascending; none for a schedule without.</summary>
    /// <param name="epochs">The epochs of the study.</param>
    internal IEnumerable<int> EvenlySpaced(int epochs)
    {
        int count = Epochs ?? 0;
        return Enumerable.Range(1, count).Select(k => (int)Math.Round(k * (double)epochs / count, MidpointRounding.AwayFromZero));
    }

    /// <summary>Whether an epoch is one of the evenly spaced ones.</summary>
    /// <param name="epochs">The epochs of the study.</param>
    /// <param name="epoch">The epoch, with a fraction within one.</param>
    internal bool IsEvenlySpaced(int epochs, double epoch) => EvenlySpaced(epochs).Any(even => even == epoch);

    /// <summary>Refuses more evenly spaced epochs than there are.</summary>
    internal void RequireEpochs(int epochs)
    {
        if (Epochs is { } count && (count < 1 || count > epochs)) throw TooFew($"1 to at most the {epochs} epochs");
    }

    /// <summary>The schedule of a longer study with epochs as far apart as here; null where there is none.</summary>
    /// <param name="epochs">The epochs of this schedule's study.</param>
    /// <param name="longer">Those of the longer study.</param>
    internal SnapshotSchedule? Over(int epochs, int longer)
    {
        return IsEven && (long)Epochs!.Value * longer % epochs == 0 ? (int)((long)Epochs.Value * longer / epochs) : null;
    }

    private List<long> LogSpaced(long last)
    {
        if (logarithmic is not { } count) return [];
        if (count > last) throw TooFew($"at most the {last} steps of the training");
        List<long> steps = [];
        for (int k = 0; k < count - 1; k++)
        {
            // At first the steps lie closer than one; no two snapshots are of the same.
            long least = steps.Count == 0 ? 1 : steps[^1] + 1;
            steps.Add(Math.Max(least, (long)Math.Round(Math.Pow(last, k / (double)(count - 1)))));
        }
        return [.. steps, last];
    }

    private InputException TooFew(string expected) => new($"--snapshots: found {this}, expected {expected}");
}
