using System.Globalization;
using System.Text.RegularExpressions;
using Coterie.Measures;

namespace Coterie.Sweeps.Plans;

/// <summary>Makes a plan of a file, and refuses with the line what it does not understand.</summary>
/// <param name="path">The file.</param>
/// <param name="vocabulary">What the command <c>study</c> understands.</param>
internal sealed partial class PlanReader(string path, StudyVocabulary vocabulary)
{
    private const string Study = "study", Axes = "axes", Sweep = "sweep", Exclude = "exclude";
    private const int MostRetries = 100;

    private static readonly string[] Tables = [Study, Axes, Sweep, Exclude];
    private static readonly string[] SweepKeys = ["name", "combine", "seeds", "retries", "report"];

    // A sweep gives these to each run itself, or a run of a sweep has no use for them.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["seed"] = "seeds are those of [sweep]: seeds = 8, or a list",
        ["seeds"] = "it belongs to [sweep]",
        ["out"] = "each run has a folder of its own in that of the sweep",
        ["json"] = "coterie sweep PLAN --results writes one table over all runs",
        ["tables"] = "coterie show RUN --tables shows those of a run",
        ["no-report"] = "no run of a sweep writes a report; coterie report RUN does",
    };

    /// <summary>Reads the plan.</summary>
    /// <exception cref="InputException">Something in it is not understood.</exception>
    public SweepPlan Read()
    {
        (string text, PlanNode.Table root) = PlanDocument.Read(path);
        foreach (PlanNode.Entry entry in root.Entries)
        {
            if (!Tables.Contains(entry.Key))
            {
                throw At(entry.Line, $"found '{entry.Key}', expected [study], [axes], [sweep] or [[exclude]]");
            }
        }
        PlanNode.Table sweep = Section(root, Sweep);
        foreach (PlanNode.Entry entry in sweep.Entries)
        {
            if (!SweepKeys.Contains(entry.Key))
            {
                throw At(entry.Line, $"[sweep] knows no '{entry.Key}', expected {NameMatching.Nearest(SweepKeys, entry.Key)}");
            }
        }
        (StudyOption Option, string Value)[] settings = [.. Section(root, Study).Entries.Select(Setting)];
        PlanNode.Table differing = Section(root, Axes);
        Axis[] axes = [.. differing.Entries.Select(entry => AxisOf(entry, settings))];
        Combining combining = CombiningOf(sweep["combine"], axes);
        int[] seeds = SeedsOf(sweep["seeds"]);
        Exclusion[] exclusions = [.. ExclusionsOf(root[Exclude], axes, seeds)];
        double combinations = combining == Combining.Zip || axes.Length == 0
            ? (axes.Length == 0 ? 1 : axes[0].Values.Count)
            : axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (combinations * seeds.Length > SweepPlan.MostRuns)
        {
            throw At(differing.Line, $"found {combinations * seeds.Length:N0} runs, expected at most {SweepPlan.MostRuns:N0}");
        }
        SweepPlan plan = new(settings, axes, combining, seeds, exclusions)
        {
            Path = path,
            Text = text,
            Name = NameOf(sweep["name"]),
            Retries = RetriesOf(sweep["retries"]),
            Report = ReportOf(sweep["report"]),
        };
        if (plan.Count == 0) throw At(root[Exclude]!.Line, "the exclusions leave no run, expected at least one");
        foreach (PlannedRun run in plan.Combinations)
        {
            if (vocabulary.Contradiction(run.Arguments) is { } contradiction)
            {
                throw At(differing.Line, $"{run.Name}: {WithoutDashes(contradiction)}");
            }
        }
        return plan;
    }

    private static string WithoutDashes(string message) => message.StartsWith("--", StringComparison.Ordinal) ? message[2..] : message;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$", RegexOptions.NonBacktracking)]
    private static partial Regex SweepName();

    private PlanNode.Table Section(PlanNode.Table root, string name)
    {
        return root[name] switch
        {
            null => new PlanNode.Table(1),
            PlanNode.Table table => table,
            { } other => throw At(other.Line, $"{name}: found {other.Found}, expected a table [{name}]"),
        };
    }

    private (StudyOption Option, string Value) Setting(PlanNode.Entry entry)
    {
        StudyOption option = OptionOf(entry);
        string value = Argument(option, entry.Value);
        Require(option, value, entry.Value.Line);
        return (option, value);
    }

    private StudyOption OptionOf(PlanNode.Entry entry)
    {
        if (Refused.TryGetValue(entry.Key, out string? reason)) throw At(entry.Line, $"{entry.Key}: not for a plan: {reason}");
        if (vocabulary.Options.FirstOrDefault(option => option.Name == entry.Key) is { } known) return known;
        string[] names = [.. vocabulary.Options.Select(option => option.Name).Where(name => !Refused.ContainsKey(name))];
        throw At(entry.Line, $"coterie study has no option '{entry.Key}', expected one of {NameMatching.Nearest(names, entry.Key)}");
    }

    private Axis AxisOf(PlanNode.Entry entry, (StudyOption Option, string Value)[] settings)
    {
        StudyOption option = OptionOf(entry);
        if (SweepPlan.WithoutEffect.Contains(option.Name, StringComparer.Ordinal))
        {
            throw At(entry.Line, $"{option.Name}: no value of a run depends on it, so it is no axis; it belongs to [study]");
        }
        if (settings.Any(setting => setting.Option.Name == option.Name))
        {
            throw At(entry.Line, $"{option.Name}: found in [study] and in [axes], expected in one of them");
        }
        AxisValue[] values = entry.Value switch
        {
            PlanNode.List list => [.. list.Items.Select(item => Value(option, item))],
            PlanNode.Table range => [.. Range(option, range).DistinctBy(value => value.Text, StringComparer.Ordinal)],
            { } other => throw At(
                other.Line,
                $"{option.Name}: found {other.Found}, expected a list, or a range such as {{ from = 0.1, to = 0.5, count = 5 }}"),
        };
        if (values.Length == 0) throw At(entry.Line, $"{option.Name}: found an empty list, expected at least one value");
        foreach (AxisValue value in values) Require(option, value.Text, value.Line);
        return new Axis(option, values, entry.Line);
    }

    private AxisValue Value(StudyOption option, PlanNode node)
    {
        return new AxisValue(Argument(option, node), node.Line) { Number = (node as PlanNode.Number)?.Value };
    }

    private IEnumerable<AxisValue> Range(StudyOption option, PlanNode.Table range)
    {
        string[] keys = ["from", "to", "count", "scale"];
        if (range.Entries.FirstOrDefault(entry => !keys.Contains(entry.Key)) is { } unknown)
        {
            throw At(unknown.Line, $"{option.Name}: found '{unknown.Key}', expected {string.Join(", ", keys)}");
        }
        double from = End("from"), to = End("to");
        if (range["count"] is not PlanNode.Number { IsWhole: true, Value: >= 2 and <= AxisRange.MostValues } count)
        {
            throw At(
                range["count"]?.Line ?? range.Line, $"{option.Name}: count: found {Found("count")}, expected a whole number of at least 2");
        }
        bool isLog = range["scale"] switch
        {
            null or PlanNode.Text { Value: "linear" } => false,
            PlanNode.Text { Value: "log" } => true,
            { } other => throw At(other.Line, $"{option.Name}: scale: found {other.Found}, expected 'log' or 'linear'"),
        };
        if (isLog && !(from > 0 && to > 0))
        {
            throw At(
                range.Line, $"{option.Name}: found a range from {Found("from")} to {Found("to")}, expected ends above 0 on a log scale");
        }
        if (from == to) throw At(range.Line, $"{option.Name}: found a range from {Found("from")} to itself, expected two ends that differ");
        return AxisRange.Values(from, to, (int)count.Value, isLog, option.IsWhole)
            .Select(value => new AxisValue(PlanNode.Number.Write(value), range.Line) { Number = value });

        double End(string key)
        {
            if (range[key] is PlanNode.Number number && double.IsFinite(number.Value)) return number.Value;
            throw At(range[key]?.Line ?? range.Line, $"{option.Name}: {key}: found {Found(key)}, expected a number");
        }

        string Found(string key) => range[key]?.Found ?? "nothing";
    }

    private string Argument(StudyOption option, PlanNode node)
    {
        if (option.IsFlag != node is PlanNode.Flag)
        {
            throw At(node.Line, $"{option.Name}: found {node.Found}, expected {(option.IsFlag ? "true or false" : "a value")}");
        }
        return node switch
        {
            PlanNode.Flag flag => flag.Found,
            PlanNode.Text text => text.Value,
            PlanNode.Number number => number.Written,
            PlanNode.List { Items.Count: > 0 } list => string.Join(',', list.Items.Select(item => item switch
            {
                PlanNode.Text text => text.Value,
                PlanNode.Number number => number.Written,
                _ => throw At(item.Line, $"{option.Name}: found {item.Found} in a value, expected numbers or text"),
            })),
            _ => throw At(node.Line, $"{option.Name}: found {node.Found}, expected a value"),
        };
    }

    private void Require(StudyOption option, string value, int line)
    {
        string[] arguments = [.. option.Arguments(value)];
        // A flag that is false is no argument.
        if (arguments.Length > 0 && vocabulary.Refusal(arguments) is { } refusal) throw At(line, WithoutDashes(refusal));
    }

    private Combining CombiningOf(PlanNode? node, Axis[] axes)
    {
        switch (node)
        {
            case null or PlanNode.Text { Value: "grid" }:
                foreach (Axis axis in axes)
                {
                    HashSet<string> seen = new(StringComparer.Ordinal);
                    if (axis.Values.FirstOrDefault(value => !seen.Add(value.Text)) is not { } twice) continue;
                    throw At(twice.Line, $"{axis.Name}: found {twice.Text} twice, expected each value once");
                }
                return Combining.Grid;
            case PlanNode.Text { Value: "zip" }:
                if (axes.FirstOrDefault(axis => axis.Values.Count != axes[0].Values.Count) is { } other)
                {
                    throw At(
                        other.Line,
                        $"{other.Name}: found {other.Values.Count} values beside {axes[0].Values.Count} of {axes[0].Name}, "
                        + "expected as many to zip");
                }
                if (axes.Length > 0) RequireDistinct(axes);
                return Combining.Zip;
            default:
                throw At(node.Line, $"combine: found {node.Found}, expected 'grid' or 'zip'");
        }
    }

    private void RequireDistinct(Axis[] axes)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int k = 0; k < axes[0].Values.Count; k++)
        {
            string[] values = [.. axes.Select(axis => axis.Values[k].Text)];
            if (!seen.Add(string.Join('\n', values)))
            {
                throw At(axes[0].Values[k].Line, $"found {string.Join(" with ", values)} twice, expected each combination once");
            }
        }
    }

    private int[] SeedsOf(PlanNode? node)
    {
        switch (node)
        {
            case null:
                return [1];
            case PlanNode.Number { IsWhole: true, Value: >= 1 and <= 1_000_000 } count:
                return [.. Enumerable.Range(1, (int)count.Value)];
            case PlanNode.List { Items.Count: > 0 } list:
                HashSet<int> seeds = [];
                foreach (PlanNode item in list.Items)
                {
                    if (item is not PlanNode.Number { IsWhole: true, Value: >= 0 and <= int.MaxValue } seed)
                    {
                        throw At(item.Line, $"seeds: found {item.Found}, expected whole numbers of at least 0");
                    }
                    if (!seeds.Add((int)seed.Value)) throw At(item.Line, $"seeds: found {item.Found} twice, expected each seed once");
                }
                return [.. seeds];
            default:
                throw At(node.Line, $"seeds: found {node.Found}, expected how many, from 1 to 1000000, or a list of them");
        }
    }

    private int RetriesOf(PlanNode? node)
    {
        return node switch
        {
            null => 1,
            PlanNode.Number { IsWhole: true, Value: >= 0 and <= MostRetries } retries => (int)retries.Value,
            _ => throw At(node.Line, $"retries: found {node.Found}, expected a whole number from 0 to {MostRetries}"),
        };
    }

    private string NameOf(PlanNode? node)
    {
        string expected = "expected letters, digits, '.', '-' and '_', at most 80, as it names a folder";
        if (node is null)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (SweepName().IsMatch(name)) return name;
            throw At(1, $"the file's name '{name}' cannot name the sweep, {expected}; or give [sweep] a name");
        }
        if (node is PlanNode.Text text && SweepName().IsMatch(text.Value)) return text.Value;
        throw At(node.Line, $"name: found {node.Found}, {expected}");
    }

    private string[] ReportOf(PlanNode? node)
    {
        if (node is null) return [];
        if (node is not PlanNode.List list) throw At(node.Line, $"report: found {node.Found}, expected a list of measures");
        string[] families = [.. Catalogue.All.Select(measure => measure.Family).Distinct(StringComparer.Ordinal)];
        HashSet<string> known = new(Catalogue.All.Select(measure => NameOf(measure)).Concat(families), StringComparer.Ordinal);
        return
        [
            .. list.Items.Select(item =>
            {
                if (item is not PlanNode.Text text) throw At(item.Line, $"report: found {item.Found}, expected the name of a measure");
                if (known.Contains(text.Value)) return text.Value;
                string nearest = NameMatching.Nearest([.. known], text.Value);
                throw At(item.Line, $"report: found no measure {item.Found}, expected one of {nearest}");
            }),
        ];

        static string NameOf(Measure measure) => new MeasureKey(null, null, measure.Family, measure.Variant).Name;
    }

    private IEnumerable<Exclusion> ExclusionsOf(PlanNode? node, Axis[] axes, IReadOnlyList<int> seeds)
    {
        if (node is null) yield break;
        if (node is not PlanNode.List list || list.Items.Any(item => item is not PlanNode.Table))
        {
            throw At(node.Line, $"exclude: found {node.Found}, expected tables [[exclude]]");
        }
        foreach (PlanNode.Table table in list.Items.Cast<PlanNode.Table>())
        {
            if (table.Entries.Count == 0)
            {
                throw At(table.Line, "[[exclude]] is empty, which would exclude every run; expected values of axes");
            }
            Dictionary<int, IReadOnlySet<int>> excluded = [];
            IReadOnlySet<int>? ofSeeds = null;
            foreach (PlanNode.Entry entry in table.Entries)
            {
                IReadOnlyList<PlanNode> values = entry.Value is PlanNode.List { Items: var several } ? several : [entry.Value];
                if (entry.Key == "seed")
                {
                    ofSeeds = values.Select(value => SeedOf(value, seeds)).ToHashSet();
                    continue;
                }
                int axis = Array.FindIndex(axes, known => known.Name == entry.Key);
                if (axis < 0)
                {
                    string[] names = [.. axes.Select(known => known.Name), "seed"];
                    throw At(entry.Line, $"[[exclude]]: found '{entry.Key}', expected an axis: {NameMatching.Nearest(names, entry.Key)}");
                }
                excluded[axis] = PlacesOf(entry, values, axes[axis]);
            }
            yield return new Exclusion(excluded, ofSeeds);
        }
    }

    // A list is one value, such as widths, where the axis has that value, and otherwise several.
    private HashSet<int> PlacesOf(PlanNode.Entry entry, IReadOnlyList<PlanNode> values, Axis axis)
    {
        HashSet<int> places = [.. Places(entry.Value)];
        if (places.Count > 0) return places;
        foreach (PlanNode value in values)
        {
            int[] found = [.. Places(value)];
            if (found.Length == 0)
            {
                string[] known = [.. axis.Values.Select(item => item.Text)];
                throw At(
                    value.Line,
                    $"[[exclude]]: {axis.Name} never is {value.Found}, "
                    + $"expected one of its values: {NameMatching.Nearest(known, value.Found)}");
            }
            places.UnionWith(found);
        }
        return places;

        IEnumerable<int> Places(PlanNode node)
        {
            if (node is PlanNode.List { Items: var items } && items.Any(item => item is not (PlanNode.Number or PlanNode.Text))) return [];
            string text = Argument(axis.Option, node);
            return Enumerable.Range(0, axis.Values.Count).Where(k => axis.Values[k].Text == text);
        }
    }

    private int SeedOf(PlanNode node, IReadOnlyList<int> seeds)
    {
        if (node is PlanNode.Number { IsWhole: true } number && seeds.Any(seed => seed == number.Value)) return (int)number.Value;
        string[] known = [.. seeds.Take(1000).Select(seed => seed.ToString(CultureInfo.InvariantCulture))];
        throw At(node.Line, $"[[exclude]]: found seed {node.Found}, expected one of {NameMatching.Nearest(known, node.Found)}");
    }

    private InputException At(int line, string message) => new($"{path}:{line}: {message}");
}
