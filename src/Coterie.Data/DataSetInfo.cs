namespace Coterie.Data;

/// <summary>A data set known by name: what it holds, and where it comes from.</summary>
public sealed record DataSetInfo
{
    internal DataSetInfo(IDataSetSource source) => Source = source;

    /// <summary>The name in commands and results.</summary>
    public required string Name { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Description { get; init; }

    /// <summary>A name for each class, in the order of the labels.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The number of training images.</summary>
    public required int TrainCount { get; init; }

    /// <summary>The number of test images.</summary>
    public required int TestCount { get; init; }

    /// <summary>The rows of an image.</summary>
    public required int Height { get; init; }

    /// <summary>The columns of an image.</summary>
    public required int Width { get; init; }

    /// <summary>
    /// 3 where the data have colour, else 1. <see cref="DataStore.KeepColour"/> loads that many channels; without it there is one, gray.
    /// </summary>
    public int Channels { get; init; } = 1;

    /// <summary>The page where a person can get the data; null if it need not be looked up.</summary>
    public Uri? Homepage { get; init; }

    /// <summary>Whether it is generated, so that no file is needed.</summary>
    public bool IsBuiltIn => Source.IsBuiltIn;

    /// <summary>Whether it can be downloaded.</summary>
    public bool IsDownloadable => Mirrors.Count > 0;

    /// <summary>The files to download: training images and labels, then test images and labels; or one archive; or none.</summary>
    internal IReadOnlyList<DataFile> Files { get; init; } = [];

    /// <summary>Folders on the web with those files, in the order in which to try them.</summary>
    internal IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>How it is found and read.</summary>
    internal IDataSetSource Source { get; init; }
}
