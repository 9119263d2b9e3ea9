namespace Coterie.Data;

/// <summary>
/// Finds data sets: in the folder asked for; else in that of the environment variable COTERIE_DATA, in the cache,
/// and at last on the web, from where they go into the cache. A folder may hold the files of one data set, or a sub-folder
/// or an archive named for each; the files may be gzipped or not. A folder or zip of images with a folder for each class is a data set, too.
/// </summary>
/// <remarks>Images become gray by ITU-R BT.601 luma, and are kept decoded in the cache, so that the next time they are only read.</remarks>
public sealed class DataStore
{
    private const int LargestImage = 4096;

    /// <summary>
    /// The one folder to look in, if the user named one; nothing is then downloaded. For CIFAR-10 and Plant Village it may be the
    /// archive itself.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>A folder to look in first; by default the value of COTERIE_DATA.</summary>
    public string? EnvironmentDirectory { get; init; } = Environment.GetEnvironmentVariable("COTERIE_DATA");

    /// <summary>
    /// Where downloads go, a sub-folder for each data set, and decoded images; by default <c>$XDG_CACHE_HOME/coterie</c> or
    /// <c>~/.cache/coterie</c>, and on Windows and macOS a folder of the local application data.
    /// </summary>
    public string CacheDirectory { get; init; } = DefaultCache();

    /// <summary>What carries requests to the web; by default the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>How long a server may be silent before the next mirror is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Rows, and columns, to which images are scaled, stretched where they are not square; by default 256 for Plant Village, and for
    /// others the size they have, which must be one for all.
    /// </summary>
    public int? ImageSize { get; init; }

    /// <summary>
    /// Decides, for folders and zips of images, their order, and which images are for testing where the folders do not say.
    /// </summary>
    public int SplitSeed { get; init; } = 1;

    /// <summary>Whether images that cannot be decoded are left out, and counted in <see cref="DataSet.SkippedImages"/>, or refused.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>
    /// Reads a data set, after downloading it if need be. The built-in one is made with the seed <see cref="Glyphs.DefaultSeed"/>.
    /// </summary>
    /// <param name="name">
    /// One of <see cref="DataSets.All"/>, or the path of a folder or zip of images, <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, or
    /// <c>CLASS/*</c> alone, which is divided 80 to 20 by the seed within each class. A path is called by its last part.
    /// </param>
    /// <param name="progress">Told how a download goes.</param>
    /// <param name="cancellation">Stops a download or decoding; what was downloaded whole stays in the cache.</param>
    /// <exception cref="InputException">
    /// It is unknown, not to be found, damaged, cannot be downloaded, or does not fit into memory; or an image is bad and was to be refused.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<DataSet> LoadAsync(
        string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (ImageSize is < 1 or > LargestImage) throw new InputException($"image size {ImageSize}, expected 1 to {LargestImage}");
        DataSetInfo? set = DataSets.All.FirstOrDefault(known => known.Name == name);
        if (set is null && (File.Exists(name) || System.IO.Directory.Exists(name))) return await Task.Run(() => ReadImages(name, cancellation), cancellation);

