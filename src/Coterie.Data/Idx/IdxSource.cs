namespace Coterie.Data;

/// <summary>Data sets of four IDX files: training images and labels, test images and labels.</summary>
internal sealed class IdxSource : IDataSetSource
{
    public DataSetStatus FindStatus(DataSetInfo set, DataStore store)
    {
        IdxLocation? best = Usable(set, store).Where(place => place.FoundCount > 0).MaxBy(place => place.FoundCount);
        return new(set, best?.Folder, [.. (best?.Missing ?? set.Files).Select(file => file.Name)]);
    }

    public async Task<DataSet> LoadAsync(
        DataSetInfo set, DataStore store, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(store.Directory)) return InDirectory(store.Directory, set).Read(cancellation);

        IdxLocation? found = Usable(set, store).FirstOrDefault(place => place.IsComplete);
        if (found is not null) return found.Read(cancellation);

        IdxLocation cache = new(set, store.CacheFolder(set));
        await store.DownloadAsync(set, cache.Missing, progress, cancellation);
        return new IdxLocation(set, cache.Folder).Read(cancellation);
    }

    private static IEnumerable<IdxLocation> Usable(DataSetInfo set, DataStore store) =>
        store.Places(set).Select(place => IdxLocation.In(place, set)).Where(place => place.FindOtherSet() is null);

    private static IdxLocation InDirectory(string directory, DataSetInfo set)
    {
        if (!Directory.Exists(directory)) throw new InputException($"{directory}: no such folder, expected one with {set.Name}");
        IdxLocation location = IdxLocation.In(directory, set);
        if (!location.IsComplete)
        {
            string missing = string.Join(", ", location.Missing.Select(file => $"{file.Name}[.gz]"));
            throw new InputException(
                $"{(location.FoundCount > 0 ? location.Folder : directory)}: {set.Name} is not complete here, expected also {missing}");
        }
        if (location.FindOtherSet() is { } other)
            throw new InputException($"{location.Folder}: holds {other.Name}, expected {set.Name}, whose files have the same names");
        return location;
    }
}
