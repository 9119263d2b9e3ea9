using Coterie.Activations;

namespace Coterie.Data;

/// <summary>
/// The activations in a dump, which is a NumPy <c>.npz</c> or <c>.npy</c>, a zip of <c>.npy</c> files, or safetensors: one array for each
/// layer, samples × neurons in floats of 16, 32 or 64 bits, in the order of the file, and labels, one for each sample, in the dump or in a
/// file of their own. Arrays of more dimensions are pooled: N×C×H×W, of a convolution, to its channels, and N×T×F, of a sequence layer, to
/// its features. Other arrays are left out.
/// </summary>
/// <remarks>
/// The arrays are read side by side in batches of a few MB, so memory does not grow with the number of samples but for the labels, and for
/// compressed arrays in Fortran order. Each replay opens the file again, and reads a batch while the one before is analysed.
/// </remarks>
public sealed class DumpActivations : IActivationSource
{
    private const int BatchBytes = 4 << 20;
    private const int MostBytes = 64 << 20;
    private const int MaxBatch = 8192;

    private readonly string path;
    private readonly DumpReading reading;
    private readonly (DateTime Written, long Length) state;
    private readonly int[] labels;

    /// <summary>Opens a file, checks its arrays' types and shapes, and reads the labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">How it is read where there is a choice; null for the defaults.</param>
    /// <exception cref="InputException">
    /// The file cannot be read or is damaged, there are no labels, no array is a layer, one that was asked for is none, or a layer has an
    /// axis of length 0.
    /// </exception>
    public DumpActivations(string path, DumpReading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        this.path = path;
        this.reading = reading ?? new DumpReading();
        List<string> notes = [];
        using DumpFile file = new(path, this.reading.LoneArray);
        state = State();
        ClassLabels found = DumpLabels.Read(file, this.reading.Labels, notes);
        labels = found.Labels;
        ClassNames = found.Names;
        int[] counts = new int[ClassNames.Count];
        foreach (int label in labels) counts[label]++;
        SamplesByClass = counts;
        Layers = [.. DumpLayers.Of(file, this.reading, labels.Length, notes).Select(layer => layer.Layer)];
        Notes = notes;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public int Classes => ClassNames.Count;

    /// <summary>For each class, the label that the dump has for it: its number, or any other number or text.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many samples each class has.</summary>
    public IReadOnlyList<int> SamplesByClass { get; }

    /// <summary>
    /// What a person should know of how the file was read, a line each; a line about a reading that is in doubt begins with
    /// <c>warning: </c>.
    /// </summary>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public long Samples => labels.Length;

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using DumpFile file = new(path, reading.LoneArray);
        RequireUnchanged();
        ArrayLayer[] layers = DumpLayers.Of(file, reading, Samples, []);
        int batch = BatchSize(layers);
        Array[] current = [.. layers.Select(layer => layer.Room(batch))];
        Array[] next = batch < labels.Length ? [.. layers.Select(layer => layer.Room(batch))] : [];
        Task ahead = ReadAsync(current, 0);
        try
        {
            for (int first = 0; first < labels.Length; first += batch)
            {
                ahead.GetAwaiter().GetResult();
                cancellation.ThrowIfCancellationRequested();
                if (first + batch < labels.Length) ahead = ReadAsync(next, first + batch);
                ReadOnlySpan<int> some = labels.AsSpan(first, Count(first));
                for (int l = 0; l < layers.Length; l++) layers[l].Deliver(current[l], l, some, sink);
                (current, next) = (next, current);
            }
        }
        finally
        {
            // Nothing may still read when the file is closed.
            Task.WaitAny([ahead], CancellationToken.None);
        }
        foreach (ArrayLayer layer in layers) layer.Finish();
        RequireUnchanged();

        int Count(int first) => Math.Min(batch, labels.Length - first);

        Task ReadAsync(Array[] rooms, int first) => Task.Run(
            () =>
            {
                for (int l = 0; l < layers.Length; l++) layers[l].Read(rooms[l], first, Count(first));
            },
            CancellationToken.None);
    }

    private int BatchSize(ArrayLayer[] layers)
    {
        long widest = layers.Max(layer => layer.RowBytes), all = layers.Sum(layer => (long)layer.RowBytes);
        return (int)Math.Min(labels.Length, Math.Clamp(Math.Min(BatchBytes / widest, MostBytes / all), 1, MaxBatch));
    }

    private void RequireUnchanged()
    {
        if (State() != state) throw new InputException($"{path}: found that it changed while it was read; expected it not to");
    }

    private (DateTime Written, long Length) State()
    {
        FileInfo file = new(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