        set ??= DataSets.Find(name);
        DataSet data = set.Format switch
        {
            DataSetFormat.Generated => Glyphs.Generate(Glyphs.DefaultSeed),
            DataSetFormat.Idx => await LoadIdxAsync(set, progress, cancellation),
            _ => await LoadImagesAsync(set, progress, cancellation),
        };
        return ImageSize is not { } size ? data : data with
        {
            Train = ImageScaling.Scale(data.Train, size, name),
            Test = ImageScaling.Scale(data.Test, size, name),
        };
    }

    /// <summary>Where each known data set is, and what of it is missing. Reads no images and no network.</summary>
    public IReadOnlyList<DataSetStatus> Status() => [.. DataSets.All.Select(Status)];

    private DataSetStatus Status(DataSetInfo set)
    {
        if (set.IsBuiltIn) return new(set, null, []);
        if (set.Format is not DataSetFormat.Idx)
        {
            string? path = ImagePlaces(set).Select(place => ImageLocation.Find(place, set)).FirstOrDefault(found => found is not null);
            return new(set, path, path is null ? [ImageLocation.Expected(set)] : []);
        }
        DataLocation? best = Places(set)
            .Where(place => place.FoundCount > 0 && place.Impostor() is null)
            .MaxBy(place => place.FoundCount);
        return new(set, best?.Folder, [.. (best?.Missing ?? set.Files).Select(file => file.Name)]);
    }

    private async Task<DataSet> LoadIdxAsync(DataSetInfo set, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(Directory)) return InDirectory(Directory, set).Read();

        DataLocation? found = Places(set).FirstOrDefault(place => place.IsComplete && place.Impostor() is null);
        if (found is not null) return found.Read();

        DataLocation cache = new(set, Path.Combine(CacheDirectory, set.Name));
        await DownloadAsync(set, cache.Missing, progress, cancellation);
        return new DataLocation(set, cache.Folder).Read();
    }

    private async Task<DataSet> LoadImagesAsync(DataSetInfo set, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string? path = ImagePlaces(set).Select(place => ImageLocation.Find(place, set)).FirstOrDefault(found => found is not null);
        if (path is null && string.IsNullOrEmpty(Directory) && set.IsDownloadable)
        {
            await DownloadAsync(set, set.Files, progress, cancellation);
            path = Path.Combine(CacheDirectory, set.Name, set.Files[0].Name);
        }
        if (path is not null) return await Task.Run(() => Read(set, path, cancellation), cancellation);
        if (!string.IsNullOrEmpty(Directory))
        {
            throw new InputException(System.IO.Directory.Exists(Directory)
                ? $"{Directory}: {set.Name} is not here, expected {ImageLocation.Expected(set)}, in a folder or a zip"
                : $"{Directory}: no such file or folder, expected one with {set.Name}");
        }
        throw new InputException(
            $"{set.Name} is not at hand, and is not downloaded: get it from https://github.com/spMohanty/PlantVillage-Dataset, and " +
            $"name the folder or zip that has {ImageLocation.Expected(set)} with --data");
    }

    private DataSet Read(DataSetInfo set, string path, CancellationToken cancellation)
    {
        if (ImageLocation.IsCanonical(path, set))
        {
            (ImageSet train, ImageSet test) = CifarBinary.Read(path);
            return new(set.Name, set.ClassNames, train, test);
        }
        using ImageArchive archive = ImageArchive.Open(path);
        ImagePlan plan = set.Format == DataSetFormat.Cifar
            ? ImageFolderLayout.Plan(archive, SplitSeed)
            : PlantVillage.Plan(archive, SplitSeed);
        if (set.Format == DataSetFormat.Cifar && !plan.ClassNames.SequenceEqual(set.ClassNames, StringComparer.Ordinal))
        {
            throw new InputException(
                $"{path}: holds classes {string.Join(", ", plan.ClassNames)}, expected those of {set.Name}: {string.Join(", ", set.ClassNames)}");
        }
        return Loading(ImageSize ?? set.Height).Load(set.Name, archive, plan, cancellation);
    }

    private DataSet ReadImages(string path, CancellationToken cancellation)
    {
        using ImageArchive archive = ImageArchive.Open(path);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (File.Exists(path)) name = Path.GetFileNameWithoutExtension(name);
        return Loading(ImageSize).Load(name, archive, ImageFolderLayout.Plan(archive, SplitSeed), cancellation);
    }

    private ImageLoading Loading(int? size) => new()
    {
        Size = size,
        SkipBadImages = SkipBadImages,
        CacheFolder = Path.Combine(CacheDirectory, "decoded"),
    };

    private async Task DownloadAsync(
        DataSetInfo set, IReadOnlyList<DataFile> files, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using Downloader downloader = new(Handler, Patience);
        foreach (DataFile file in files) await downloader.FetchAsync(set, file, Path.Combine(CacheDirectory, set.Name), progress, cancellation);
    }

    private IEnumerable<string> ImagePlaces(DataSetInfo set)
    {
        if (!string.IsNullOrEmpty(Directory)) return [Directory];
        string cache = Path.Combine(CacheDirectory, set.Name);
        return string.IsNullOrEmpty(EnvironmentDirectory) ? [cache] : [EnvironmentDirectory, cache];
    }

    private IEnumerable<DataLocation> Places(DataSetInfo set)
    {
        if (!string.IsNullOrEmpty(Directory)) return [DataLocation.In(Directory, set)];
        DataLocation cache = new(set, Path.Combine(CacheDirectory, set.Name));
        return string.IsNullOrEmpty(EnvironmentDirectory) ? [cache] : [DataLocation.In(EnvironmentDirectory, set), cache];
    }

    private static DataLocation InDirectory(string directory, DataSetInfo set)
    {
        if (!System.IO.Directory.Exists(directory)) throw new InputException($"{directory}: no such folder, expected one with {set.Name}");
        DataLocation location = DataLocation.In(directory, set);
        if (!location.IsComplete)
        {
            string missing = string.Join(", ", location.Missing.Select(file => $"{file.Name}[.gz]"));
            throw new InputException(
                $"{(location.FoundCount > 0 ? location.Folder : directory)}: {set.Name} is not complete here, expected also {missing}");
        }
        if (location.Impostor() is { } other)
            throw new InputException($"{location.Folder}: holds {other.Name}, expected {set.Name}, whose files have the same names");
        return location;
    }

    private static string DefaultCache()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "coterie", "cache");

        // The XDG base directory specification has relative paths ignored.
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.IsPathRooted(xdg)
            ? Path.Combine(xdg, "coterie")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "coterie");
    }
}
