namespace Coterie.Data;

/// <summary>CIFAR-10: its binary archive or folder, or a folder or zip of images.</summary>
internal sealed class Cifar10Source() : ImageSource("cifar-10-binary.tar.gz")
{
    private static readonly string[] TarEndings = [".tar.gz", ".tgz", ".tar"];

    public override bool IsDataFolder(DataSetInfo set, string folder) => CifarBinary.IsIn(folder) || base.IsDataFolder(set, folder);

    // The versions for Python and Matlab hold other files under similar names.
    public override bool IsArchive(string path) =>
        base.IsArchive(path)
        || (Array.Exists(TarEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            && Path.GetFileName(path).Contains("bin", StringComparison.OrdinalIgnoreCase));

    public override bool IsOriginal(string path) => Directory.Exists(path) ? CifarBinary.IsIn(path) : !IsZip(path);

    protected override DataSet ReadOriginal(
        DataSetInfo set, string path, int channels, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        CifarBinary binary = new(set.ClassNames) { Channels = channels, Progress = progress };
        (ImageSet train, ImageSet test) = binary.Read(path, cancellation);
        return new(set.Name, set.ClassNames, train, test);
    }

    private static bool IsZip(string path)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            return file.ReadByte() == 'P' && file.ReadByte() == 'K';
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
