using System.CommandLine;
using System.Globalization;
using Coterie.Runs;

namespace Coterie.Cli.Commands;

/// <summary>Creates options whose values are checked while the command line is parsed.</summary>
internal static class Options
{
    public static Option<int?> Whole(string name, string description, int minimum, int maximum = int.MaxValue)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        string range = maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}";
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                && value >= minimum && value <= maximum)
            {
                return value;
            }
            result.AddError($"{name}: found '{text}', expected {range}");
            return null;
        };
        return option;
    }

    /// <summary>A number of neurons, or <c>auto</c>.</summary>
    public static Option<TopCount?> Top(string name, string description)
    {
        const int most = 1_000_000;
        Option<TopCount?> option = new(name) { Description = description, HelpName = "N|auto" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text.Equals($"{TopCount.Auto}", StringComparison.OrdinalIgnoreCase)) return TopCount.Auto;
            bool isWhole = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
            if (isWhole && count is >= 1 and <= most) return count;
            result.AddError($"{name}: found '{text}', expected auto or a whole number from 1 to {most}");
            return null;
        };
        return option;
    }

    public static Option<double?> Number(string name, string description, Func<double, bool> isValid, string expected)
    {
        Option<double?> option = new(name) { Description = description, HelpName = "X" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value) && isValid(value))
            {
                return value;
            }
            result.AddError($"{name}: found '{text}', expected {expected}");
            return null;
        };
        return option;
    }

    /// <summary>A file or a folder. If the value is missing, the option that follows is not taken for it.</summary>
    public static Option<string?> Path(string name, string description, string helpName)
    {
        Option<string?> option = new(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            string? value = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
            if (value is "" || value?.StartsWith("--", StringComparison.Ordinal) == true)
            {
                result.AddError($"{name}: found '{value}', expected {helpName}");
            }
        });
        return option;
    }

    public static Option<int[]?> Widths(string name, string description)
    {
        Option<int[]?> option = new(name) { Description = description, HelpName = "W,W,...", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string[] parts = text.Split(',');
            int[] widths =
            [
                .. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : 0),
            ];
            if (widths.All(width => width is > 0 and <= 1_000_000)) return widths;
            result.AddError($"{name}: found '{text}', expected widths of layers such as 512,512");
            return null;
        };
        return option;
    }

    /// <summary>When snapshots are taken.</summary>
    public static Option<SnapshotSchedule?> Schedule(string name, string description)
    {
        Option<SnapshotSchedule?> option = new(name)
        {
            Description = description,
            HelpName = "N|log:N|N+log:N|steps:S,S,...",
            Arity = ArgumentArity.ExactlyOne,
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (SnapshotSchedule.Parse(text) is { } schedule) return schedule;
            result.AddError($"{name}: found '{text}', expected {SnapshotSchedule.Expected}, N at least 1");
            return null;
        };
        return option;
    }

    /// <summary>Some values, separated by commas, by repeating the option, or both.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="helpName">How a value is called in the help.</param>
    /// <param name="parse">Reads a value; null if it is none.</param>
    /// <param name="expected">What a value should be, for messages.</param>
    public static Option<T[]?> List<T>(string name, string description, string helpName, Func<string, T?> parse, string expected)
        where T : class
    {
        Option<T[]?> option = new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore };
        option.CustomParser = result =>
        {
            List<T> values = [];
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (parse(text) is { } value) values.Add(value);
                else result.AddError($"{name}: found '{text}', expected {expected}");
            }
            return [.. values];
        };
        return option;
    }

    /// <summary>Numbers, with commas between them.</summary>
    public static Option<double[]?> Numbers(string name, string description, Func<double, bool> isValid, string expected)
    {
        Option<double[]?> option = new(name) { Description = description, HelpName = "X,X,...", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            double[] numbers =
            [
                .. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
                    double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN),
            ];
            if (numbers.All(number => double.IsFinite(number) && isValid(number))) return numbers;
            result.AddError($"{name}: found '{text}', expected {expected}");
            return null;
        };
        return option;
    }

    /// <summary>Epochs, with commas between them.</summary>
    public static Option<int[]?> Epochs(string name, string description)
    {
        Option<int[]?> option = new(name) { Description = description, HelpName = "N,N,...", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            int[] numbers =
            [
                .. text.Split(',', StringSplitOptions.TrimEntries)
                    .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1),
            ];
            if (numbers.All(number => number >= 0)) return numbers;
            result.AddError($"{name}: found '{text}', expected epochs such as 1,2,5, one for each file");
            return null;
        };
        return option;
    }

    /// <summary>One of the values of an enumeration, in lower or upper case.</summary>
    public static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        string[] known = [.. Enum.GetNames<T>().Select(value => value.ToLowerInvariant())];
        Option<T?> option = new(name) { Description = description, HelpName = string.Join('|', known) };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            int found = Array.FindIndex(known, value => value.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (found >= 0) return Enum.GetValues<T>()[found];
            result.AddError($"{name}: found '{text}', expected {string.Join(" or ", known)}");
            return null;
        };
        return option;
    }

    /// <summary>An amount of memory such as <c>512MB</c> or <c>4GB</c>, in bytes.</summary>
    public static Option<long?> Memory(string name, string description)
    {
        Option<long?> option = new(name) { Description = description, HelpName = "SIZE" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string upper = text.ToUpperInvariant();
            (string unit, double factor) = Units.FirstOrDefault(known => upper.EndsWith(known.Unit, StringComparison.Ordinal));
            if (unit is not null
                && double.TryParse(upper[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)
                && amount > 0 && amount * factor < long.MaxValue) return (long)(amount * factor);
            result.AddError($"{name}: found '{text}', expected an amount such as 512MB or 4GB");
            return null;
        };
        return option;
    }

    private static readonly (string Unit, double Factor)[] Units = [("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12)];
}
