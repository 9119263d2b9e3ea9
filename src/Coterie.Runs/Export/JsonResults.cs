using System.Text.Json;

namespace Coterie.Runs.Export;

/// <summary>The JSON export: the document that <c>--json</c> writes.</summary>
internal static class JsonResults
{
    public static IEnumerable<ExportFile> Files(ExportedRun run)
    {
        yield return new ExportFile("results.json", stream =>
        {
            JsonSerializer.Serialize(stream, run.Results, Json.Options);
            stream.WriteByte((byte)'\n');
        });
    }
}
