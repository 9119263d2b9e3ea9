namespace Coterie.Data;

/// <summary>
/// A known data set that comes as a folder or archive of image files: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, or <c>CLASS/*</c>
/// alone. Derived classes read other layouts and other forms.
/// </summary>
/// <param name="expected">What the user should have, for messages.</param>
internal class ImageSource(string expected) : IDataSetSource
{

    public DataSetStatus FindStatus(DataSetInfo set, DataStore store)
    {
        string? path = Find(set, store, CancellationToken.None);
        return new(set, path, path is null ? [expected] : []);
    }

    public async Task<DataSet> LoadAsync(
        DataSetInfo set, DataStore store, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        string? path = Find(set, store, cancellation);
        if (path is null && string.IsNullOrEmpty(store.Directory) && set.IsDownloadable)
        {
            await store.DownloadAsync(set, set.Files, progress, cancellation);
            path = Path.Combine(store.CacheFolder(set), set.Files[0].Name);
        }
        if (path is null) throw NotFound(set, store.Directory);
        if (IsOriginal(path)) return ReadOriginal(set, path, store.KeepColour ? set.Channels : 1, progress, cancellation);

        using ImageArchive archive = ImageArchive.Open(path, cancellation);
        ImagePlan plan = Plan(set, archive, store.SplitSeed);
        return store.Loading(store.ImageSize ?? set.Height, progress).Load(set.Name, archive, plan, cancellation);
    }

    /// <summary>Whether a folder holds the data set itself, rather than a sub-folder or archive with it.</summary>
    public virtual bool IsDataFolder(DataSetInfo set, string folder)
    {
        bool Has(params string[] below) => Directory.Exists(Path.Combine([folder, .. below]));
        return set.ClassNames.Any(name => Has("train", name) && Has("test", name)) || set.ClassNames.All(name => Has(name));
    }

    /// <summary>Whether a file with the data set's name is an archive of it, to judge by the rest of its name.</summary>
    public virtual bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a folder or archive has the data set in its original form, not as image files, which were compressed again. The original
    /// is preferred.
    /// </summary>
    public virtual bool IsOriginal(string path) => false;

    /// <summary>Reads the original form.</summary>
    protected virtual DataSet ReadOriginal(
        DataSetInfo set, string path, int channels, IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        throw new NotSupportedException($"{set.Name} has no form but image files");

    /// <summary>
    /// Chooses the images of an archive and divides them into classes and splits. Classes of folders are in natural order of their names,
    /// so the data set's names must be too.
    /// </summary>
    /// <exception cref="InputException">The archive does not hold this data set.</exception>
    protected virtual ImagePlan Plan(DataSetInfo set, ImageArchive archive, int seed)
    {
        ImagePlan plan = ImageFolderLayout.Plan(archive, seed);
        if (plan.ClassNames.SequenceEqual(set.ClassNames, StringComparer.Ordinal)) return plan;
        throw new InputException(
            $"{archive.Path}: holds classes {string.Join(", ", plan.ClassNames)}, "
            + $"expected those of {set.Name}: {string.Join(", ", set.ClassNames)}");
    }

    private string? Find(DataSetInfo set, DataStore store, CancellationToken cancellation) =>
        store.Places(set)
            .Select(place => ImageLocation.Find(place, set, this, cancellation))
            .FirstOrDefault(found => found is not null);

    private InputException NotFound(DataSetInfo set, string? directory)
    {
        if (!string.IsNullOrEmpty(directory))
        {
            return new(Directory.Exists(directory)
                ? $"{directory}: {set.Name} is not here, expected {expected}, in a folder or a zip"
                : $"{directory}: no such file or folder, expected one with {set.Name}");
        }
        string where = set.Homepage is null ? "" : $"get it from {set.Homepage}, and ";
        return new($"{set.Name} is not at hand, and is not downloaded: {where}name the folder or zip that has {expected} with --data");
    }
}
