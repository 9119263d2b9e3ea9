namespace Coterie.Data;

/// <summary>
/// Loads data sets: finds their files, downloads what is missing, decodes images, scales them, and takes as many as are wanted.
/// It looks in <see cref="Directory"/> if that is set; else in <see cref="EnvironmentDirectory"/>, then in the cache, and then
/// downloads to the cache. A folder may hold the files of one data set, or a sub-folder or archive named after each; files may be
/// gzipped or not. A folder or zip of images with a folder for each class is a data set too.
/// </summary>
/// <remarks>
/// Gray is the luma of ITU-R BT.601. Decoded images are kept in the cache, a file for each archive, image size and number of channels,
/// so that they are decoded once.
/// </remarks>
public sealed class DataStore
{
    private const int LargestImage = 4096;
    private const string Decoded = "decoded";

    /// <summary>
    /// The only place to look in; nothing is then downloaded. For CIFAR-10 and Plant Village it may be the archive itself. Null to look
    /// in the other places.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>The folder to look in first; by default the value of the environment variable COTERIE_DATA.</summary>
    public string? EnvironmentDirectory { get; init; } = Environment.GetEnvironmentVariable("COTERIE_DATA");

    /// <summary>
    /// Where downloads go, a sub-folder for each data set, and decoded images; by default <c>$XDG_CACHE_HOME/coterie</c> or
    /// <c>~/.cache/coterie</c>, and on Windows and macOS a folder of the local application data. Null, as by default where the user has no
    /// home folder, to keep nothing: images are decoded each time, and nothing can be downloaded.
    /// </summary>
    public string? CacheDirectory { get; init; } = DefaultCache();

    /// <summary>What sends requests to the web; by default the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>How long a server may send nothing before the next mirror is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The number of training images to load, the first ones, with the test images that <see cref="DataSet.Take(int)"/> keeps; null for
    /// all. Generated data sets draw no more than these.
    /// </summary>
    public int? Samples { get; init; }

    /// <summary>
    /// The rows and columns to scale images to, from 1 to 4096; images that are not square are stretched. By default 256 for Plant
    /// Village, and for others the size they have, which must be the same for all.
    /// </summary>
    public int? ImageSize { get; init; }

    /// <summary>
    /// Whether images keep three channels, red, green and blue. CIFAR-10, Plant Village, and folders and zips of images then have three,
    /// equal ones where a picture is gray; MNIST, Fashion-MNIST and the glyphs have one in any case.
    /// </summary>
    public bool KeepColour { get; init; }

    /// <summary>
    /// Decides the order of the images of folders and zips, and which of them are for testing if the folders do not say.
    /// </summary>
    public int SplitSeed { get; init; } = 1;

    /// <summary>
    /// Whether images that cannot be decoded are left out and counted in <see cref="DataSet.SkippedImages"/>; otherwise loading fails.
    /// </summary>
    public bool SkipBadImages { get; init; }

    /// <summary>Loads a data set, after downloading it if need be. The work is done on other threads.</summary>
    /// <param name="name">
    /// A name from <see cref="DataSets.All"/>, or the path of a folder or zip of images: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, or
    /// <c>CLASS/*</c> alone, of which a fifth of each class, chosen by <see cref="SplitSeed"/>, is for testing. It may also be a folder of
    /// four IDX files, or one of them. The data set of a path has the name <see cref="NameOf"/>. The glyphs are drawn with the seed
    /// <see cref="Glyphs.DefaultSeed"/>.
    /// </param>
    /// <param name="progress">Receives how far downloads and decoding are, one report at a time, from other threads.</param>
    /// <param name="cancellation">Stops loading within a fraction of a second. Whole files that were downloaded stay in the cache.</param>
    /// <exception cref="InputException">
    /// The name is unknown; the data are missing, damaged, cannot be downloaded, or do not fit into memory; there are fewer images than
    /// asked for; or an image is bad and <see cref="SkipBadImages"/> is not set.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<DataSet> LoadAsync(
        string name, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isKnown = DataSets.All.Any(set => string.Equals(set.Name, name, StringComparison.Ordinal));
        return Task.Run(
            async () =>
            {
                try
                {
                    return !isKnown && (File.Exists(name) || System.IO.Directory.Exists(name))
                        ? Finish(ReadPath(name, progress, cancellation), cancellation)
                        : await LoadAsync(DataSets.Find(name), progress, cancellation);
                }
                catch (Exception e) when (FileErrors.Is(e))
                {
                    // What no reader has put into words: a folder that must not be listed, a disk that fails.
                    throw new InputException($"{name}: cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
                }
            },
            cancellation);
    }

