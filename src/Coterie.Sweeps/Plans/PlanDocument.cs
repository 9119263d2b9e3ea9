using Coterie.Data;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Coterie.Sweeps.Plans;

/// <summary>Reads a TOML file into tables that know their lines. What a plan has in them is for <see cref="PlanReader"/> to know.</summary>
internal static class PlanDocument
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is not TOML; the message names the line.</exception>
    public static (string Text, PlanNode.Table Root) Read(string path)
    {
        string text = "";
        FileErrors.Name(path, "cannot be read", () =>
        {
            using StreamReader reader = new(InputFile.Open(path));
            text = reader.ReadToEnd();
        });
        return (text, Parse(path, text));
    }

    /// <summary>Reads text as TOML.</summary>
    /// <exception cref="InputException">It is not; the message names the line.</exception>
    public static PlanNode.Table Parse(string path, string text)
    {
        DocumentSyntax document = SyntaxParser.Parse(text, path, validate: true);
        if (document.Diagnostics.FirstOrDefault(message => message.Kind == DiagnosticMessageKind.Error) is { } error)
        {
            throw new InputException($"{path}:{error.Span.Start.Line + 1}: not TOML: {error.Message.ReplaceLineEndings(" ")}");
        }
        PlanNode.Table root = new(1);
        foreach (KeyValueSyntax item in document.KeyValues) Add(root, item);
        foreach (TableSyntaxBase table in document.Tables)
        {
            string[] names = Names(table.Name!);
            PlanNode.Table parent = names[..^1].Aggregate(root, (outer, name) => Inner(outer, name, LineOf(table)));
            int line = LineOf(table);
            PlanNode.Table own = table is TableArraySyntax ? New(parent, names[^1], line) : Inner(parent, names[^1], line);
            foreach (KeyValueSyntax item in table.Items) Add(own, item);
        }
        return root;
    }

    private static void Add(PlanNode.Table table, KeyValueSyntax item)
    {
        string[] names = Names(item.Key!);
        PlanNode.Table own = names[..^1].Aggregate(table, (outer, name) => Inner(outer, name, LineOf(item)));
        own.Add(new PlanNode.Entry(LineOf(item), names[^1], Value(item.Value!)));
    }

    // The table of that name, the last one if there are several, made if there is none.
    private static PlanNode.Table Inner(PlanNode.Table outer, string name, int line)
    {
        return outer[name] switch
        {
            PlanNode.Table table => table,
            PlanNode.List list => (PlanNode.Table)list.Items[^1],
            _ => Put(outer, name, new PlanNode.Table(line)),
        };
    }

    // One more table of a list of tables.
    private static PlanNode.Table New(PlanNode.Table outer, string name, int line)
    {
        PlanNode.Table table = new(line);
        if (outer[name] is PlanNode.List list) ((List<PlanNode>)list.Items).Add(table);
        else Put(outer, name, new PlanNode.List(line, new List<PlanNode> { table }));
        return table;
    }

    private static T Put<T>(PlanNode.Table outer, string name, T value)
        where T : PlanNode
    {
        outer.Add(new PlanNode.Entry(value.Line, name, value));
        return value;
    }

    private static PlanNode Value(ValueSyntax value)
    {
        int line = LineOf(value);
        return value switch
        {
            StringValueSyntax text => new PlanNode.Text(line, text.Value ?? ""),
            IntegerValueSyntax whole => new PlanNode.Number(line, whole.Value, IsWhole: true),
            FloatValueSyntax number => new PlanNode.Number(line, number.Value, IsWhole: false),
            BooleanValueSyntax flag => new PlanNode.Flag(line, flag.Value),
            ArraySyntax array => new PlanNode.List(line, [.. array.Items.Select(item => Value(item.Value!))]),
            InlineTableSyntax inline => Table(inline, line),
            _ => new PlanNode.Time(line),
        };
    }

    private static PlanNode.Table Table(InlineTableSyntax inline, int line)
    {
        PlanNode.Table table = new(line);
        foreach (InlineTableItemSyntax item in inline.Items) Add(table, item.KeyValue!);
        return table;
    }

    private static string[] Names(KeySyntax key) => [Name(key.Key!), .. key.DotKeys.Select(item => Name(item.Key!))];

    private static string Name(BareKeyOrStringValueSyntax key) => key is StringValueSyntax text ? text.Value ?? "" : $"{key}".Trim();

    private static int LineOf(SyntaxNode node) => node.Span.Start.Line + 1;
}
