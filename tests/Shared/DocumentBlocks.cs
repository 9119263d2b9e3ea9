namespace Coterie.Tests.Shared;

/// <summary>The fenced blocks of the repository's documents.</summary>
internal static class DocumentBlocks
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Root();

    /// <summary>The blocks of a document, in order.</summary>
    /// <param name="document">Its path in the repository.</param>
    public static IReadOnlyList<DocumentBlock> In(string document)
    {
        List<DocumentBlock> blocks = [];
        List<string>? block = null;
        string language = "";
        foreach (string line in File.ReadLines(Path.Combine(Repository, document)))
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            if (isFence && block is null)
            {
                (language, block) = (line[3..], []);
            }
            else if (isFence)
            {
                blocks.Add(new DocumentBlock(language, string.Concat(block!.Select(text => text + "\n"))));
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }
        return blocks;
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Coterie.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests are not in the repository.");
    }
}
