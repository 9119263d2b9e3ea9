using Coterie.Runs.Export;
using DuckDB.NET.Data;

namespace Coterie.Runs.Tests.Export;

/// <summary>The examples of the pages about runs in other programs run as they stand there.</summary>
public sealed class DocumentedQueriesTests : IDisposable
{
    private static readonly string[] Pages = ["reference/export.md", "reference/run-folder.md", "guides/notebooks.md"];

    private readonly TemporaryFolder folder = new();

    public DocumentedQueriesTests()
    {
        ExportedRun run = OddRun.With(folder["runs/mnist"], "layer1", "layer2");
        foreach (ExportFormat format in ExportFormats.All) RunExport.Write(run, format);
    }

    public static TheoryData<string> Sql => [.. Pages.SelectMany(page => Blocks(page, "sql"))];

    public static TheoryData<string> Code => [.. Pages.SelectMany(page => Blocks(page, "python"))];

    [Theory]
    [MemberData(nameof(Sql))]
    public void DuckDB_runs_the_queries(string query)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = Here(query).Replace("'runs/", $"'{folder["runs/"]}", StringComparison.Ordinal);
        using DuckDBDataReader rows = command.ExecuteReader();
        Assert.True(rows.Read(), query);
    }

    [Theory]
    [MemberData(nameof(Code))]
    public void Python_runs_the_examples(string example)
    {
        IEnumerable<string> imports = example.Split('\n').Where(line => line.StartsWith("import ", StringComparison.Ordinal));
        string[] modules = [.. imports.Select(line => line.Split(' ')[1])];
        // pandas reads Parquet with pyarrow, and draws with Matplotlib.
        if (example.Contains("pd.read_parquet", StringComparison.Ordinal)) modules = [.. modules, "pyarrow"];
        if (example.Contains(".plot(", StringComparison.Ordinal)) modules = [.. modules, "matplotlib"];
        Python.Run(string.Join(", ", modules), $"import os, sys; os.chdir(sys.argv[1])\n{Here(example)}", folder.Path);
    }

    public void Dispose() => folder.Dispose();

    // The run of the examples has 20 snapshots, that of the test two.
    private static string Here(string example) =>
        example.Replace("-0020.", "-0002.", StringComparison.Ordinal).Replace("snapshot = 20", "snapshot = 2", StringComparison.Ordinal);

    private static IEnumerable<string> Blocks(string document, string language)
    {
        // Every second part is between fences; its first line names the language.
        string[] parts = File.ReadAllText(Path.Combine(Docs(), document)).Split("```");
        return parts.Where((part, k) => k % 2 == 1 && part.StartsWith($"{language}\n", StringComparison.Ordinal))
            .Select(part => part[(language.Length + 1)..]);
    }

    private static string Docs()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Coterie.slnx"))) root = root.Parent;
        return Path.Combine(root!.FullName, "docs");
    }
}
