using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>
/// The images that a run keeps. It remembers which file has which, and the images of the file that was read last. For use by one thread at
/// a time.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class KeptImages(RunReader run)
{
    private readonly Dictionary<long, SnapshotEntry> files = [];
    private int indexed;
    private (SnapshotEntry Entry, Dictionary<long, ImageRow> Images)? read;

    /// <summary>Whether the run keeps an image of a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="until">In the files of how many of its snapshots.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public bool Has(long sample, int until)
    {
        for (; indexed < until; indexed++)
        {
            SnapshotEntry entry = run.Manifest.Snapshots[indexed];
            foreach (long found in Read(entry).Keys) files.TryAdd(found, entry);
        }
        return files.ContainsKey(sample);
    }

    /// <summary>The image of a sample; null where the run keeps none.</summary>
    /// <param name="sample">The sample.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public ImageRow? Find(long sample) => Has(sample, run.Manifest.Snapshots.Count) ? Read(files[sample])[sample] : null;

    private Dictionary<long, ImageRow> Read(SnapshotEntry entry)
    {
        if (read is { } last && last.Entry == entry) return last.Images;
        Dictionary<long, ImageRow> images = [];
        foreach (ImageRow image in run.ReadImages(entry)) images.TryAdd(image.Sample, image);
        read = (entry, images);
        return images;
    }
}
