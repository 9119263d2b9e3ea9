using System.Runtime.ExceptionServices;
using Coterie.Data;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A table in a Parquet file. A column that the file lacks reads as null or the default.</summary>
/// <remarks>Parquet.Net is asynchronous only; waiting here keeps a run sequential.</remarks>
internal static class ParquetFile
{
    private static readonly ParquetOptions OneGroup = new() { RowGroupSize = int.MaxValue };

    /// <summary>Writes rows whose columns are a type's properties.</summary>
    public static void Write<TRow>(string path, IEnumerable<TRow> rows)
        where TRow : class, new()
    {
        AtomicFile.Write(path, stream => Finish(ParquetSerializer.SerializeAsync(rows, stream, OneGroup)));
    }

    /// <summary>Writes rows whose columns are known only at run time.</summary>
    public static void Write(string path, ParquetSchema schema, IReadOnlyCollection<IDictionary<string, object?>> rows)
    {
        AtomicFile.Write(path, stream => Finish(ParquetSerializer.SerializeUntypedAsync(rows, schema, stream, OneGroup)));
    }

    /// <summary>Reads rows into a type's properties.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static IReadOnlyList<TRow> Read<TRow>(string path)
        where TRow : class, new()
    {
        return Read(path, stream => ParquetSerializer.DeserializeAsync<TRow>(stream).GetAwaiter().GetResult().Data.AsReadOnly());
    }

    /// <summary>Reads rows with any columns.</summary>
    /// <typeparam name="TRow">What becomes of a row.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="convert">Makes it from the values by column; whatever it throws is damage of the file.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static IReadOnlyList<TRow> Read<TRow>(string path, Func<Dictionary<string, object>, TRow> convert)
    {
        return Read<TRow>(
            path, stream => [.. ParquetSerializer.DeserializeUntypedAsync(stream).GetAwaiter().GetResult().Data.Select(convert)]);
    }

    private static void Finish(Task writing)
    {
        try
        {
            writing.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e.InnerException is { } refusal && FileErrors.Is(refusal))
        {
            // Parquet.Net wraps what the system says, such as that the disk is full.
            ExceptionDispatchInfo.Throw(refusal);
        }
    }

    private static IReadOnlyList<TRow> Read<TRow>(string path, Func<FileStream, IReadOnlyList<TRow>> read)
    {
        try
        {
            using FileStream stream = InputFile.Open(path);
            ParquetFooter.Require(stream);
            return read(stream);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InputException))
        {
            throw new InputException($"{path}: not a readable Parquet table: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
