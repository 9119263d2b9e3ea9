using Coterie.Runs.Export;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Tests.Export;

/// <summary>The run of <c>Fixtures/format2</c>: two layers, two snapshots, ten classes.</summary>
internal static class ExportSample
{
    public static RunReader Reader { get; } = RunReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2"));

    public static ExportedRun Run { get; } = ExportedRun.Of(Reader);

    /// <summary>Writes an export of the run, or of another.</summary>
    public static IReadOnlyList<string> Write(string format, string output, ExportedRun? run = null)
    {
        return RunExport.Write(run ?? Run, ExportFormats.Find(format)!, output);
    }
}
