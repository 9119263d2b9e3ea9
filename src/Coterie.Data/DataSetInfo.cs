namespace Coterie.Data;

/// <summary>What is known about a data set before it is read.</summary>
/// <param name="Name">What it is called in commands.</param>
/// <param name="Description">One line for a person.</param>
/// <param name="ClassNames">A name for each class, in the order of the labels.</param>
/// <param name="TrainCount">How many training images it has.</param>
/// <param name="TestCount">How many test images it has.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Files">Training images, training labels, test images and test labels, or one archive; none if nothing is downloaded.</param>
/// <param name="Mirrors">Folders on the web with those files, gzipped, in the order in which to try them.</param>
/// <param name="Format">What it is read from.</param>
public sealed record DataSetInfo(
    string Name,
    string Description,
    IReadOnlyList<string> ClassNames,
    int TrainCount,
    int TestCount,
    int Height,
    int Width,
    IReadOnlyList<DataFile> Files,
    IReadOnlyList<Uri> Mirrors,
    DataSetFormat Format = DataSetFormat.Idx)
{
    /// <summary>Whether it is made here, of no files.</summary>
    public bool IsBuiltIn => Format == DataSetFormat.Generated;

    /// <summary>Whether it can be downloaded.</summary>
    public bool IsDownloadable => Mirrors.Count > 0;
}
