using System.IO.Compression;
using Coterie.Activations;

namespace Coterie.Data;

/// <summary>
/// The activations in a NumPy <c>.npz</c>: one array for each layer, samples × neurons in float32 or float64, in the order of the file,
/// and <c>labels</c>, one integer for each sample. Arrays of more dimensions are pooled: N×C×H×W, of a convolution, to its channels, and
/// N×T×F, of a sequence layer, to its features.
/// </summary>
/// <remarks>
/// The arrays are read side by side in batches of a few MB, so memory does not grow with the number of samples. Each replay opens the
/// file again.
/// </remarks>
public sealed class NpzActivations : IActivationSource
{
    private const string LabelsName = "labels";
    private const int BatchBytes = 4 << 20;
    private const int MaxBatch = 8192;

    private readonly string path;
    private readonly Pooling pooling;
    private readonly DateTime written;

    /// <summary>Opens a file and checks its arrays' types and shapes, and all labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pooling">How the activations of a channel or feature on one sample are pooled to one value.</param>
    /// <param name="classes">The number of classes; null for the largest label plus one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is less than 1.</exception>
    /// <exception cref="InputException">
    /// The file cannot be read or is damaged, an array has another type or shape than described, the arrays differ in their number of
    /// samples, a label is out of range, or a class has no samples.
    /// </exception>
    public NpzActivations(string path, Pooling pooling = Pooling.Mean, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (classes is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(classes));
        this.path = path;
        this.pooling = pooling;
        written = File.GetLastWriteTimeUtc(path);
        using OpenFile file = new(path, pooling);
        Layers = [.. file.Layers.Select(layer => layer.Layer)];
        Samples = file.Samples;
        Classes = CountClasses(file, classes);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public int Classes { get; }

    /// <inheritdoc/>
    public long Samples { get; }

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (File.GetLastWriteTimeUtc(path) != written)
            throw new InputException($"{path}: found that it changed while it was read; expected it not to");
        using OpenFile file = new(path, pooling);
        int batch = (int)Math.Min(Samples, Math.Clamp(BatchBytes / file.Layers.Max(layer => layer.RowBytes), 1, MaxBatch));
        int[] labels = new int[batch];
        byte[] buffer = new byte[batch * file.Layers.Max(layer => layer.RowBytes)];
        for (long first = 0; first < Samples; first += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<int> some = labels.AsSpan(0, (int)Math.Min(batch, Samples - first));
            file.Labels.Read(some, first, Classes, "as when it was opened");
            for (int l = 0; l < Layers.Count; l++) file.Layers[l].Deliver(l, first, some, buffer, sink);
        }
        file.Finish();
    }

    private int CountClasses(OpenFile file, int? given)
    {
        // Each class needs a sample, so a label not below the number of samples is an error, and no memory is taken for more classes.
        long limit = given ?? Math.Min(Samples, Array.MaxLength);
        if (limit > Samples)
            throw new InputException($"{path}: found {Samples} samples; expected at least one for each of {limit} classes");
        string why = given is null ? $"as each class up to the largest label needs one of the {Samples} samples" : "the classes";
        bool[] seen = new bool[given ?? 1024];
        int classes = given ?? 0;
        int[] labels = new int[(int)Math.Min(Samples, MaxBatch)];
        for (long first = 0; first < Samples; first += labels.Length)
        {
            Span<int> some = labels.AsSpan(0, (int)Math.Min(labels.Length, Samples - first));
            file.Labels.Read(some, first, limit, why);
            foreach (int label in some)
            {
                if (label >= seen.Length) Array.Resize(ref seen, (int)Math.Min(Math.Max(2L * seen.Length, label + 1L), limit));
                seen[label] = true;
                classes = Math.Max(classes, label + 1);
            }
        }
        int missing = seen.AsSpan(0, classes).IndexOf(false);
        if (missing >= 0)
        {
            throw new InputException(
                $"{path}: array '{LabelsName}': found no sample of class {missing}; "
                + $"expected at least one of each class from 0 to {classes - 1}");
        }
        return classes;
    }

    // The arrays of the file, all open at once.
    private sealed class OpenFile : IDisposable
    {
        private readonly ZipArchive archive;
        private readonly List<NpyReader> readers = [];

        public OpenFile(string path, Pooling pooling)
        {
            archive = OpenArchive(path);
            try
            {
                foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
                {
                    if (readers.Exists(other => string.Equals(other.Name, NpyReader.NameOf(entry), StringComparison.Ordinal)))
                    {
                        throw new InputException($"{path}: found two arrays '{NpyReader.NameOf(entry)}'; expected a name for each");
                    }
                    readers.Add(new NpyReader(path, entry));
                }
                NpyReader labels = readers.Find(IsLabels)
                    ?? throw new InputException($"{path}: found no array '{LabelsName}'; expected one with the class of each sample");
                Layers = [.. readers.Where(reader => !IsLabels(reader)).Select(reader => new NpyLayer(reader, pooling))];
                if (Layers.Length == 0) throw new InputException($"{path}: found no array but '{LabelsName}'; expected one for each layer");
                Samples = CheckRows(labels, readers);
                Labels = new NpyLabels(labels);
            }
            catch (InvalidDataException e)
            {
                Dispose();
                throw Damaged(path, e);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public NpyLayer[] Layers { get; }

        public NpyLabels Labels { get; }

        public long Samples { get; }

        public void Finish()
        {
            foreach (NpyReader reader in readers) reader.Finish();
        }

        public void Dispose()
        {
            foreach (NpyReader reader in readers) reader.Dispose();
            archive.Dispose();
        }

        private static bool IsLabels(NpyReader reader)
        {
            return string.Equals(reader.Name, LabelsName, StringComparison.Ordinal);
        }

        private static long CheckRows(NpyReader labels, List<NpyReader> readers)
        {
            NpyHeader header = labels.Header;
            if (!header.Type.IsInteger) throw labels.Bad($"values of type {header.Descr}", "integers, the class of each sample");
            if (header.Shape.Length != 1) throw labels.Bad($"shape {header.ShapeText}", "one dimension, the class of each sample");
            long samples = header.Shape[0];
            foreach (NpyReader reader in readers)
            {
                if (reader.Header.Shape[0] == samples) continue;
                throw reader.Bad(
                    $"{reader.Header.Shape[0]} samples (shape {reader.Header.ShapeText})", $"{samples}, as many as there are labels");
            }
            return samples > 0 ? samples : throw labels.Bad("no samples", "at least one");
        }

        private static ZipArchive OpenArchive(string path)
        {
            FileStream stream;
            try
            {
                stream = File.OpenRead(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                string found = e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "that it cannot be opened";
                throw new InputException($"{path}: found {found}; expected a NumPy .npz file", e);
            }
            try
            {
                return new ZipArchive(stream, ZipArchiveMode.Read);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                stream.Dispose();
                throw Damaged(path, e);
            }
        }

        private static InputException Damaged(string path, Exception e)
        {
            return new InputException(
                $"{path}: found no whole zip archive (it is truncated, damaged or something else); expected a NumPy .npz file", e);
        }
    }
}