    /// <summary>
    /// The name of the data set at a path: the last part, without the ending of a zip. Of the folder <c>raw</c> it is the part before, and
    /// of an IDX file what is before its split.
    /// </summary>
    /// <param name="path">A folder or a file.</param>
    public static string NameOf(string path)
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(whole))
        {
            if (IdxName.Parse(whole) is not { } file) return Path.GetFileNameWithoutExtension(whole);
            return file.Set.Length > 0 ? file.Set : NameOf(Path.GetDirectoryName(whole)!);
        }
        string name = Path.GetFileName(whole);
        return name == "raw" && Path.GetFileName(Path.GetDirectoryName(whole)) is { Length: > 0 } parent ? parent : name;
    }

    /// <summary>Where each known data set is, and which of its files are missing. Reads no images and does not use the network.</summary>
    public IReadOnlyList<DataSetStatus> Status() => [.. DataSets.All.Select(set => set.Source.FindStatus(set, this))];

    /// <summary>Whether a data set can be loaded without a download: it is here, built in, or the path of a folder or a file.</summary>
    /// <param name="name">As for <see cref="LoadAsync(string, IProgress{LoadProgress}, CancellationToken)"/>.</param>
    public bool IsAtHand(string name)
    {
        DataSetInfo? known = DataSets.All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.Ordinal));
        return known is null ? File.Exists(name) || System.IO.Directory.Exists(name) : known.Source.FindStatus(known, this).IsComplete;
    }

    /// <summary>Loads a data set by its entry.</summary>
    internal async Task<DataSet> LoadAsync(DataSetInfo set, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        RequireSettings();
        ClearLeftovers(set.Name);
        return Finish(await set.Source.LoadAsync(set, this, progress, cancellation), cancellation);
    }

    /// <summary>The places to look for a data set in, in their order.</summary>
    internal IEnumerable<string> Places(DataSetInfo set)
    {
        if (!string.IsNullOrEmpty(Directory)) return [Directory];
        string?[] places = [EnvironmentDirectory, CacheDirectory is null ? null : CacheFolder(set)];
        return places.OfType<string>().Where(place => place.Length > 0);
    }

    /// <summary>The folder that downloads of a data set go to.</summary>
    /// <exception cref="InputException">There is no cache.</exception>
    internal string CacheFolder(DataSetInfo set) => Path.Combine(
        CacheDirectory ?? throw new InputException(
            $"{set.Name} is not at hand, and there is no home folder to download it to: name a folder that has it with --data, "
            + "or one for the cache with XDG_CACHE_HOME"),
        set.Name);

    /// <summary>Downloads files of a data set into its cache folder.</summary>
    internal async Task DownloadAsync(
        DataSetInfo set, IReadOnlyList<DataFile> files, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        using Downloader downloader = new(Handler, Patience);
        foreach (DataFile file in files) await downloader.FetchAsync(set, file, CacheFolder(set), progress, cancellation);
    }

    /// <summary>Decodes images as this store's settings say.</summary>
    /// <param name="size">The rows and columns to scale to; null for the images' own size.</param>
    /// <param name="progress">Receives how many images are decoded; may be null.</param>
    internal ImageLoading Loading(int? size, IProgress<LoadProgress>? progress) => new()
    {
        Size = size,
        Channels = KeepColour ? 3 : 1,
        SkipBadImages = SkipBadImages,
        CacheFolder = CacheDirectory is null ? null : Path.Combine(CacheDirectory, Decoded),
        Progress = progress,
    };

    private DataSet ReadPath(string path, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        RequireSettings();
        ClearLeftovers(Decoded);
        string name = NameOf(path);
        if (IdxFolder.Find(path) is { } files) return files.Read(name, cancellation);
        using ImageArchive archive = ImageArchive.Open(path, cancellation);
        return Loading(ImageSize, progress).Load(name, archive, ImageFolderLayout.Plan(archive, SplitSeed), cancellation);
    }

    // What a process leaves that is killed while it writes to the cache.
    private void ClearLeftovers(string below)
    {
        if (CacheDirectory is null) return;
        foreach (string folder in (string[])[below, Decoded]) Leftovers.Clear(Path.Combine(CacheDirectory, folder));
    }

    private void RequireSettings()
    {
        if (ImageSize is < 1 or > LargestImage) throw new InputException($"image size {ImageSize}, expected 1 to {LargestImage}");
        if (Samples < 1) throw new InputException($"{Samples} samples asked for, expected at least 1");
    }

    private DataSet Finish(DataSet data, CancellationToken cancellation)
    {
        DataSet some = data;
        try
        {
            if (Samples is { } samples) some = data.Take(samples);
        }
        catch (InputException e)
        {
            throw new InputException($"{e.Message} (--samples)", e);
        }
        return ImageSize is not { } size ? some : some with
        {
            Train = ImageScaling.Scale(some.Train, size, data.Name, cancellation),
            Test = ImageScaling.Scale(some.Test, size, data.Name, cancellation),
        };
    }

    private static string? DefaultCache()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            return Below(Environment.SpecialFolder.LocalApplicationData, "coterie", "cache");

        // The XDG base directory specification says to ignore relative paths.
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.IsPathRooted(xdg) ? Path.Combine(xdg, "coterie") : Below(Environment.SpecialFolder.UserProfile, ".cache", "coterie");

        // A service or a container may have no home folder; the current folder is no place for a cache.
        static string? Below(Environment.SpecialFolder home, params string[] parts)
        {
            string path = Environment.GetFolderPath(home);
            return Path.IsPathRooted(path) ? Path.Combine([path, .. parts]) : null;
        }
    }
}
