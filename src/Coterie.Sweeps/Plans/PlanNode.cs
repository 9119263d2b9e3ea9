using System.Globalization;

namespace Coterie.Sweeps.Plans;

/// <summary>A value in a plan, with the line it stands on, so that every message can name the place.</summary>
/// <param name="Line">The line in the file, from 1.</param>
internal abstract record PlanNode(int Line)
{
    /// <summary>What a message says was found.</summary>
    public abstract string Found { get; }

    /// <summary>A string.</summary>
    internal sealed record Text(int Line, string Value) : PlanNode(Line)
    {
        public override string Found => $"'{Value}'";
    }

    /// <summary>A number, whole or not.</summary>
    internal sealed record Number(int Line, double Value, bool IsWhole) : PlanNode(Line)
    {
        public override string Found => Written;

        /// <summary>The number as it goes to the command: the shortest text that reads as the same number.</summary>
        public string Written => Write(Value);

        /// <summary>Writes a number the same way, wherever it comes from.</summary>
        public static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    internal sealed record Flag(int Line, bool Value) : PlanNode(Line)
    {
        public override string Found => Value ? "true" : "false";
    }

    /// <summary>A list.</summary>
    internal sealed record List(int Line, IReadOnlyList<PlanNode> Items) : PlanNode(Line)
    {
        public override string Found => Items.Count == 0 ? "an empty list" : "a list";
    }

    /// <summary>A table, written <c>[name]</c> or <c>{ key = value }</c>.</summary>
    internal sealed record Table(int Line) : PlanNode(Line)
    {
        private readonly List<Entry> entries = [];

        /// <summary>Its entries, in the order of the file.</summary>
        public IReadOnlyList<Entry> Entries => entries;

        public override string Found => "a table";

        /// <summary>The value of a key; null if it is not there.</summary>
        public PlanNode? this[string key] => entries.Find(entry => entry.Key == key)?.Value;

        /// <summary>Adds an entry.</summary>
        public void Add(Entry entry) => entries.Add(entry);
    }

    /// <summary>A date or a time, which no plan has.</summary>
    internal sealed record Time(int Line) : PlanNode(Line)
    {
        public override string Found => "a date or time";
    }

    /// <summary>A key with its value.</summary>
    internal sealed record Entry(int Line, string Key, PlanNode Value);
}
