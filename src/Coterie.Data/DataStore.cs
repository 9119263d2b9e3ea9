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

    /// <summary>
    /// The only place to look in; nothing is then downloaded. For CIFAR-10 and Plant Village it may be the archive itself. Null to look
    /// in the other places.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>The folder to look in first; by default the value of the environment variable COTERIE_DATA.</summary>
    public string? EnvironmentDirectory { get; init; } = Environment.GetEnvironmentVariable("COTERIE_DATA");

    /// <summary>
    /// Where downloads go, a sub-folder for each data set, and decoded images; by default <c>$XDG_CACHE_HOME/coterie</c> or
    /// <c>~/.cache/coterie</c>, and on Windows and macOS a folder of the local application data.
    /// </summary>
    public string CacheDirectory { get; init; } = DefaultCache();

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
    /// <c>CLASS/*</c> alone, of which a fifth of each class, chosen by <see cref="SplitSeed"/>, is for testing. The data set of a path
    /// is named after its last part. The glyphs are drawn with the seed <see cref="Glyphs.DefaultSeed"/>.
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
            async () => !isKnown && (File.Exists(name) || System.IO.Directory.Exists(name))
                ? Finish(ReadImages(name, progress, cancellation), cancellation)
                : await LoadAsync(DataSets.Find(name), progress, cancellation),
            cancellation);
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
        return Finish(await set.Source.LoadAsync(set, this, progress, cancellation), cancellation);
    }

    /// <summary>The places to look for a data set in, in their order.</summary>
    internal IEnumerable<string> Places(DataSetInfo set)
    {
        if (!string.IsNullOrEmpty(Directory)) return [Directory];
        string cache = CacheFolder(set);
        return string.IsNullOrEmpty(EnvironmentDirectory) ? [cache] : [EnvironmentDirectory, cache];
    }

    /// <summary>The folder that downloads of a data set go to.</summary>
    internal string CacheFolder(DataSetInfo set) => Path.Combine(CacheDirectory, set.Name);

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
        CacheFolder = Path.Combine(CacheDirectory, "decoded"),
        Progress = progress,
    };

    private DataSet ReadImages(string path, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        RequireSettings();
        using ImageArchive archive = ImageArchive.Open(path, cancellation);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (File.Exists(path)) name = Path.GetFileNameWithoutExtension(name);
        return Loading(ImageSize, progress).Load(name, archive, ImageFolderLayout.Plan(archive, SplitSeed), cancellation);
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

    private static string DefaultCache()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "coterie", "cache");

        // The XDG base directory specification says to ignore relative paths.
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.IsPathRooted(xdg)
            ? Path.Combine(xdg, "coterie")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "coterie");
    }
}
