using System.Globalization;

namespace Coterie.Sweeps.Plans;

/// <summary>
/// The runs of a sweep: what all have in common, what differs, and how often each is repeated with another seed. Runs are made when they
/// are asked for, so that a plan of a million runs takes little memory.
/// </summary>
public sealed class SweepPlan
{
    /// <summary>The most runs of a plan.</summary>
    public const int MostRuns = 10_000_000;

    private const string ThreadsOption = "threads";

    // These change nothing of a run's values, so two runs that differ in them would be the same run.
    internal static readonly IReadOnlyList<string> WithoutEffect = [ThreadsOption, "memory", "device", "data"];

    private readonly IReadOnlyList<(StudyOption Option, string Value)> settings;
    private readonly Combining combining;
    private readonly int combinations;
    private readonly int[]? kept;

    internal SweepPlan(
        IReadOnlyList<(StudyOption Option, string Value)> settings,
        IReadOnlyList<Axis> axes,
        Combining combining,
        IReadOnlyList<int> seeds,
        IReadOnlyList<Exclusion> exclusions)
    {
        this.settings = [.. settings.Where(setting => !WithoutEffect.Contains(setting.Option.Name, StringComparer.Ordinal))];
        string[] everywhere = [.. settings.Except(this.settings).SelectMany(setting => setting.Option.Arguments(setting.Value))];
        string? threads = settings.FirstOrDefault(setting => setting.Option.Name == ThreadsOption).Value;
        Threads = threads is null ? 1 : int.Parse(threads, CultureInfo.InvariantCulture);
        Everywhere = threads is null ? [.. everywhere, $"--{ThreadsOption}", "1"] : everywhere;
        Axes = axes;
        this.combining = combining;
        Seeds = seeds;
        combinations = axes.Count == 0 ? 1
            : combining == Combining.Zip ? axes[0].Values.Count
            : axes.Aggregate(1, (product, axis) => checked(product * axis.Values.Count));
        kept = exclusions.Count == 0 ? null : Kept(exclusions);
        Count = kept?.Length ?? checked(combinations * seeds.Count);
    }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its content.</summary>
    public required string Text { get; init; }

    /// <summary>The name of the sweep.</summary>
    public required string Name { get; init; }

    /// <summary>What differs, in the order of the file.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The seeds, each once.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>How often a run that failed is tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>The measures that the results have, as <c>family</c> or <c>family variant</c>; empty for all.</summary>
    public required IReadOnlyList<string> Report { get; init; }

    /// <summary>How many runs there are.</summary>
    public int Count { get; }

    /// <summary>Every run, by number: all combinations with the first seed, then all with the next, so that what is done of an unfinished
    /// sweep is comparable.</summary>
    public IEnumerable<PlannedRun> Runs => Enumerable.Range(1, Count).Select(Run);

    /// <summary>The runs of the first seed that each combination has.</summary>
    public IEnumerable<PlannedRun> Combinations
    {
        get
        {
            if (kept is null) return Enumerable.Range(1, combinations).Select(Run);
            HashSet<int> seen = [];
            return Enumerable.Range(1, Count).Where(number => seen.Add(kept[number - 1] % combinations)).Select(Run);
        }
    }

    /// <summary>The arguments of every run that change nothing of its values: where the data are, the device, threads, memory.</summary>
    public IReadOnlyList<string> Everywhere { get; }

    /// <summary>
    /// How many threads a run works with: 1 where the plan does not say. Runs beside each other need no more, and torch rounds some
    /// networks otherwise with more threads, so that the results would depend on how many runs there were at once.
    /// </summary>
    public int Threads { get; }

    /// <summary>All arguments of <c>coterie study</c> for a run but the folder.</summary>
    /// <param name="run">The run.</param>
    public IReadOnlyList<string> ArgumentsOf(PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Arguments, .. Everywhere];
    }

    /// <summary>Reads and checks a plan.</summary>
    /// <param name="path">The file, in TOML.</param>
    /// <param name="vocabulary">What the command <c>study</c> understands.</param>
    /// <exception cref="InputException">
    /// It cannot be read, or something in it is not understood; the message names the line, what was found and what was expected.
    /// </exception>
    public static SweepPlan Read(string path, StudyVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new PlanReader(path, vocabulary).Read();
    }

    /// <summary>A run by its number.</summary>
    /// <param name="number">From 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such run.</exception>
    public PlannedRun Run(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Count);
        int index = kept?[number - 1] ?? number - 1;
        int seed = Seeds[index / combinations];
        Span<int> places = stackalloc int[Axes.Count];
        Places(index % combinations, places);
        AxisValue[] values = new AxisValue[Axes.Count];
        for (int a = 0; a < values.Length; a++) values[a] = Axes[a].Values[places[a]];
        (string Option, string Value)[] differs = [.. Axes.Zip(values, (axis, value) => (axis.Name, value.Text))];
        return new PlannedRun(number, RunName.Of(differs, seed), Arguments(values, seed), values, seed);
    }

    // In the order of the alphabet: the same run has the same arguments however a plan is written.
    private string[] Arguments(AxisValue[] values, int seed)
    {
        IEnumerable<(StudyOption Option, string Value)> all = settings.Concat(Axes.Zip(values, (axis, value) => (axis.Option, value.Text)));
        return
        [
            // The preset is an argument without a name, and stands first.
            .. all.OrderBy(setting => setting.Option.Name != StudyOption.Preset)
                .ThenBy(setting => setting.Option.Name, StringComparer.Ordinal)
                .SelectMany(setting => setting.Option.Arguments(setting.Value)),
            "--seed",
            $"{seed}",
        ];
    }

    // For each axis, the place of its value. In a grid the last axis counts fastest.
    private void Places(int combination, Span<int> places)
    {
        for (int a = Axes.Count - 1; a >= 0; a--)
        {
            if (combining == Combining.Zip)
            {
                places[a] = combination;
                continue;
            }
            (combination, places[a]) = Math.DivRem(combination, Axes[a].Values.Count);
        }
    }

    private int[] Kept(IReadOnlyList<Exclusion> exclusions)
    {
        List<int> found = [];
        int[] places = new int[Axes.Count];
        for (int s = 0; s < Seeds.Count; s++)
        {
            for (int combination = 0; combination < combinations; combination++)
            {
                Places(combination, places);
                bool isOut = false;
                foreach (Exclusion exclusion in exclusions) isOut |= exclusion.Takes(places, Seeds[s]);
                if (!isOut) found.Add(checked(s * combinations + combination));
            }
        }
        return [.. found];
    }
}
