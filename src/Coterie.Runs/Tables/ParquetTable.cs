using System.Text.Json.Serialization;
using Coterie.Data;
using Parquet;
using Parquet.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>
/// A table of a run, a Parquet file with one row group for each snapshot that has rows, each of which begins with its <c>snapshot</c>. It grows by a copy with one more group that takes
/// the old file's place, so that a reader or a power cut never meets half a snapshot.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="path">The file.</param>
internal sealed class ParquetTable<TRow>(string path)
    where TRow : new()
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>
    /// Appends a snapshot's rows. Where the file holds that snapshot already, left from a run that was stopped before it could
    /// note it down, the rows stay as they are: a snapshot's figures are always the same.
    /// </summary>
    /// <param name="snapshot">The snapshot, from 1.</param>
    /// <param name="rows">Its rows, all of one row group.</param>
    public void Append(int snapshot, IEnumerable<TRow> rows)
    {
        int last = LastSnapshot();
        if (last >= snapshot) return;
        if (snapshot > 1 && !File.Exists(path)) throw new InputException($"{path}: found no such file, expected the run's table of {snapshot - 1} snapshots");
        AtomicFile.Write(path, stream =>
        {
            bool exists = File.Exists(path);
            if (exists)
            {
                using FileStream old = File.OpenRead(path);
                old.CopyTo(stream);
                stream.Position = 0;
            }
            ParquetOptions options = new() { Append = exists, RowGroupSize = int.MaxValue };
            // The writer reports no progress and cannot be cancelled; waiting here keeps the whole run sequential.
            ParquetSerializer.SerializeAsync(rows, stream, options).GetAwaiter().GetResult();
        });
    }

    private int LastSnapshot()
    {
        if (!File.Exists(path)) return 0;
        try
        {
            using FileStream stream = File.OpenRead(path);
            // A snapshot without rows has no group, so that counting groups would not do.
            int groups = ParquetReader.CreateAsync(stream, leaveStreamOpen: true).GetAwaiter().GetResult().RowGroupCount;
            if (groups == 0) return 0;
            return ParquetSerializer.DeserializeAsync<SnapshotColumn>(stream, rowGroupIndex: groups - 1).GetAwaiter().GetResult().Data[0].Snapshot;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InputException))
        {
            throw new InputException($"{path}: not a readable Parquet table: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private sealed class SnapshotColumn
    {
        [JsonPropertyName("snapshot")]
        public int Snapshot { get; set; }
    }
}
